using MathNet.Numerics.Distributions;

namespace Reproduce.Core.Statistics;

/// <summary>An estimated quantity, with all that intervals and tests need.</summary>
public sealed class Estimate
{
    /// <summary>The level of the intervals that are shown.</summary>
    public const double ShownLevel = 0.95;

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

    /// <summary>The variance of the mean that is due to the images, on the range's scale.</summary>
    internal double ImageVariance { get; }

    /// <summary>The interval of a level, between two quantiles of the resamples.</summary>
    /// <param name="level">Above 0 and below 1, such as 0.95.</param>
    public Interval Interval(double level = ShownLevel) =>
        new(Value, Quantile((1 - level) / 2), Quantile((1 + level) / 2), level);

    /// <summary>
    /// Between which values one more seed's model would lie on the same images, with 95 % probability; null for a single seed.
    /// </summary>
    public Interval? OneMoreSeed()
    {
        if (Seeds == 1)
        {
            return null;
        }

        var place = Range.ToScale(Value);
        var deviation = StudentT.InvCDF(0, 1, Seeds - 1, (1 + ShownLevel) / 2) * Math.Sqrt(SeedVariance * (1 + (1.0 / Seeds)));
        return new Interval(Value, Range.FromScale(place - deviation), Range.FromScale(place + deviation), ShownLevel);
    }

    /// <summary>Share of the resamples at a level or below: the p-value of the test that the quantity is above it.</summary>
    internal double AtMost(double level) => _replicates.Count(value => value <= level) / (double)_replicates.Length;

    /// <summary>Share of the resamples at a level or above: the p-value of the test that the quantity is below it.</summary>
    internal double AtLeast(double level) => _replicates.Count(value => value >= level) / (double)_replicates.Length;

    /// <summary>A quantile of the resamples, between two of them in proportion.</summary>
    private double Quantile(double probability)
    {
        var position = probability * (_replicates.Length - 1);
        var lower = (int)Math.Floor(position);
        var upper = Math.Min(lower + 1, _replicates.Length - 1);
        return _replicates[lower] + ((position - lower) * (_replicates[upper] - _replicates[lower]));
    }
}
