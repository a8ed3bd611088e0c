using System.Collections.Immutable;
using Reproduce.Core.Attributions;
using Reproduce.Core.Experiments;
using Reproduce.Core.Statistics;

namespace Reproduce.Claims.Images;

/// <summary>How similar one network's attributions are to another's, for each seed.</summary>
/// <param name="Comparison">Which networks.</param>
/// <param name="Outcomes">The outcomes in the order of the seeds.</param>
internal sealed record AdherenceGroup(Comparison Comparison, ImmutableArray<AdherenceOutcome> Outcomes)
{
    /// <summary>Number of seeds.</summary>
    public int SeedCount => Outcomes.Length;

    /// <summary>Mean adherence over the seeds.</summary>
    /// <param name="method">The attribution method.</param>
    /// <param name="protocol">Which reading of adherence.</param>
    /// <param name="images">The first so many images; null for all.</param>
    public double Adherence(AttributionMethod method, Protocol protocol, int? images = null) => Outcomes.Average(outcome =>
    {
        var all = outcome.Methods[method].AsSpan();
        return Core.Attributions.Adherence.Of(protocol, all[..Math.Min(images ?? all.Length, all.Length)]);
    });

    /// <summary>Share in percent of the images, over all seeds, for which the model has no attribution at all.</summary>
    public double VoidShare(AttributionMethod method) =>
        100 * Outcomes.Average(outcome => outcome.Methods[method].Average(image => image.Norm == 0 ? 1.0 : 0));

    /// <summary>The same for the model that it is compared with.</summary>
    public double ReferenceVoidShare(AttributionMethod method) =>
        100 * Outcomes.Average(outcome => outcome.Methods[method].Average(image => image.ReferenceNorm == 0 ? 1.0 : 0));

    /// <summary>
    /// The interval of the mean, over pairs of comparisons, of the first's adherence less the second's, paired by image and seed.
    /// </summary>
    /// <param name="pairs">The pairs, at least one; all of the same images.</param>
    /// <param name="method">The attribution method.</param>
    /// <param name="protocol">Which reading of adherence.</param>
    public static Interval Difference(
        IReadOnlyCollection<(AdherenceGroup First, AdherenceGroup Second)> pairs, AttributionMethod method, Protocol protocol)
    {
        var images = pairs.Select(pair => (First: pair.First.Images(method), Second: pair.Second.Images(method))).ToArray();
        return CrossedBootstrap.Of(
            images[0].First.Length,
            images[0].First[0].Length,
            ValueRange.Cosine.OfDifferences,
            (seed, counts) => images.Average(pair =>
                Core.Attributions.Adherence.Of(protocol, pair.First[seed], counts)
                - Core.Attributions.Adherence.Of(protocol, pair.Second[seed], counts)));
    }

    /// <summary>Shape <c>[seeds, images]</c>.</summary>
    private ImageAdherence[][] Images(AttributionMethod method) => [.. Outcomes.Select(outcome => outcome.Methods[method].ToArray())];
}
