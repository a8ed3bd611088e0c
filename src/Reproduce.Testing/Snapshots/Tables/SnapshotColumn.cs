using System.Globalization;

namespace Reproduce.Testing.Snapshots.Tables;

/// <summary>What a column of a table holds, where the table sets published numbers beside ours.</summary>
public enum ColumnMeaning
{
    /// <summary>Anything else.</summary>
    Other,

    /// <summary>Published numbers.</summary>
    Paper,

    /// <summary>Our numbers beside them.</summary>
    Ours,

    /// <summary>Ours less the published.</summary>
    Difference,
}

/// <summary>A column of a table: its name, and for numbers how they are written and compared.</summary>
public sealed record SnapshotColumn
{
    private const int MaxDecimals = 15;

    private SnapshotColumn(string name, Tolerance? tolerance, int? decimals)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Tolerance = tolerance;
        Decimals = decimals;
    }

    /// <summary>The heading; unique in its table.</summary>
    public string Name { get; }

    /// <summary>What a number may differ; <see langword="null"/> for a column of texts.</summary>
    public Tolerance? Tolerance { get; }

    /// <summary>Decimals written, 0 to 15; <see langword="null"/> for as many as tell the number apart from every other.</summary>
    public int? Decimals { get; }

    /// <summary>Whether the column holds numbers.</summary>
    public bool IsNumeric => Tolerance is not null;

    /// <summary>What the column holds, where a table sets published numbers beside ours: a report shows it, no comparison uses it.</summary>
    public ColumnMeaning Meaning { get; private init; }

    /// <summary>For <see cref="ColumnMeaning.Difference"/>: up to which difference two numbers count as alike, in the column's unit.</summary>
    public double? Similar { get; private init; }

    /// <summary>A column of texts, which are compared exactly.</summary>
    public static SnapshotColumn Text(string name) => new(name, null, null);

    /// <summary>A column of numbers.</summary>
    /// <param name="name">The heading.</param>
    /// <param name="tolerance">What a number may differ.</param>
    /// <param name="decimals">Decimals to write, 0 to 15; by default as many as tell the number apart from every other.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> is outside of its range.</exception>
    public static SnapshotColumn Number(string name, Tolerance tolerance, int? decimals = null)
    {
        ArgumentNullException.ThrowIfNull(tolerance);
        if (decimals is < 0 or > MaxDecimals)
        {
            throw new ArgumentOutOfRangeException(nameof(decimals), decimals, $"Column '{name}': 0 to {MaxDecimals} decimals.");
        }

        return new SnapshotColumn(name, tolerance, decimals);
    }

    /// <summary>This column as that of the published numbers.</summary>
    public SnapshotColumn OfPaper() => this with { Meaning = ColumnMeaning.Paper };

    /// <summary>This column as that of our numbers beside the published ones.</summary>
    public SnapshotColumn OfOurs() => this with { Meaning = ColumnMeaning.Ours };

    /// <summary>This column as that of our numbers less the published ones.</summary>
    /// <param name="similar">Up to which difference two numbers count as alike, in the column's unit; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="similar"/> is not above 0.</exception>
    public SnapshotColumn OfDifference(double similar)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(similar);
        return this with { Meaning = ColumnMeaning.Difference, Similar = similar };
    }

    /// <summary>
    /// The largest difference from a verified number as it stands in the file: the tolerance, and half a unit of the last
    /// decimal written, which is what writing may have taken away from the number.
    /// </summary>
    internal double AllowedAround(double verified) =>
        Tolerance!.Around(verified) + (Decimals is { } decimals ? 0.5 * Math.Pow(10, -decimals) : 0);

    /// <summary>A number as the file has it.</summary>
    internal string Format(double number)
    {
        var text = number.ToString(Decimals is { } decimals ? $"F{decimals}" : "R", CultureInfo.InvariantCulture);
        var isNegativeZero = text[0] == '-' && text.AsSpan(1).IndexOfAnyExcept('0', '.') < 0;
        return isNegativeZero ? text[1..] : text;
    }
}
