namespace Reproduce.Core.Statistics;

/// <summary>The values that a quantity can take, both ends included, and the scale on which its deviations are about symmetric.</summary>
public sealed record ValueRange
{
    private readonly Scale _scale;

    private ValueRange(double lowest, double highest, Scale scale = Scale.Linear) =>
        (Lowest, Highest, _scale) = (lowest, highest, scale);

    private enum Scale
    {
        Linear,
        ArcSine,
        Logarithm,
    }

    /// <summary>
    /// Shares in percent, 0 to 100, on the scale of arcsin(sqrt(share)): a share near an end then varies as much as one in the middle.
    /// </summary>
    public static ValueRange Percent { get; } = new(0, 100, Scale.ArcSine);

    /// <summary>Differences of two shares in percent, -100 to 100.</summary>
    public static ValueRange PercentDifference { get; } = new(-100, 100);

    /// <summary>Cosines, -1 to 1.</summary>
    public static ValueRange Cosine { get; } = new(-1, 1);

    /// <summary>Differences of two cosines, -2 to 2.</summary>
    public static ValueRange CosineDifference { get; } = new(-2, 2);

    /// <summary>Ratios, above 0, on the scale of their logarithm: a half is as far from 1 as a double.</summary>
    public static ValueRange Ratio { get; } = new(0, double.PositiveInfinity, Scale.Logarithm);

    /// <summary>Any number.</summary>
    public static ValueRange Unlimited { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The smallest value.</summary>
    public double Lowest { get; }

    /// <summary>The largest value.</summary>
    public double Highest { get; }

    /// <summary>The value of the range that is nearest.</summary>
    public double Nearest(double value) => Math.Clamp(value, Lowest, Highest);

    /// <summary>The mean of values; of ratios, the geometric one.</summary>
    public double MeanOf(IEnumerable<double> values) =>
        _scale == Scale.Logarithm ? FromScale(values.Average(ToScale)) : values.Average();

    /// <summary>
    /// Whether a value is finite and in the range, or outside by no more than rounding explains: a millionth of the range's width, and
    /// nothing where the range has no end.
    /// </summary>
    public bool Contains(double value)
    {
        var width = Highest - Lowest;
        return double.IsFinite(value) && Math.Abs(value - Nearest(value)) <= (double.IsFinite(width) ? 1e-6 * width : 0);
    }

    /// <summary>A value of the range on the scale.</summary>
    internal double ToScale(double value) => _scale switch
    {
        Scale.ArcSine => Math.Asin(Math.Sqrt(Nearest(value) / Highest)),
        Scale.Logarithm => Math.Log(Nearest(value)),
        _ => value,
    };

    /// <summary>The value of the range that lies at a place on the scale; at its ends where the place is beyond.</summary>
    internal double FromScale(double place) => _scale switch
    {
        Scale.ArcSine => Nearest(Highest * Math.Pow(Math.Sin(Math.Clamp(place, 0, Math.PI / 2)), 2)),
        Scale.Logarithm => Math.Exp(place),
        _ => Nearest(place),
    };
}
