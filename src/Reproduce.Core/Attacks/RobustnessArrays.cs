using System.Collections.Immutable;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Store;

namespace Reproduce.Core.Attacks;

/// <summary>An outcome written as arrays of the store, and read from them.</summary>
internal static class RobustnessArrays
{
    private const string Training = "training";
    private const string Vanishes = "gradient/vanishes";
    private const string StrongVanishes = "gradient-CW/vanishes";
    private const string ZeroShare = "gradient/zero_share";
    private const string Entropies = "soft_labels/entropy";

    /// <summary>The artifact of an outcome.</summary>
    public static Artifact ToArtifact(RobustnessOutcome outcome) => Measurement.ToArtifact(
        outcome.Key,
        outcome.Provenance,
        [
            .. outcome.Attacks.Select(item => (item.Key.Title, Outcome: item.Value))
                .OrderBy(item => item.Title, StringComparer.Ordinal)
                .Append((Title: Training, Outcome: outcome.Training))
                .SelectMany(item => AttackOutcomeArrays.Of(item.Title, item.Outcome)),
            (Vanishes, outcome.Vanishes.Select(value => value ? 1.0 : 0)),
            (StrongVanishes, outcome.StrongVanishes.Select(value => value ? 1.0 : 0)),
            (ZeroShare, outcome.ZeroShare),
            (Entropies, outcome.SoftLabelEntropies),
        ]);

    /// <summary>The outcome in an artifact.</summary>
    /// <exception cref="KeyNotFoundException">The artifact lacks an array.</exception>
    public static RobustnessOutcome FromArtifact(ModelId id, ImageExperiment experiment, Artifact artifact) => new(
        id,
        AttackSuite.Of(experiment).ToImmutableDictionary(attack => attack, attack => AttackOutcomeArrays.Read(artifact, attack.Title)),
        AttackOutcomeArrays.Read(artifact, Training),
        [.. Measurement.Numbers(artifact, Vanishes).Select(value => value > 0)],
        [.. Measurement.Numbers(artifact, ZeroShare)],
        [.. Measurement.Numbers(artifact, StrongVanishes).Select(value => value > 0)],
        [.. Measurement.Numbers(artifact, Entropies)],
        artifact.Key,
        artifact.Provenance);
}
