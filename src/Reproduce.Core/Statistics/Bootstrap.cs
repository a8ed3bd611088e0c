using MathNet.Numerics.Distributions;
using Reproduce.Core.Randomness;

namespace Reproduce.Core.Statistics;

/// <summary>
/// Estimates quantities by resampling. Where every seed's model sees the same images, seeds and images are both resampled, for both are
/// samples (Owen, "The pigeonhole bootstrap", Annals of Applied Statistics 1, 2007).
/// </summary>
/// <remarks>
/// Seeds are few, and a bootstrap of three can't leave the range of the three: an interval of 75 %, not 95. So what the drawn seeds add to
/// a replicate is enlarged by sqrt(n / (n - 1)), which the variance of a sample lacks, and by the ratio of Student's quantile with n - 1
/// degrees of freedom to the normal one: 2.7 times for three seeds, 1.3 times for eight. Images are many and need no such thing.
/// Deviations are enlarged on the quantity's scale (<see cref="ValueRange"/>), and end where its range does.
/// </remarks>
public static class Bootstrap
{
    /// <summary>Resamples behind every interval of the harness.</summary>
    public const int Resamples = 10_000;

    /// <summary>Seed of the resampling where a caller passes no other: the same sample always gives the same interval.</summary>
    public const uint Seed = 42;

    /// <summary>The estimate of a quantity.</summary>
    /// <param name="sample">The quantity's sample.</param>
    /// <param name="resamplingSeed">Seed of the resampling.</param>
    /// <exception cref="ArgumentException">The quantity of a resample is not finite.</exception>
    public static Estimate Estimate(Sample sample, uint resamplingSeed = Seed)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var random = new MersenneTwister(resamplingSeed);
        var (imageCounts, seedCounts) = (Sample.Ones(sample.Images), Sample.Ones(sample.Seeds));
        var ofSeeds = sample.OfSeeds(imageCounts);
        var estimate = sample.Of(ofSeeds, seedCounts);
        var (place, enlargement) = (sample.Range.ToScale(estimate), SeedEnlargement(sample.Seeds));
        var (replicates, seedDeviations, deviations) = (new double[Resamples], new double[Resamples], new double[Resamples]);
        for (var i = 0; i < Resamples; i++)
        {
            Draw(seedCounts, random);
            var ofDrawnImages = ofSeeds;
            if (sample.Images > 1)
            {
                Draw(imageCounts, random);
                ofDrawnImages = sample.OfSeeds(imageCounts);
            }

            seedDeviations[i] = sample.Range.ToScale(sample.Of(ofSeeds, seedCounts)) - place;
            deviations[i] = sample.Images > 1
                ? sample.Range.ToScale(sample.Of(ofDrawnImages, seedCounts)) - place
                : seedDeviations[i];
            replicates[i] = Finite(sample.Range.FromScale(place + deviations[i] + ((enlargement - 1) * seedDeviations[i])));
        }

        var (ofAll, ofSeedsAlone) = (MeanSquare(deviations), MeanSquare(seedDeviations));
        return new Estimate(
            sample,
            estimate,
            replicates,
            OfOneSeed(ofSeedsAlone, sample.Seeds),
            Math.Max(0, ofAll - ofSeedsAlone));
    }

    /// <summary>The variance from one seed to the next, from that of a resample's mean.</summary>
    private static double OfOneSeed(double variance, int seeds) => seeds == 1 ? 0 : variance * seeds * seeds / (seeds - 1);

    private static double SeedEnlargement(int seeds)
    {
        const double tail = 0.975;
        return seeds == 1
            ? 1
            : Math.Sqrt(seeds / (seeds - 1.0)) * StudentT.InvCDF(0, 1, seeds - 1, tail) / Normal.InvCDF(0, 1, tail);
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

    private static double MeanSquare(double[] values) => values.Average(value => value * value);

    private static double Finite(double value) =>
        double.IsFinite(value)
            ? value
            : throw new ArgumentException($"The quantity of a resample is {value}; an interval needs a finite number for every resample.");
}
