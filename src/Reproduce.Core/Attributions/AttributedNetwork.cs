using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Core.Training;

namespace Reproduce.Core.Attributions;

/// <summary>A network whose attributions are compared with another's.</summary>
/// <param name="Name">What it is, for messages.</param>
/// <param name="Fingerprint">Tells its weights from all others'; enters the keys of stored results.</param>
/// <param name="Network">The network.</param>
public sealed record AttributedNetwork(string Name, string Fingerprint, ImageNetwork Network)
{
    /// <summary>A trained model.</summary>
    public static AttributedNetwork Of(StoredModel<ImageNetwork> model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new AttributedNetwork($"{model.Id.Recipe.Model} (seed {model.Id.Seed})", model.Key.Hash, model.Network);
    }

    /// <summary>The network that a training run starts from: what architecture and image alone make of an attribution.</summary>
    /// <param name="recipe">The run's recipe.</param>
    /// <param name="seed">The run's seed.</param>
    public static AttributedNetwork Untrained(Recipe recipe, int seed)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var network = new TrainingStreams(recipe, seed).InitialImageNetwork();
        var weights = SHA256.HashData(MemoryMarshal.AsBytes(network.Parameters));
        return new AttributedNetwork($"{recipe.Model} (untrained, seed {seed})", "untrained " + Convert.ToHexStringLower(weights), network);
    }
}

/// <summary>Two networks whose attributions are compared.</summary>
/// <param name="Model">The one that may adhere to the other, such as a student.</param>
/// <param name="Reference">The one that it is compared with, such as its teacher.</param>
public sealed record AdherencePair(AttributedNetwork Model, AttributedNetwork Reference);
