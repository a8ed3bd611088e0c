using System.Collections.Immutable;
using Reproduce.Cli.Hosting;
using Reproduce.Cli.Train;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;
using Reproduce.DataSets;
using Reproduce.Results;
using Reproduce.Torch;

namespace Reproduce.Cli.Why;

/// <summary>
/// What the keys of a claim's models and measurements would be made of today, as far as the code outside of the claim decides it.
/// </summary>
/// <param name="Parts">Values of key parts by name; a part that is absent here is not compared.</param>
/// <param name="BackendParts">
/// Those of the backend: a key has them all, and no others of <see cref="BackendNames"/>. Null where they are not compared.
/// </param>
/// <param name="RecipeOf">The experiment's recipe of a flavour at a distillation temperature; null where none is known.</param>
/// <param name="NotCompared">What could not be compared, and why, in sentences.</param>
internal sealed record CurrentInputs(
    ImmutableDictionary<string, string> Parts,
    IReadOnlyDictionary<string, string>? BackendParts,
    Func<ModelName, double, Recipe>? RecipeOf,
    ImmutableArray<string> NotCompared)
{
    /// <summary>The parts that backends add to keys.</summary>
    public static ImmutableArray<string> BackendNames { get; } = ["backend"];

    /// <summary>The inputs of a claim that was run.</summary>
    /// <param name="host">The process.</param>
    /// <param name="run">The run: it says on which data and in which profile.</param>
    /// <param name="behaviour">What the code computes.</param>
    /// <exception cref="CommandFailedException">The environment asks for a device that there is not.</exception>
    public static CurrentInputs Of(CliHost host, ClaimRun run, Behaviour behaviour)
    {
        var set = host.DataSets.Where(set => run.Data.StartsWith(set.Title, StringComparison.Ordinal)).MaxBy(set => set.Title.Length);
        var parts = ImmutableDictionary.CreateRange(new Dictionary<string, string>
        {
            [Behaviour.AttackPart] = behaviour.Attacks.Value,
            [Behaviour.TrialPart] = behaviour.Trials.Value,
            [Behaviour.AttributionPart] = behaviour.Attributions.Value,
        });
        if (run.Data == TrainCommand.Toy)
        {
            return new(
                parts.SetItem(Behaviour.TrainingPart, behaviour.ToyTraining.Value).SetItem(KeyPart.Data, ToyRing.Generate().Fingerprint),
                new SimdBackend().KeyParts,
                (model, temperature) => ToyExperiment.Recipe(model, temperature),
                []);
        }

        if (set is null)
        {
            return new(
                parts,
                BackendParts: null,
                RecipeOf: null,
                [$"The data set '{run.Data}' is not known here: training code, data, recipes and backend are not compared."]);
        }

        string? Environment(string name) => name == Profile.EnvironmentVariable ? run.Origin.Profile : host.Environment(name);
        var experiment = CommandActions.Choose(() => set.ExperimentOf(Profile.Choose(Environment)));
        var backend = CommandActions.Choose(() => BackendChoice.Choose(Environment));
        parts = parts.SetItem(Behaviour.TrainingPart, behaviour.ImageTraining.Value);
        var (data, problem) = FingerprintOf(host, set, experiment);
        return new(
            data is null ? parts : parts.SetItem(KeyPart.Data, data).SetItem(KeyPart.Train, data),
            backend.KeyParts,
            (model, _) => experiment.Recipe(model),
            problem is null ? [] : [$"The data are not compared: {problem}"]);
    }

    private static (string? Fingerprint, string? Problem) FingerprintOf(CliHost host, DataSet set, ImageExperiment experiment)
    {
        try
        {
            return (experiment.TrainingSetOf(set.Load(host.Environment, experiment)).Fingerprint, null);
        }
        catch (ImageDataException e)
        {
            return (null, e.Message);
        }
    }
}
