namespace Reproduce.Results.Tables;

/// <summary>
/// How far a number may be from the verified one: within the absolute or within the relative part, whichever allows more.
/// </summary>
public sealed record Tolerance
{
    /// <summary>
    /// Rounding of binary fractions, relative to the numbers: 0.3 and 0.2 differ by 0.1 for a person, though not in a double.
    /// </summary>
    private const double RoundingError = 1e-12;

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

    /// <summary>Whether a number agrees with a verified one.</summary>
    /// <param name="verified">The verified number.</param>
    /// <param name="actual">The other. NaN agrees with NaN alone, an infinity with itself alone: they are outcomes, not unknowns.</param>
    /// <param name="decimals">
    /// Decimals that the verified number is written with, if it is rounded: half a unit of the last one is allowed on top, for so much may
    /// have been rounded away.
    /// </param>
    public bool Allows(double verified, double actual, int? decimals = null)
    {
        if (!double.IsFinite(verified) || !double.IsFinite(actual))
        {
            return verified.Equals(actual);
        }

        var rounded = decimals is { } places ? 0.5 * Math.Pow(10, -places) : 0;
        var allowed = Math.Max(Absolute, Relative * Math.Abs(verified)) + rounded;
        var difference = Math.Abs(verified - actual);
        return difference <= allowed
            || (allowed > 0 && difference - allowed <= RoundingError * Math.Max(Math.Abs(verified), Math.Abs(actual)));
    }

    /// <summary>For example <c>±0.01</c>, <c>±5 %</c>, <c>±0.01 or ±5 %</c>, <c>exact</c>.</summary>
    public override string ToString() => (Absolute, Relative) switch
    {
        (0, 0) => "exact",
        (_, 0) => $"±{Absolute:G6}",
        (0, _) => $"±{Relative * 100:G6} %",
        _ => $"±{Absolute:G6} or ±{Relative * 100:G6} %",
    };

    /// <summary>The value, if it is finite and at least 0.</summary>
    internal static double Check(double value, string name) =>
        double.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "A tolerance is finite and at least 0.");
}
