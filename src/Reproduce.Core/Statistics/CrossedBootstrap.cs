using MathNet.Numerics.Distributions;
using Reproduce.Core.Randomness;

namespace Reproduce.Core.Statistics;

/// <summary>
/// Intervals of a mean over seeds and images, where every seed's model sees the same images: both are resampled, for both are samples
/// (Owen, "The pigeonhole bootstrap", Annals of Applied Statistics 1, 2007).
/// </summary>
/// <remarks>
/// Seeds are few, and a bootstrap of three can't leave the range of the three: an interval of 75 %, not 95. So what the drawn seeds add to
/// a replicate is enlarged by sqrt(n / (n - 1)), which the variance of a sample lacks, and by the ratio of Student's quantile with n - 1
/// degrees of freedom to the normal one: 2.7 times for three seeds, 1.6 times for five. Images are many and need no such thing. An enlarged
/// deviation can leave the range of values that the quantity can take (an accuracy of 101 %): such a bound is moved to the end of the
/// range.
/// </remarks>
public static class CrossedBootstrap
{
    /// <summary>The interval of the mean, with percentiles as bounds.</summary>
    /// <param name="values">
    /// Shape <c>[seeds, images]</c>, at least one seed and two images. Of two models that are compared, the difference on each image: that
    /// pairs them. With one seed the interval says how much the mean depends on the images, and nothing of other seeds.
    /// </param>
    /// <param name="range">The values that the mean can take; the interval stays within.</param>
    /// <param name="resamplingSeed">Seed of the resampling.</param>
    /// <returns>The 95 % interval; its sample size is the number of images.</returns>
    /// <exception cref="ArgumentException">
    /// There are too few values, the seeds have different numbers of images, a value is not finite, or a seed's mean is outside the range.
    /// </exception>
    public static Interval Mean(IReadOnlyList<double[]> values, ValueRange range, uint resamplingSeed = Bootstrap.Seed)
    {
        ArgumentNullException.ThrowIfNull(values);
        Check(values);
        return Of(values.Count, values[0].Length, range, (seed, counts) => WeightedMean(values[seed], counts), resamplingSeed);
    }

    /// <summary>The interval of any statistic of images, averaged over the seeds, with percentiles as bounds.</summary>
    /// <param name="seeds">Number of seeds, at least 1.</param>
    /// <param name="images">Number of images, at least 2.</param>
    /// <param name="range">The values that the statistic can take; the interval stays within.</param>
    /// <param name="statistic">
    /// The statistic of one seed's model or models, from the seed's index and how often each image counts, shape <c>[images]</c>.
    /// </param>
    /// <param name="resamplingSeed">Seed of the resampling.</param>
    /// <returns>The 95 % interval; its sample size is the number of images.</returns>
    /// <exception cref="ArgumentException">
    /// There are too few seeds or images, or a statistic is not finite or outside the range.
    /// </exception>
    public static Interval Of(
        int seeds, int images, ValueRange range, Func<int, double[], double> statistic, uint resamplingSeed = Bootstrap.Seed)
    {
        ArgumentNullException.ThrowIfNull(range);
        ArgumentNullException.ThrowIfNull(statistic);
        if (seeds < 1 || images < 2)
        {
            throw new ArgumentException(
                $"An interval needs at least one seed and two images, but there are {seeds} and {images}.", nameof(images));
        }

        var random = new MersenneTwister(resamplingSeed);
        var (imageCounts, seedCounts) = (new double[images], new double[seeds]);
        Array.Fill(imageCounts, 1);
        double[] ofSeeds = [.. Enumerable.Range(0, seeds).Select(seed => InRange(seed, statistic(seed, [.. imageCounts]), range))];
        var (estimate, enlargement) = (ofSeeds.Average(), SeedEnlargement(seeds));
        var replicates = new double[Bootstrap.Resamples];
        for (var i = 0; i < replicates.Length; i++)
        {
            Draw(imageCounts, random);
            Draw(seedCounts, random);
            var seedDeviation = MeanOf((seed, _) => ofSeeds[seed], seedCounts, imageCounts) - estimate;
            replicates[i] = MeanOf(statistic, seedCounts, imageCounts) + ((enlargement - 1) * seedDeviation);
        }

        Array.Sort(replicates);
        return new Interval(
            range.Nearest(estimate),
            range.Nearest(Bootstrap.Quantile(replicates, (1 - Bootstrap.Level) / 2)),
            range.Nearest(Bootstrap.Quantile(replicates, (1 + Bootstrap.Level) / 2)),
            Bootstrap.Level,
            images);
    }

    private static double InRange(int seed, double value, ValueRange range) =>
        range.Contains(value)
            ? value
            : throw new ArgumentException(
                $"The statistic of the seed at index {seed} is {value}; expected a finite value from {range.Lowest} to {range.Highest}. "
                + "Pass the range that the quantity has.",
                nameof(range));

    private static double SeedEnlargement(int seeds)
    {
        const double tail = (1 + Bootstrap.Level) / 2;
        return seeds == 1
            ? 1
            : Math.Sqrt(seeds / (seeds - 1.0)) * StudentT.InvCDF(0, 1, seeds - 1, tail) / Normal.InvCDF(0, 1, tail);
    }

    private static void Check(IReadOnlyList<double[]> values)
    {
        if (values.Count == 0 || values[0].Length < 2)
        {
            throw new ArgumentException(
                $"An interval needs at least one seed and two images, but there are {values.Count} and "
                + $"{(values.Count == 0 ? 0 : values[0].Length)}.",
                nameof(values));
        }

        if (values.Any(row => row.Length != values[0].Length || !row.All(double.IsFinite)))
        {
            throw new ArgumentException(
                $"Every seed has a finite value for each of the {values[0].Length} images; found "
                + $"{string.Join(", ", values.Select(row => row.Length))} "
                + "values, or one that is not finite.",
                nameof(values));
        }
    }

    /// <summary>How often each unit is drawn in a resample of as many units.</summary>
    private static void Draw(double[] counts, MersenneTwister random)
    {
        Array.Clear(counts);
        for (var i = 0; i < counts.Length; i++)
        {
            counts[random.NextInt32(counts.Length)]++;
        }
    }

    private static double WeightedMean(double[] values, double[] counts)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += counts[i] * values[i];
        }

        return sum / values.Length;
    }

    private static double MeanOf(Func<int, double[], double> statistic, double[] seedCounts, double[] imageCounts)
    {
        var sum = 0.0;
        for (var seed = 0; seed < seedCounts.Length; seed++)
        {
            sum += seedCounts[seed] == 0 ? 0 : seedCounts[seed] * statistic(seed, imageCounts);
        }

        return double.IsFinite(sum)
            ? sum / seedCounts.Length
            : throw new ArgumentException("A statistic is not finite.", nameof(statistic));
    }
}
