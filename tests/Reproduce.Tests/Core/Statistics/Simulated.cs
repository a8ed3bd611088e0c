using Reproduce.Core.Randomness;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

/// <summary>Samples of quantities whose true value is known.</summary>
internal static class Simulated
{
    /// <summary>Images that a seed's model sees.</summary>
    public const int Images = 20;

    // Fewer than the harness draws, to be fast: a quantile of 500 is uncertain, and widens or narrows intervals alike.
    private const int Resamples = 500;

    /// <summary>Estimates of one quantity, each from a sample of its own.</summary>
    public static IEnumerable<Estimate> Estimates(int runs, Func<MersenneTwister, Sample> draw)
    {
        var random = new MersenneTwister(7);
        return Enumerable.Range(0, runs).Select(run => Bootstrap.Estimate(draw(random), (uint)run, Resamples));
    }

    /// <summary>In how many of a hundred runs something is so.</summary>
    public static double Percent(this IEnumerable<Estimate> estimates, Func<Estimate, bool> isSo) =>
        100 * estimates.Average(estimate => isSo(estimate) ? 1.0 : 0);

    /// <summary>Effects of seeds that are normal around a mean.</summary>
    public static Sample Normal(MersenneTwister random, int seeds, double mean, double deviation = 2) =>
        Sample.OfSeeds([.. Enumerable.Range(0, seeds).Select(_ => random.NextNormal(mean, deviation))], ValueRange.Unlimited);

    /// <summary>A ratio of two numbers of each seed, which vary together; its true value is 0.8.</summary>
    public static Sample Ratio(MersenneTwister random, int seeds)
    {
        double[] common = [.. Enumerable.Range(0, seeds).Select(_ => random.NextNormal(0, 0.3))];
        return Sample.OfRatio(Around(80), Around(100));

        double[] Around(double value) => [.. common.Select(shift => value * Math.Exp(shift + random.NextNormal(0, 0.15)))];
    }

    /// <summary>
    /// The share of images that models recognize: each image is easy or hard, each model good or bad, and each outcome chance. Its true
    /// value is <see cref="TrueShare"/>.
    /// </summary>
    public static Sample Share(MersenneTwister random, int seeds) =>
        Crossed(random, seeds, ValueRange.Percent, latent => Outcome(random, 0.6 + latent));

    /// <summary>What <see cref="Share"/> estimates.</summary>
    public static double TrueShare { get; } = 100 * Probability(0.6 / Math.Sqrt(2 + (0.3 * 0.3)));

    /// <summary>How many more images one model recognizes than another of the same seed.</summary>
    public static Sample Difference(MersenneTwister random, int seeds) => Crossed(
        random, seeds, ValueRange.PercentDifference, latent => Outcome(random, 0.6 + latent) - Outcome(random, 0.2 + latent));

    /// <summary>What <see cref="Difference"/> estimates.</summary>
    public static double TrueDifference { get; } = TrueShare - (100 * Probability(0.2 / Math.Sqrt(2 + (0.3 * 0.3))));

    private static Sample Crossed(MersenneTwister random, int seeds, ValueRange range, Func<double, double> outcome)
    {
        double[] images = [.. Enumerable.Range(0, Images).Select(_ => random.NextNormal(0, 1))];
        return Sample.OfImages(
            [
                .. Enumerable.Range(0, seeds).Select(_ =>
                {
                    var seed = random.NextNormal(0, 0.3);
                    return images.Select(image => outcome(seed + image)).ToArray();
                }),
            ],
            range);
    }

    private static double Outcome(MersenneTwister random, double latent) => random.NextDouble() < Probability(latent) ? 100 : 0;

    private static double Probability(double latent) => MathNet.Numerics.Distributions.Normal.CDF(0, 1, latent);
}
