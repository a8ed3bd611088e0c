using System.Collections.Immutable;
using Reproduce.Cli.Hosting;
using Reproduce.Cli.Train;
using Reproduce.Core.Attacks;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Store;
using Reproduce.Core.Training;

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
    /// <summary>Looks the outcomes of models up; nothing is trained or attacked.</summary>
    /// <param name="host">The process.</param>
    /// <param name="request">Which models.</param>
    /// <param name="profile">In which size.</param>
    /// <param name="cancellation">Stops between two models.</param>
    /// <exception cref="CommandFailedException">The files are not there, or the environment names no device.</exception>
    public static StoredOutcomes Of(CliHost host, ModelRequest request, Profile profile, CancellationToken cancellation)
    {
        var opened = ImageExperiments.Open(host, request.Data, profile);
        var images = opened.TestPlaces;
        var store = host.OpenStore();
        var origin = TrainingOrigin.Of(BuildStamp.Current, host.Clock, opened.Backend.Device);
        var silent = new Progress<TrainingProgress>();
        var repository = opened.Models(store, origin, silent);
        var measurement = opened.Attacks(store, origin, silent);
        (ModelId Id, RobustnessOutcome? Outcome)[] found = [.. request.AttackedModels(opened.Experiment).Select(Find)];
        return new(
            opened.Data.Labelled(opened.DataSet.Title),
            images,
            opened.TestSample.Labels,
            AttackSuite.Of(opened.Experiment),
            [.. found.Select(one => one.Outcome).OfType<RobustnessOutcome>()],
            [.. found.Where(one => one.Outcome is null).Select(one => one.Id)]);

        (ModelId, RobustnessOutcome?) Find(ModelId id)
        {
            cancellation.ThrowIfCancellationRequested();
            return (id, measurement.Find(id, repository.KeyOf(id)));
        }
    }
}
