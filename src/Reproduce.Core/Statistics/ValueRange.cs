namespace Reproduce.Core.Statistics;

/// <summary>The values that a quantity can take, both ends included.</summary>
public sealed record ValueRange
{
    private ValueRange(double lowest, double highest) => (Lowest, Highest) = (lowest, highest);

    /// <summary>Shares in percent, 0 to 100.</summary>
    public static ValueRange Percent { get; } = new(0, 100);

    /// <summary>Cosines, -1 to 1.</summary>
    public static ValueRange Cosine { get; } = new(-1, 1);

    /// <summary>Any number.</summary>
    public static ValueRange Unlimited { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The smallest value.</summary>
    public double Lowest { get; }

    /// <summary>The largest value.</summary>
    public double Highest { get; }

    /// <summary>The range of differences of two such quantities: -100 to 100 for shares in percent.</summary>
    public ValueRange OfDifferences => new(Lowest - Highest, Highest - Lowest);

    /// <summary>The value of the range that is nearest.</summary>
    public double Nearest(double value) => Math.Clamp(value, Lowest, Highest);

    /// <summary>
    /// Whether a value is finite and in the range, or outside by no more than rounding explains (a millionth of the range's width).
    /// </summary>
    public bool Contains(double value) => Math.Abs(value - Nearest(value)) <= 1e-6 * (Highest - Lowest);
}
