
namespace Reproduce.Testing.Snapshots.Tables;

/// <summary>
/// How far a number may be from the verified one: within the absolute or within the relative part, whichever allows more.
/// </summary>
public sealed record Tolerance
{
    /// <summary>Creates a tolerance.</summary>
    /// <param name="absolute">Largest difference, in the column's unit; finite, at least 0.</param>
    /// <param name="relative">Largest difference as a share of the verified number's magnitude (0.05 is 5 %); finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part is negative or not finite.</exception>
    public Tolerance(double absolute = 0, double relative = 0)
    {
        Absolute = Check(absolute, nameof(absolute));
        Relative = Check(relative, nameof(relative));
    }

    /// <summary>No difference at all, as for counts and seeds.</summary>
    public static Tolerance Exact { get; } = new();

    /// <summary>Largest difference, in the column's unit.</summary>
    public double Absolute { get; }

    /// <summary>Largest difference as a share of the verified number's magnitude.</summary>
    public double Relative { get; }

    /// <summary>The largest difference from a verified number.</summary>
    public double Around(double verified) => Math.Max(Absolute, Relative * Math.Abs(verified));

    /// <summary>For example <c>±0.01</c>, <c>±5 %</c>, <c>±0.01 or ±5 %</c>, <c>exact</c>.</summary>
    public override string ToString() => (Absolute, Relative) switch
    {
        (0, 0) => "exact",
        (_, 0) => Part(Absolute, string.Empty),
        (0, _) => Part(Relative * 100, " %"),
        _ => $"{Part(Absolute, string.Empty)} or {Part(Relative * 100, " %")}",
    };

    private static string Part(double value, string unit) => $"±{value:G6}{unit}";

    private static double Check(double value, string name) =>
        double.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "A tolerance is finite and at least 0.");
}
