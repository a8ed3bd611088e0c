using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Core.Training;

namespace Reproduce.Core.Attributions;

/// <summary>A network whose attributions are compared with another's.</summary>
/// <param name="Name">What it is, for messages.</param>
/// <param name="Fingerprint">Identifies its weights; enters the keys of stored results.</param>
/// <param name="Network">The network.</param>
public sealed record AttributedNetwork(string Name, string Fingerprint, ImageNetwork Network)
{
    /// <summary>A trained model.</summary>
    public static AttributedNetwork Of(StoredModel<ImageNetwork> model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new AttributedNetwork($"{model.Id.Recipe.Model} (seed {model.Id.Seed})", model.Key.Hash, model.Network);
    }

    /// <summary>The network that a training run starts from: how similar attributions are by architecture and image alone.</summary>
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
