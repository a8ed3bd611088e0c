using System.Collections.Immutable;
using Reproduce.Core.Models;
using Reproduce.Core.Store;

namespace Reproduce.Core.Attacks;

/// <summary>How a model fares under every attack, image by image, so that two models can be compared in pairs of images.</summary>
/// <param name="Id">Which model.</param>
/// <param name="Attacks">The outcomes by attack, <see cref="AttackSuite.Clean"/> among them.</param>
/// <param name="Training">The outcome on the first training images, as they are.</param>
/// <param name="Vanishes">
/// Whether the loss's gradient by each image is exactly zero, shape <c>[N]</c>: no attack that follows this gradient moves the image.
/// </param>
/// <param name="ZeroShare">Share of each image's gradient values that are exactly zero, shape <c>[N]</c>.</param>
/// <param name="StrongVanishes">The same as <paramref name="Vanishes"/> on logits divided by the training temperature.</param>
/// <param name="SoftLabelEntropies">
/// Entropy in nats of the soft labels that a teacher gives its students, of the same training images as <paramref name="Training"/>; empty
/// for a student.
/// </param>
/// <param name="Key">The artifact's key.</param>
/// <param name="Provenance">Where the outcome comes from.</param>
public sealed record RobustnessOutcome(
    ModelId Id,
    ImmutableDictionary<AttackVariant, AttackOutcome> Attacks,
    AttackOutcome Training,
    ImmutableArray<bool> Vanishes,
    ImmutableArray<double> ZeroShare,
    ImmutableArray<bool> StrongVanishes,
    ImmutableArray<double> SoftLabelEntropies,
    ArtifactKey Key,
    Provenance Provenance);
