using System.Collections.Immutable;
using Reproduce.Core.Catalog;
using Reproduce.Core.Store;

namespace Reproduce.Core.Experiments;

/// <summary>An outcome as arrays of the store, and back.</summary>
internal static class RobustnessArrays
{
    private const string TrainingName = "training";
    private const string VanishesName = "gradient/vanishes";
    private const string StrongVanishesName = "gradient-CW/vanishes";
    private const string ZeroShareName = "gradient/zero_share";
    private const string EntropyName = "soft_label_entropy";

    /// <summary>The artifact of an outcome.</summary>
    public static Artifact ToArtifact(RobustnessOutcome outcome)
    {
        var outcomes = outcome.Attacks.OrderBy(item => item.Key, StringComparer.Ordinal).Append(new(TrainingName, outcome.Training));
        var artifact = new Artifact(
            outcome.Key,
            [
                .. outcomes.SelectMany(item => (NamedArray[])
                [
                    Of($"{item.Key}/class", item.Value.Classes.Select(value => (float)value)),
                    Of($"{item.Key}/rank", item.Value.Ranks.Select(value => (float)value)),
                ]),
                Of(VanishesName, outcome.Vanishes.Select(value => value ? 1f : 0)),
                Of(StrongVanishesName, outcome.StrongVanishes.Select(value => value ? 1f : 0)),
                Of(ZeroShareName, outcome.ZeroShare.Select(value => (float)value)),
            ],
            EpochLosses: [],
            outcome.Provenance);
        return outcome.SoftLabelEntropy is { } entropy
            ? artifact with { Measurements = artifact.Measurements.Add(EntropyName, entropy) }
            : artifact;
    }

    /// <summary>The outcome in an artifact.</summary>
    /// <exception cref="KeyNotFoundException">The artifact lacks an array.</exception>
    public static RobustnessOutcome FromArtifact(ModelId id, ImageExperiment experiment, Artifact artifact) => new(
        id,
        AttackSuite.Of(experiment).Select(column => column.Name).Prepend(AttackSuite.Clean)
            .ToImmutableDictionary(name => name, name => OutcomeOf(artifact, name)),
        OutcomeOf(artifact, TrainingName),
        [.. artifact[VanishesName].Values.ToArray().Select(value => value > 0)],
        [.. artifact[ZeroShareName].Values.ToArray().Select(value => (double)value)],
        [.. artifact[StrongVanishesName].Values.ToArray().Select(value => value > 0)],
        artifact.Measurements.TryGetValue(EntropyName, out var entropy) ? entropy : null,
        artifact.Key,
        artifact.Provenance);

    private static AttackOutcome OutcomeOf(Artifact artifact, string name) =>
        new(Integers(artifact[$"{name}/class"]), Integers(artifact[$"{name}/rank"]));

    private static ImmutableArray<int> Integers(NamedArray array) => [.. array.Values.ToArray().Select(value => (int)value)];

    private static NamedArray Of(string name, IEnumerable<float> values)
    {
        var array = values.ToArray();
        return new NamedArray(name, [array.Length], array);
    }
}
