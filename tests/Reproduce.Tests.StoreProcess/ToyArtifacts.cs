using System.Collections.Immutable;
using System.Globalization;
using Reproduce.Core.Randomness;
using Reproduce.Core.Store;

namespace Reproduce.Tests.StoreProcess;

/// <summary>Artifacts of the size of the toy perceptrons, the same in every process.</summary>
public static class ToyArtifacts
{
    public static ArtifactKey Key(int seed) => ArtifactKey.FromParts(new Dictionary<string, string>
    {
        ["recipe"] = """{"flavour":"RT_tempT","temperature":40,"epochs":100}""",
        ["data"] = "ea5d092859310d1ebacf46270ad7b0a1e903e195676ed22a12d7d97ce5a8495f",
        ["seed"] = seed.ToString(CultureInfo.InvariantCulture),
    });

    public static ImmutableArray<ArtifactKey> Keys(int count) => [.. Enumerable.Range(0, count).Select(Key)];

    public static Artifact Make(int seed) => Make(Key(seed));

    public static Artifact Make(ArtifactKey key)
    {
        var random = MersenneTwister.FromKey(key.Hash);
        return new(
            key,
            [
                Array(random, "hidden.weight", 25, 2),
                Array(random, "hidden.bias", 25),
                Array(random, "output.weight", 3, 25),
                Array(random, "output.bias", 3),
            ],
            [.. Enumerable.Range(0, 100).Select(_ => (double)random.NextUInt32() / uint.MaxValue)],
            new(
                Commit: "0123456789abcdef0123456789abcdef01234567",
                HarnessVersion: "0.1.0",
                Device: "cpu",
                Processor: "A processor of this world",
                LibTorchVersion: "2.10.0",
                Threads: 2,
                TrainingDuration: TimeSpan.FromSeconds(1.25),
                Created: new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1))));
    }

    public static Artifact GetOrCreate(
        this ArtifactStore store, ArtifactKey key, Func<Artifact> create, CancellationToken cancellation = default) =>
        store.GetOrCreateMany([key], _ => [create()], cancellation: cancellation)[0];

    private static NamedArray Array(MersenneTwister random, string name, params ReadOnlySpan<long> shape)
    {
        var count = 1L;
        foreach (var extent in shape)
        {
            count *= extent;
        }

        var values = Enumerable.Range(0, (int)count).Select(_ => (float)((random.NextUInt32() / (double)uint.MaxValue) - 0.5));
        return new(name, [.. shape], values.ToArray());
    }
}
