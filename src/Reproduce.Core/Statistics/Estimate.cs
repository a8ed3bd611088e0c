using MathNet.Numerics.Distributions;

namespace Reproduce.Core.Statistics;

/// <summary>An estimated quantity, with all that intervals and tests need.</summary>
public sealed class Estimate
{
    /// <summary>The level of the intervals that are shown.</summary>
    public const double ShownLevel = 0.95;

    private const double ShownTail = (1 - ShownLevel) / 2;

    private readonly double[] _replicates;

    internal Estimate(Sample sample, double value, double[] replicates, double seedVariance, double imageVariance)
    {
        (Seeds, Images, Range, Value) = (sample.Seeds, sample.Images, sample.Range, sample.Range.Nearest(value));
        (SeedVariance, ImageVariance) = (seedVariance, imageVariance);
        Array.Sort(replicates);
        _replicates = replicates;
    }

    /// <summary>The quantity of the whole sample.</summary>
    public double Value { get; }

    /// <summary>Number of seeds.</summary>
    public int Seeds { get; }

    /// <summary>Number of images; 1 where the quantity is not one of images.</summary>
    public int Images { get; }

    /// <summary>The values that the quantity can take.</summary>
    public ValueRange Range { get; }

    /// <summary>The variance from one seed to the next on the range's scale; 0 for a single seed.</summary>
    internal double SeedVariance { get; }

    /// <summary>The variance of the quantity that is due to the images, whatever the seeds, on the range's scale.</summary>
    internal double ImageVariance { get; }

    /// <summary>The interval of a level, between two quantiles of the resamples.</summary>
    /// <param name="level">Above 0 and below 1, such as 0.95.</param>
    public Interval Interval(double level = ShownLevel) =>
        new(Value, Quantile((1 - level) / 2), Quantile((1 + level) / 2), level);

    /// <summary>
    /// Between which values one more seed's model would lie on the same images, with 95 % probability; null for a single seed.
    /// </summary>
    public Interval? OneMoreSeed() => OneMoreModel(Images, shared: Images);

    /// <summary>
    /// Between which values one more seed's model would lie on some images, with 95 % probability; null for a single seed. Images that are
    /// not the sample's vary too: means over I and N images of which K are the same differ by the variance of one image times
    /// 1 / I + 1 / N - 2 K / (I N).
    /// </summary>
    /// <param name="images">
    /// Number of images that the other model is measured on, at least 1; 1 where the quantity is not one of images.
    /// </param>
    /// <param name="shared">How many of them are among the sample's, from 0 to the smaller of the two numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not in its range.</exception>
    /// <exception cref="ArgumentException">The quantity is not one of images, and a number is not 1.</exception>
    public Interval? OneMoreModel(int images, int shared)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(images, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(shared);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shared, Math.Min(images, Images));
        if (Images == 1 && (images, shared) != (1, 1))
        {
            throw new ArgumentException(
                $"images is {images} and shared {shared}, but the quantity is not one of images: pass 1 and 1.", nameof(images));
        }

        if (Seeds == 1)
        {
            return null;
        }

        var place = Range.ToScale(Value);
        var ofSeeds = Half(Seeds, SeedVariance * (1 + (1.0 / Seeds)));
        var ofImages = shared == images && shared == Images
            ? 0
            : Half(Images, ImageVariance * (images + Images - (2 * shared)) / images);
        var deviation = Math.Sqrt((ofSeeds * ofSeeds) + (ofImages * ofImages));
        return new Interval(Value, Range.FromScale(place - deviation), Range.FromScale(place + deviation), ShownLevel);

        static double Half(int units, double variance) =>
            StudentT.InvCDF(0, 1, units - 1, 1 - ShownTail) * Math.Sqrt(variance);
    }

    /// <summary>The p-value of the test that the quantity is above a level.</summary>
    internal double PValueOfAbove(double level) => Tail(level, value => value <= level + Rounding(level));

    /// <summary>The p-value of the test that the quantity is at a level or above.</summary>
    internal double PValueOfAtLeast(double level) => Tail(level, value => value < level - Rounding(level));

    /// <summary>The p-value of the test that the quantity is below a level.</summary>
    internal double PValueOfBelow(double level) => Tail(level, value => value >= level - Rounding(level));

    /// <summary>The p-value of the test that the quantity is at a level or below.</summary>
    internal double PValueOfAtMost(double level) => Tail(level, value => value > level + Rounding(level));

    /// <summary>
    /// The probability of what a level cuts off: the share of the resamples. Few seeds have few resamples that differ, so a share that is
    /// smaller than what the shown interval cuts off says little (of three seeds, one resample in 27 is the smallest value alone); there it
    /// is the probability by Student's distribution whose quantile is the interval's bound.
    /// </summary>
    private double Tail(double level, Func<double, bool> isCutOff)
    {
        var share = _replicates.Count(isCutOff) / (double)_replicates.Length;
        var place = Range.ToScale(Value);
        var distance = Math.Abs(place - Range.ToScale(level));
        var bound = Math.Abs(place - Range.ToScale(Quantile(level < Value ? ShownTail : 1 - ShownTail)));
        if (share >= ShownTail || bound == 0)
        {
            return share;
        }

        var freedom = Freedom();
        return Math.Min(ShownTail, StudentT.CDF(0, 1, freedom, StudentT.InvCDF(0, 1, freedom, ShownTail) * distance / bound));
    }

    /// <summary>Degrees of freedom of a spread that seeds and images make together (Satterthwaite, 1946).</summary>
    private double Freedom()
    {
        if (ImageVariance == 0)
        {
            return Seeds - 1;
        }

        var ofSeeds = SeedVariance / (SeedVariance + (Seeds * ImageVariance));
        return 1 / ((ofSeeds * ofSeeds / Math.Max(1, Seeds - 1)) + ((1 - ofSeeds) * (1 - ofSeeds) / (Images - 1)));
    }

    /// <summary>Means that differ by rounding alone are equal: a quantity of exactly the level is at it, not beyond.</summary>
    private static double Rounding(double level) => 1e-9 * Math.Max(1, Math.Abs(level));

    /// <summary>A quantile of the resamples, between two of them in proportion.</summary>
    private double Quantile(double probability)
    {
        var position = probability * (_replicates.Length - 1);
        var lower = (int)Math.Floor(position);
        var upper = Math.Min(lower + 1, _replicates.Length - 1);
        return _replicates[lower] + ((position - lower) * (_replicates[upper] - _replicates[lower]));
    }
}
