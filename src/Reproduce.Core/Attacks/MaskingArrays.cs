using System.Collections.Immutable;
using Reproduce.Core.Models;
using Reproduce.Core.Store;

namespace Reproduce.Core.Attacks;

/// <summary>An outcome on logits of many scales written as arrays of the store, and read from them.</summary>
internal static class MaskingArrays
{
    private const string Vanishes = "gradient/vanishes";
    private const string ZeroShare = "gradient/zero_share";
    private const string Signs = "gradient/sign_changes";

    /// <summary>The artifact of an outcome.</summary>
    public static Artifact ToArtifact(MaskingOutcome outcome) => Measurement.ToArtifact(
        outcome.Key,
        outcome.Provenance,
        [
            .. outcome.Ranks.OrderBy(item => item.Key.Title, StringComparer.Ordinal)
                .Select(item => (Rank(item.Key), item.Value.Select(rank => (double)rank))),
            (Vanishes, outcome.Vanishes.Select(value => value ? 1.0 : 0)),
            (ZeroShare, outcome.ZeroShare),
            (Signs, outcome.SignChanges),
        ]);

    /// <summary>The outcome in an artifact.</summary>
    /// <exception cref="KeyNotFoundException">The artifact lacks an array.</exception>
    public static MaskingOutcome FromArtifact(ModelId id, IEnumerable<ScaledAttack> attacks, Artifact artifact) => new(
        id,
        attacks.ToImmutableDictionary(
            attack => attack,
            attack => ImmutableArray.CreateRange(Measurement.Numbers(artifact, Rank(attack)).Select(value => (int)value))),
        [.. Measurement.Numbers(artifact, Vanishes).Select(value => value > 0)],
        [.. Measurement.Numbers(artifact, ZeroShare)],
        [.. Measurement.Numbers(artifact, Signs)],
        artifact.Key,
        artifact.Provenance);

    private static string Rank(ScaledAttack attack) => $"{attack.Title}/rank";
}
