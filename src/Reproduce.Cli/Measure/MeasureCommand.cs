using System.Collections.Immutable;
using System.CommandLine;
using Reproduce.Cli.Hosting;
using Reproduce.Cli.Train;
using Reproduce.Core.Models;
using Reproduce.Core.Store;
using Reproduce.Results.Report;

namespace Reproduce.Cli.Measure;

/// <summary><c>reproduce measure</c>: attacks models, and keeps in the store what came of it, where the claims find it.</summary>
internal static class MeasureCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        string[] data = [.. host.DataSets.Select(set => set.CommandName)];
        var models = new ModelOptions(data, "What the models were trained on.");
        var threads = ThreadsOption.Create("Threads that attack; one a processor core if left out.");
        var command = new DocumentedCommand(
            "measure",
            "Attacks models by the paper's attacks, and keeps the outcomes in the store, under the keys that the claims look for; models "
                + "that are missing are trained first. Without options these are all models that the claims attack. What else the claims "
                + "measure, such as attributions, they measure themselves.",
            new Example("reproduce measure signs --model FT_tempT --seed 101", "one model"),
            new Example("reproduce measure cifar10 --profile Paper", "all models that the claims attack, in the paper's sizes"));
        models.AddTo(command);
        command.Add(threads);
        return command.SetRun(
            host,
            (result, cancellation) => Run(host, models.Read(result), result.GetValue(threads), cancellation),
            "Interrupted. Finished models and outcomes are kept: run the same command again.");
    }

    private static int Run(CliHost host, ModelRequest request, int threads, CancellationToken cancellation)
    {
        var opened = ImageExperiments.Open(host, request.Data, host.ChooseProfile(request.Profile));
        var store = host.OpenStore();
        var origin = TrainingOrigin.Of(BuildStamp.Current, host.Clock, opened.Backend.Device) with { Threads = threads };
        var watch = new TrainingWatch(host);
        var ids = request.AttackedModels(opened.Experiment);
        var repository = opened.Models(store, origin, watch);
        var attacks = opened.Attacks(store, origin, watch);
        // Models whose outcomes are there need not be: they are not trained again.
        ImmutableArray<ModelId> missing = [.. ids.Where(id => attacks.Find(id, repository.KeyOf(id)) is null)];
        var started = host.Clock.GetTimestamp();
        watch.Run(hasWork: !missing.IsEmpty, () => attacks.Get(repository.Get(missing, cancellation), cancellation));
        host.Output.WriteLine(
            missing.IsEmpty
                ? $"Nothing to measure: the outcomes of {ReportWords.Count(ids.Length, "model")} are in the store '{store.Folder}'."
                : $"{ReportWords.Count(missing.Length, "model")} attacked in {Words.Duration(host.Clock.GetElapsedTime(started))}, "
                    + $"of {ids.Length - missing.Length} the outcomes were there. They are in the store '{store.Folder}'.");
        return ExitCode.Done;
    }
}
