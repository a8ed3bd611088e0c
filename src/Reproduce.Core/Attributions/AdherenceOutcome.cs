using System.Collections.Immutable;
using Reproduce.Core.Store;

namespace Reproduce.Core.Attributions;

/// <summary>
/// How one network's attributions lie to another's, image by image, so that pairs of networks can be compared in pairs of images.
/// </summary>
/// <param name="Pair">The two networks.</param>
/// <param name="Methods">The images' comparisons by method, such as <c>IG</c>, each of shape <c>[N]</c>.</param>
/// <param name="Key">The artifact's key.</param>
/// <param name="Provenance">Where the outcome comes from.</param>
public sealed record AdherenceOutcome(
    AdherencePair Pair, ImmutableDictionary<string, ImmutableArray<ImageAdherence>> Methods, ArtifactKey Key, Provenance Provenance);
