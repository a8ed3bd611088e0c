using System.Collections.Immutable;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;

namespace Reproduce.Core.Attributions;

/// <summary>
/// How similar one network's attributions are to another's, image by image, so that pairs of networks can be compared in pairs of images.
/// </summary>
/// <param name="Pair">The two networks.</param>
/// <param name="Methods">The images' comparisons by attribution method, each of shape <c>[N]</c>.</param>
/// <param name="Key">The artifact's key.</param>
/// <param name="Provenance">Where the outcome comes from.</param>
public sealed record AdherenceOutcome(
    AdherencePair Pair,
    ImmutableDictionary<IAttribution<IConvolutionalNetwork>, ImmutableArray<ImageAdherence>> Methods,
    ArtifactKey Key,
    Provenance Provenance);
