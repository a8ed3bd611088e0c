using MathNet.Numerics.Distributions;
using Reproduce.Core.Randomness;

namespace Reproduce.Core.Statistics;

/// <summary>
/// Bootstrap intervals, bias-corrected and accelerated (BCa; Efron, "Better Bootstrap Confidence Intervals", JASA 82, 1987): with the
/// twenty seeds of a toy claim a plain percentile interval is too narrow and ignores skew.
/// </summary>
public static class Bootstrap
{
    /// <summary>Resamples behind every interval of the harness.</summary>
    public const int Resamples = 10_000;

    /// <summary>Confidence level of every interval of the harness.</summary>
    public const double Level = 0.95;

    /// <summary>Seed of the resampling where a caller passes no other: the same sample always gives the same interval.</summary>
    public const uint Seed = 42;

    /// <summary>The interval of any statistic of independent units.</summary>
    /// <param name="sampleSize">Number of units, at least 2.</param>
    /// <param name="statistic">
    /// The statistic of a resample, given as indices of units. Quantities that belong to the same unit (the same seed's teacher and
    /// student) are looked up with the same index: that is what makes a comparison paired.
    /// </param>
    /// <param name="resamplingSeed">Seed of the resampling.</param>
    /// <returns>
    /// The 95 % interval; where the statistic is the same in all resamples, that value alone. Its bounds are within the range of the
    /// resamples' statistics.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two units.</exception>
    /// <exception cref="ArgumentException">The statistic is not finite.</exception>
    public static Interval Estimate(int sampleSize, Func<ReadOnlyMemory<int>, double> statistic, uint resamplingSeed = Seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleSize, 2);
        ArgumentNullException.ThrowIfNull(statistic);
        int[] everyUnit = [.. Enumerable.Range(0, sampleSize)];
        var estimate = Finite(statistic(everyUnit));
        var replicates = Replicates(sampleSize, statistic, resamplingSeed);
        if (replicates[0] == replicates[^1])
        {
            return new Interval(estimate, replicates[0], replicates[0], Level, sampleSize);
        }

        // Resamples of the same units in another order differ in the last bits of their sums: they are ties all the same.
        var rounding = 1e-12 * Math.Max(Math.Abs(replicates[0]), Math.Abs(replicates[^1]));
        var below = replicates.Sum(value => Math.Abs(value - estimate) <= rounding ? 0.5 : value < estimate ? 1 : 0);
        var bias = Normal.InvCDF(0, 1, Math.Clamp(below / Resamples, 1.0 / Resamples, 1 - (1.0 / Resamples)));
        var acceleration = Acceleration(everyUnit, statistic);
        return new Interval(
            estimate,
            Quantile(replicates, Adjusted((1 - Level) / 2)),
            Quantile(replicates, Adjusted((1 + Level) / 2)),
            Level,
            sampleSize);

        double Adjusted(double probability)
        {
            var deviate = bias + Normal.InvCDF(0, 1, probability);
            return Normal.CDF(0, 1, bias + (deviate / (1 - (acceleration * deviate))));
        }
    }

    /// <summary>The interval of the mean.</summary>
    /// <param name="values">One value a unit, at least 2.</param>
    public static Interval Mean(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Estimate(values.Count, units => MeanOf(values, units.Span));
    }

    /// <summary>The paired interval of mean(numerators) / mean(denominators).</summary>
    /// <remarks>
    /// A ratio of means, not a mean of ratios: a single model without any boundary then neither causes a division by zero nor dominates the
    /// effect.
    /// </remarks>
    /// <param name="numerators">One value a unit, at least 2.</param>
    /// <param name="denominators">The same units' values, in the same order.</param>
    /// <exception cref="ArgumentException">The counts differ.</exception>
    public static Interval RatioOfMeans(IReadOnlyList<double> numerators, IReadOnlyList<double> denominators)
    {
        ArgumentNullException.ThrowIfNull(numerators);
        ArgumentNullException.ThrowIfNull(denominators);
        if (numerators.Count != denominators.Count)
        {
            throw new ArgumentException(
                $"Paired samples have one value a unit each, but there are {numerators.Count} numerators and "
                + $"{denominators.Count} denominators.",
                nameof(denominators));
        }

        return Estimate(numerators.Count, units => MeanOf(numerators, units.Span) / MeanOf(denominators, units.Span));
    }

    private static double[] Replicates(int sampleSize, Func<ReadOnlyMemory<int>, double> statistic, uint resamplingSeed)
    {
        var random = new MersenneTwister(resamplingSeed);
        var units = new int[sampleSize];
        var replicates = new double[Resamples];
        for (var i = 0; i < replicates.Length; i++)
        {
            foreach (ref var unit in units.AsSpan())
            {
                unit = random.NextInt32(sampleSize);
            }

            replicates[i] = Finite(statistic(units));
        }

        Array.Sort(replicates);
        return replicates;
    }

    /// <summary>How the statistic's spread changes with its value, from leaving out one unit at a time (jackknife).</summary>
    private static double Acceleration(int[] everyUnit, Func<ReadOnlyMemory<int>, double> statistic)
    {
        double[] leftOut = [.. everyUnit.Select(omitted => Finite(statistic(everyUnit.Where(unit => unit != omitted).ToArray())))];
        var mean = leftOut.Average();
        var squares = leftOut.Sum(value => Math.Pow(mean - value, 2));
        return squares == 0 ? 0 : leftOut.Sum(value => Math.Pow(mean - value, 3)) / (6 * Math.Pow(squares, 1.5));
    }

    /// <summary>A quantile of sorted values, between two of them in proportion.</summary>
    internal static double Quantile(double[] sorted, double probability)
    {
        var position = probability * (sorted.Length - 1);
        var lower = (int)Math.Clamp(Math.Floor(position), 0, sorted.Length - 1);
        var upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + ((position - lower) * (sorted[upper] - sorted[lower]));
    }

    private static double MeanOf(IReadOnlyList<double> values, ReadOnlySpan<int> units)
    {
        var sum = 0.0;
        foreach (var unit in units)
        {
            sum += values[unit];
        }

        return sum / units.Length;
    }

    private static double Finite(double value) =>
        double.IsFinite(value)
            ? value
            : throw new ArgumentException($"The statistic of a resample is {value}; an interval needs a finite number for every resample.");
}
