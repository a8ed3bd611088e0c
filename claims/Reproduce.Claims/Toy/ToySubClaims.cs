using System.Collections.Immutable;
using Reproduce.Core.Boundaries;
using Reproduce.Core.Experiments;
using Reproduce.Core.Statistics;
using Reproduce.Results;

namespace Reproduce.Claims.Toy;

/// <summary>Findings that compare two groups of toy models.</summary>
internal static class ToySubClaims
{
    /// <summary>A finding at each of the paper's temperatures.</summary>
    public static ImmutableArray<Finding> AtEachTemperature(Func<int, Finding> finding) => [.. ToyExperiment.Temperatures.Select(finding)];

    /// <summary>What a ratio of two groups' means says.</summary>
    /// <param name="label">The case.</param>
    /// <param name="group">The numerator.</param>
    /// <param name="reference">The denominator.</param>
    /// <param name="measure">What is measured.</param>
    /// <param name="decide">The rule.</param>
    public static Finding Ratio(
        string label, SeedGroup group, SeedGroup reference, Func<BoundaryMeasures, double> measure, Func<Interval, Verdict> decide)
    {
        var ratio = group.RatioTo(reference, measure);
        return new Finding(label, ratio, decide(ratio));
    }
}
