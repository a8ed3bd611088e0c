using System.Collections.Immutable;
using Reproduce.Core.Attributions;
using Reproduce.Core.Catalog;
using Reproduce.Core.Experiments.Faithfulness;
using Reproduce.Core.Statistics;

namespace Reproduce.Claims.Images;

/// <summary>How one network's attributions lie to another's, for each seed.</summary>
/// <param name="Comparison">Which networks.</param>
/// <param name="Outcomes">The outcomes in the order of the seeds.</param>
internal sealed record AdherenceGroup(Comparison Comparison, ImmutableArray<AdherenceOutcome> Outcomes)
{
    /// <summary>Number of seeds.</summary>
    public int SeedCount => Outcomes.Length;

    /// <summary>Mean adherence over the seeds.</summary>
    /// <param name="method">Such as <c>IG</c>.</param>
    /// <param name="protocol">Which reading of adherence.</param>
    /// <param name="images">The first so many images; null for all.</param>
    public double Adherence(string method, Protocol protocol, int? images = null) => Outcomes.Average(outcome =>
    {
        var all = outcome.Methods[method].AsSpan();
        return Core.Attributions.Adherence.Of(protocol, all[..Math.Min(images ?? all.Length, all.Length)]);
    });

    /// <summary>Share in percent of the images, over all seeds, for which the model has no attribution at all.</summary>
    public double VoidShare(string method) => 100 * Outcomes.Average(outcome => outcome.Methods[method].Average(image => image.Norm == 0 ? 1.0 : 0));

    /// <summary>The same for the model that it is compared with.</summary>
    public double ReferenceVoidShare(string method) =>
        100 * Outcomes.Average(outcome => outcome.Methods[method].Average(image => image.ReferenceNorm == 0 ? 1.0 : 0));

    /// <summary>The interval of this adherence less another's, paired by image and seed.</summary>
    public Interval Minus(AdherenceGroup other, string method, Protocol protocol)
    {
        ImmutableArray<ImageAdherence[]> ours = [.. Outcomes.Select(outcome => outcome.Methods[method].ToArray())];
        ImmutableArray<ImageAdherence[]> theirs = [.. other.Outcomes.Select(outcome => outcome.Methods[method].ToArray())];
        return CrossedBootstrap.Of(
            Math.Min(ours.Length, theirs.Length),
            ours[0].Length,
            (seed, counts) => Core.Attributions.Adherence.Of(protocol, ours[seed], counts) - Core.Attributions.Adherence.Of(protocol, theirs[seed], counts));
    }
}
