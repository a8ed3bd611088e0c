using Reproduce.Core.Boundaries;
using Reproduce.Core.Experiments;
using Reproduce.Core.Statistics;
using Reproduce.Results;

namespace Reproduce.Claims.Toy;

/// <summary>Cases that compare two groups of toy models.</summary>
internal static class ToySubClaims
{
    /// <summary>What counts as similar, for the effect of a sub-claim that two quantities are.</summary>
    public static string Similar { get; } = FormattableString.Invariant(
        $"similar: within {1 / RatioRule.SimilarityMargin:0.00} to {RatioRule.SimilarityMargin}");

    /// <summary>A case at each of the paper's temperatures.</summary>
    public static IEnumerable<MeasuredCase> AtEachTemperature(Func<int, MeasuredCase> ofTemperature) =>
        ToyExperiment.Temperatures.Select(ofTemperature);

    /// <summary>The ratio of two groups' means.</summary>
    /// <param name="label">The case.</param>
    /// <param name="group">The numerator.</param>
    /// <param name="reference">The denominator: where the two are compared, of the same seeds.</param>
    /// <param name="measure">What is measured.</param>
    public static MeasuredCase Ratio(string label, SeedGroup group, SeedGroup reference, Func<BoundaryMeasures, double> measure) =>
        new(label, Sample.OfRatio(group.Values(measure), reference.Values(measure)));
}
