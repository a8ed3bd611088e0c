using System.Collections.Immutable;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Store;

namespace Reproduce.Core.Attacks;

/// <summary>An outcome as arrays of the store, and back.</summary>
internal static class RobustnessArrays
{
    private const string TrainingName = "training";
    private const string VanishesName = "gradient/vanishes";
    private const string StrongVanishesName = "gradient-CW/vanishes";
    private const string ZeroShareName = "gradient/zero_share";
    private const string EntropiesName = "soft_labels/entropy";

    /// <summary>The artifact of an outcome.</summary>
    public static Artifact ToArtifact(RobustnessOutcome outcome)
    {
        var outcomes = outcome.Attacks.OrderBy(item => item.Key, StringComparer.Ordinal).Append(new(TrainingName, outcome.Training));
        return new Artifact(
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
                Of(EntropiesName, outcome.SoftLabelEntropies.Select(value => (float)value)),
            ],
            EpochLosses: [],
            outcome.Provenance);
    }

    /// <summary>The outcome in an artifact.</summary>
    /// <exception cref="KeyNotFoundException">The artifact lacks an array.</exception>
    public static RobustnessOutcome FromArtifact(ModelId id, ImageExperiment experiment, Artifact artifact) => new(
        id,
        AttackSuite.Of(experiment).Select(column => column.Name).Prepend(AttackSuite.Clean)
            .ToImmutableDictionary(name => name, name => OutcomeOf(artifact, name)),
        OutcomeOf(artifact, TrainingName),
        [.. artifact[VanishesName].Values.ToArray().Select(value => value > 0)],
        Numbers(artifact[ZeroShareName]),
        [.. artifact[StrongVanishesName].Values.ToArray().Select(value => value > 0)],
        Numbers(artifact[EntropiesName]),
        artifact.Key,
        artifact.Provenance);

    private static AttackOutcome OutcomeOf(Artifact artifact, string name) =>
        new(Integers(artifact[$"{name}/class"]), Integers(artifact[$"{name}/rank"]));

    private static ImmutableArray<int> Integers(NamedArray array) => [.. array.Values.ToArray().Select(value => (int)value)];

    private static ImmutableArray<double> Numbers(NamedArray array) => [.. array.Values.ToArray().Select(value => (double)value)];

    private static NamedArray Of(string name, IEnumerable<float> values)
    {
        var array = values.ToArray();
        return new NamedArray(name, [array.Length], array);
    }
}
