using MathNet.Numerics.Distributions;

namespace Reproduce.Core.Statistics;

/// <summary>How many seeds would decide what is undecided.</summary>
public static class SeedsNeeded
{
    /// <summary>Largest number of seeds considered.</summary>
    public const int Most = 1000;

    // The usual probability of deciding what is true.
    private const double Power = 0.8;

    /// <summary>
    /// The number of seeds with which the claim would be decided with a probability of 80 %, if the estimate is the true value, on the same
    /// images; null where <see cref="Most"/> are not enough, as when the estimate lies at the margin or the images are too few.
    /// </summary>
    /// <param name="estimate">The estimate, of at least two seeds.</param>
    /// <param name="rule">The claim.</param>
    public static int? Of(Estimate estimate, Rule rule)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        ArgumentNullException.ThrowIfNull(rule);
        var (distance, error) = rule.DistanceOf(estimate);
        for (var seeds = 2; seeds <= Most && estimate.Seeds > 1; seeds++)
        {
            var (ofSeeds, ofImages) = (Math.Sqrt(estimate.SeedVariance / seeds), Math.Sqrt(estimate.ImageVariance));
            var half = Length(StudentT.InvCDF(0, 1, seeds - 1, 1 - error) * ofSeeds, Normal.InvCDF(0, 1, 1 - error) * ofImages);
            if (distance >= half + (Normal.InvCDF(0, 1, Power) * Length(ofSeeds, ofImages)))
            {
                return seeds;
            }
        }

        return null;
    }

    private static double Length(double one, double other) => Math.Sqrt((one * one) + (other * other));
}
