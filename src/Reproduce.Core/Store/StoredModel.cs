using System.Collections.Immutable;
using Reproduce.Core.Models;

namespace Reproduce.Core.Store;

/// <summary>A trained model as the store has it.</summary>
/// <typeparam name="TNetwork">The kind of network.</typeparam>
/// <param name="Id">Which model.</param>
/// <param name="Network">The trained weights.</param>
/// <param name="EpochLosses">Each epoch's mean training loss.</param>
/// <param name="Key">The artifact's key.</param>
/// <param name="Provenance">Where the weights come from.</param>
public sealed record StoredModel<TNetwork>(
    ModelId Id, TNetwork Network, ImmutableArray<double> EpochLosses, ArtifactKey Key, Provenance Provenance);
