using System.Text.Json;
using Reproduce.Core.Store;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Cli.Submit;

/// <summary>What the artifacts of a store hold beside their provenance.</summary>
internal static class StoredNumbers
{
    /// <summary>Losses and arrays as text, by the hashes of the keys.</summary>
    /// <param name="folder">The folder that the store lies in.</param>
    public static SortedDictionary<string, string> In(TemporaryFolder folder)
    {
        var exchange = new ArtifactExchange(folder["store"]);
        var inventory = new StoreInventory(folder["store"], TimeProvider.System);
        return new(inventory.Enumerate().ToDictionary(entry => entry.Hash, entry => TextOf(entry.Hash)));

        string TextOf(string hash)
        {
            var artifact = ArtifactExchange.Parse(hash, exchange.Read(hash)!, hash);
            return JsonSerializer.Serialize(new
            {
                artifact.EpochLosses,
                Weights = artifact.Weights.Select(array => new { array.Name, Values = array.Values.ToArray() }),
            });
        }
    }
}
