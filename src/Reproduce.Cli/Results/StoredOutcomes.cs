using System.Collections.Immutable;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Attacks;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.DataSets;
using Reproduce.Torch;

namespace Reproduce.Cli.Results;

/// <summary>What the store has of how models of one data set fare under attack.</summary>
/// <param name="Data">The data set's title, which says so where its bytes are not the published ones.</param>
/// <param name="Images">The attacked images' places in the test split, from 0, shape <c>[N]</c>.</param>
/// <param name="Labels">Their classes, shape <c>[N]</c>.</param>
/// <param name="Attacks">The attacks, in the tables' order.</param>
/// <param name="Outcomes">The outcomes of models that were measured, by flavour and seed.</param>
/// <param name="Missing">Models that were not.</param>
internal sealed record StoredOutcomes(
    string Data,
    ImmutableArray<int> Images,
    ImmutableArray<int> Labels,
    ImmutableArray<AttackVariant> Attacks,
    ImmutableArray<RobustnessOutcome> Outcomes,
    ImmutableArray<ModelId> Missing)
{
    /// <summary>Looks the outcomes of flavours up; nothing is trained or attacked.</summary>
    /// <param name="host">The process.</param>
    /// <param name="set">The data set.</param>
    /// <param name="profile">In which size.</param>
    /// <param name="flavours">The flavours, each with the seeds that the claims attack.</param>
    /// <param name="cancellation">Stops between two models.</param>
    /// <exception cref="CommandFailedException">The files are not there, or the environment names no device.</exception>
    public static StoredOutcomes Of(
        CliHost host, DataSet set, Profile profile, ImmutableArray<ModelName> flavours, CancellationToken cancellation)
    {
        if (set.Files is { } files && !files.AreThere(host.Environment))
        {
            throw new CommandFailedException(files.MissingMessage(host.Environment));
        }

        var experiment = set.ExperimentOf(profile);
        var data = set.Load(host.Environment, experiment);
        var (train, images) = (experiment.TrainingSetOf(data), set.AttackedOf(data.Test, experiment));
        var test = data.Test.Select(images);
        var backend = CommandActions.Choose(() => BackendChoice.Choose(
            variable => variable == Profile.EnvironmentVariable ? profile.Name : host.Environment(variable)));
        var store = new ArtifactStore(StoreFolder.Default(host.Environment), host.Error.WriteLine, host.Clock);
        var origin = TrainingOrigin.Of(BuildStamp.Current, host.Clock, backend.Device);
        var silent = new Progress<TrainingProgress>();
        var repository = new ModelRepository<ImageNetwork>(
            store, new ImageModelTrainer(experiment.DataSet, train, backend), origin, silent);
        var measurement = new RobustnessMeasurement(store, experiment, train, test, backend, origin, silent);
        (ModelId Id, RobustnessOutcome? Outcome)[] found =
        [
            .. from flavour in flavours
               from seed in experiment.AttackedSeedsOf(flavour)
               select Find(new ModelId(experiment.Recipe(flavour), seed)),
        ];
        return new(
            data.Labelled(set.Title),
            images,
            test.Labels,
            AttackSuite.Of(experiment),
            [.. found.Select(one => one.Outcome).OfType<RobustnessOutcome>()],
            [.. found.Where(one => one.Outcome is null).Select(one => one.Id)]);

        (ModelId, RobustnessOutcome?) Find(ModelId id)
        {
            cancellation.ThrowIfCancellationRequested();
            return (id, measurement.Find(id, repository.KeyOf(id)));
        }
    }
}
