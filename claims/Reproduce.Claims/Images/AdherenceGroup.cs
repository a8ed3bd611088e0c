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

    /// <summary>The sample behind the mean adherence as released.</summary>
    /// <param name="method">The attribution method.</param>
    public Sample AsReleased(AttributionMethod method)
    {
        var images = Images(method);
        return Sample.OfImages(
            images.Length,
            images[0].Length,
            ValueRange.Cosine,
            (seed, counts) => Core.Attributions.Adherence.Of(Protocol.AsReleased, images[seed], counts));
    }

    /// <summary>Share in percent of the images, over all seeds, for which the model has no attribution at all.</summary>
    public double ShareWithoutAttribution(AttributionMethod method) =>
        100 * Outcomes.Average(outcome => outcome.Methods[method].Average(image => image.Norm == 0 ? 1.0 : 0));

    /// <summary>The same for the model that it is compared with.</summary>
    public double ReferencesWithoutAttribution(AttributionMethod method) =>
        100 * Outcomes.Average(outcome => outcome.Methods[method].Average(image => image.ReferenceNorm == 0 ? 1.0 : 0));

    /// <summary>The first group's adherence less the second's, paired by image and seed.</summary>
    /// <param name="first">A group.</param>
    /// <param name="second">Another of the same seeds and images.</param>
    /// <param name="method">The attribution method.</param>
    /// <param name="protocol">Which reading of adherence.</param>
    public static Sample Difference(AdherenceGroup first, AdherenceGroup second, AttributionMethod method, Protocol protocol)
    {
        var (ours, others) = (first.Images(method), second.Images(method));
        return Sample.OfImages(
            ours.Length,
            ours[0].Length,
            ValueRange.CosineDifference,
            (seed, counts) =>
                Core.Attributions.Adherence.Of(protocol, ours[seed], counts)
                - Core.Attributions.Adherence.Of(protocol, others[seed], counts));
    }

    /// <summary>Shape <c>[seeds, images]</c>.</summary>
    private ImageAdherence[][] Images(AttributionMethod method) => [.. Outcomes.Select(outcome => outcome.Methods[method].ToArray())];
}
