using System.Collections.Immutable;
using Reproduce.Core.Models;
using Reproduce.Core.Store;

namespace Reproduce.Core.Attacks;

/// <summary>How a model fares under attacks on logits of many scales, and how rounding changes the gradient, image by image.</summary>
/// <param name="Id">Which model.</param>
/// <param name="Ranks">
/// By attack: how many classes come before the true one in each attacked image's logits, 0 for none, shape <c>[N]</c>.
/// </param>
/// <param name="Vanishes">Whether the loss's gradient by each image, as it is in 32 bits, is exactly zero, shape <c>[N]</c>.</param>
/// <param name="ZeroShare">Share of each image's gradient values in 32 bits that are exactly zero, shape <c>[N]</c>.</param>
/// <param name="SignChanges">
/// Share of each image's gradient values whose sign in 32 bits is not that in 64 bits, shape <c>[N]</c>: see
/// <see cref="Attacks.SignChanges"/>.
/// </param>
/// <param name="Key">The artifact's key.</param>
/// <param name="Provenance">Where the outcome comes from.</param>
public sealed record MaskingOutcome(
    ModelId Id,
    ImmutableDictionary<ScaledAttack, ImmutableArray<int>> Ranks,
    ImmutableArray<bool> Vanishes,
    ImmutableArray<double> ZeroShare,
    ImmutableArray<double> SignChanges,
    ArtifactKey Key,
    Provenance Provenance)
{
    /// <summary>Whether each attacked image's true class is among the k largest logits, shape <c>[N]</c>.</summary>
    /// <param name="attack">One of the attacks.</param>
    /// <param name="k">At least 1.</param>
    /// <exception cref="KeyNotFoundException">The model was not attacked so.</exception>
    public ImmutableArray<bool> IsRight(ScaledAttack attack, int k) => [.. Ranks[attack].Select(rank => rank < k)];
}
