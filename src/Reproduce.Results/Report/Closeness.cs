using Reproduce.Results.Tables;

namespace Reproduce.Results.Report;

/// <summary>How close a number is to the paper's.</summary>
/// <param name="Name">Its name, which is a class of the style sheet too.</param>
/// <param name="Sign">A sign, so that no one needs to tell colours apart.</param>
public sealed record Closeness(string Name, string Sign)
{
    private const double FarFactor = 3;

    private static readonly Closeness Close = new("close", "≈");
    private static readonly Closeness Off = new("off", "≠");
    private static readonly Closeness Far = new("far", "≠≠");

    /// <summary>The closeness of a difference; null where the column holds none or the number is none.</summary>
    public static Closeness? Of(Column column, double difference) =>
        column is not { Role: ColumnRole.Difference, Similar: { } similar } || double.IsNaN(difference) ? null
            : Math.Abs(difference) <= similar ? Close
            : Math.Abs(difference) <= FarFactor * similar ? Off
            : Far;

    /// <summary>What the signs mean.</summary>
    /// <param name="similar">Up to which difference two numbers count as alike.</param>
    public static string Legend(double similar) =>
        $"Difference: {Close.Sign} within {ReportWords.Number(similar)}, {Off.Sign} within {ReportWords.Number(FarFactor * similar)}, "
            + $"{Far.Sign} beyond.";
}
