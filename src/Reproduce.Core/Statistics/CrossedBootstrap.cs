using MathNet.Numerics.Distributions;
using Reproduce.Core.Randomness;

namespace Reproduce.Core.Statistics;

/// <summary>
/// Intervals of a mean over seeds and images, where every seed's model sees the same images: both are resampled, for both are samples
/// (Owen, "The pigeonhole bootstrap", Annals of Applied Statistics 1, 2007).
/// </summary>
/// <remarks>
/// Seeds are few, and a bootstrap of three can't leave the range of the three: an interval of 75 %, not 95. So what the drawn seeds add to a
/// replicate is enlarged by sqrt(n / (n - 1)), which the variance of a sample lacks, and by the ratio of Student's quantile with n - 1 degrees
/// of freedom to the normal one: 2.7 times for three seeds, 1.6 times for five. Images are many and need no such thing.
/// </remarks>
public static class CrossedBootstrap
{
    /// <summary>Seed of the resampling: the same sample always gives the same interval.</summary>
    private const uint Seed = 42;

    /// <summary>The interval of the mean, with percentiles as bounds.</summary>
    /// <param name="values">
    /// Shape <c>[seeds, images]</c>, at least one seed and two images. Of two models that are compared, the difference on each image: that
    /// pairs them. With one seed the interval says how sure it is over images, and nothing of other seeds.
    /// </param>
    /// <returns>The 95 % interval; its sample size is the number of images.</returns>
    /// <exception cref="ArgumentException">There are too few values, the seeds have different numbers of images, or a value is not finite.</exception>
    public static Interval Mean(IReadOnlyList<double[]> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Check(values);
        return Of(values.Count, values[0].Length, (seed, counts) => WeightedMean(values[seed], counts));
    }

    /// <summary>The interval of any statistic of images, averaged over the seeds, with percentiles as bounds.</summary>
    /// <param name="seeds">Number of seeds, at least 1.</param>
    /// <param name="images">Number of images, at least 2.</param>
    /// <param name="statistic">
    /// The statistic of one seed's model or models, from the seed's index and how often each image counts, shape <c>[images]</c>.
    /// </param>
    /// <returns>The 95 % interval; its sample size is the number of images.</returns>
    /// <exception cref="ArgumentException">There are too few seeds or images, or a statistic is not finite.</exception>
    public static Interval Of(int seeds, int images, Func<int, double[], double> statistic)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        if (seeds < 1 || images < 2)
        {
            throw new ArgumentException(
                $"An interval needs at least one seed and two images, but there are {seeds} and {images}.", nameof(images));
        }

        var random = new MersenneTwister(Seed);
        var (imageCounts, seedCounts) = (new double[images], new double[seeds]);
        Array.Fill(imageCounts, 1);
        double[] ofSeeds = [.. Enumerable.Range(0, seeds).Select(seed => statistic(seed, [.. imageCounts]))];
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
            estimate,
            Bootstrap.Quantile(replicates, (1 - Bootstrap.Level) / 2),
            Bootstrap.Quantile(replicates, (1 + Bootstrap.Level) / 2),
            Bootstrap.Level,
            images);
    }

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
            throw new ArgumentException("An interval needs at least one seed and two images.", nameof(values));
        }

        if (values.Any(row => row.Length != values[0].Length || !row.All(double.IsFinite)))
        {
            throw new ArgumentException(
                $"Every seed has a finite value for each of the {values[0].Length} images; found {string.Join(", ", values.Select(row => row.Length))} "
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
