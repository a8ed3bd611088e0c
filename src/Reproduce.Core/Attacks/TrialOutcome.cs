using System.Collections.Immutable;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;

namespace Reproduce.Core.Attacks;

/// <summary>A model that attacks are tried on.</summary>
/// <param name="Model">The model.</param>
/// <param name="Substitute">The model that transferred images are made on; null if there are none.</param>
public sealed record TrialSubject(StoredModel<ImageNetwork> Model, StoredModel<ImageNetwork>? Substitute = null);

/// <summary>What a trial did to each image.</summary>
/// <param name="Prediction">What the model predicts for the attacked images.</param>
/// <param name="Distances">
/// Euclidean distance of each attacked image from the image, in [0, 1] pixel units, shape <c>[N]</c>.
/// </param>
public sealed record TriedImages(AttackOutcome Prediction, ImmutableArray<double> Distances);

/// <summary>How a model fares in every trial, image by image.</summary>
/// <param name="Id">Which model.</param>
/// <param name="Trials">The outcomes by the trials' names.</param>
/// <param name="Key">The artifact's key.</param>
/// <param name="Provenance">Where the outcome comes from.</param>
public sealed record TrialOutcome(
    ModelId Id, ImmutableDictionary<string, TriedImages> Trials, ArtifactKey Key, Provenance Provenance);
