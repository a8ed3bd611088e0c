using System.CommandLine;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Backends;
using Reproduce.Core.Models;
using Reproduce.Core.Store;
using Reproduce.Results.Report;

namespace Reproduce.Cli.Train;

/// <summary><c>reproduce train</c>: trains models into the store, where the claims find them.</summary>
internal static class TrainCommand
{
    /// <summary>The toy set's name, on the command line and as the claims' data.</summary>
    internal const string Toy = "toy";

    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var options = new TrainOptions([Toy, .. host.DataSets.Select(set => set.CommandName)]);
        var command = new DocumentedCommand(
            "train",
            "Trains models into the store, under the keys that the claims look for; a model that is stored already is not trained again.\n"
            + "Without options these are all 20 flavours with every seed that the claims compare. The claims' controls, "
            + "such as longer trainings, are trained by the claims themselves.",
            new Example("reproduce train toy", "the toy experiment: 1,600 models"),
            new Example("reproduce train signs --dry-run", "how long the drawn signs would take on this machine"),
            new Example("reproduce train signs --predict", "trains, and says how well the time was predicted"),
            new Example("reproduce train cifar10 --model FT_tempT --seed 42", "one model"),
            new Example("reproduce train tsrd --set FT_temp1 --profile Paper", "a teacher and its four students, in the paper's sizes"),
            new Example(
                "reproduce train cifar10 --profile Paper --model RT_tempT --epochs 20", "the paper's network and data, a shorter training"),
            new Example("reproduce train toy --temperature 40 --seeds 3 --dry-run --json", "a plan for a script"));
        options.AddTo(command);
        command.SetRun(
            host,
            (result, cancellation) => Run(host, options.Read(result), cancellation),
            "Interrupted. Finished models are kept, and long trainings resume from their last checkpoint: run the same command again.");
        return command;
    }

    private static int Run(CliHost host, TrainRequest request, CancellationToken cancellation)
    {
        var profile = host.ChooseProfile(request.Models.Profile);
        if (request.Models.Data == Toy)
        {
            return Run(host, request, profile.Name, TrainingSet.Toy(), request.Models.ToyModels(), new SimdBackend(), cancellation);
        }

        var opened = ImageExperiments.Open(host, request.Models.Data, profile);
        var ids = request.Models.ImageModels(opened.Experiment);
        return Run(host, request, profile.Name, TrainingSet.Images(opened), ids, opened.Backend, cancellation);
    }

    private static int Run<TNetwork>(
        CliHost host,
        TrainRequest request,
        string profile,
        TrainingSet<TNetwork> set,
        IReadOnlyList<ModelId> ids,
        IBackend backend,
        CancellationToken cancellation)
        where TNetwork : class
    {
        var store = host.OpenStore();
        var threads = backend.ModelsSideBySide(request.Threads);
        var origin = TrainingOrigin.Of(BuildStamp.Current, host.Clock, backend.Device) with { Threads = threads };
        var watch = new TrainingWatch(host);
        var repository = new ModelRepository<TNetwork>(store, set.Trainer, origin, watch);
        var plan = TrainingPlan.Of(set, ids, repository.IsStored, profile, store.Folder, threads);
        if (request.DryRun || request.Predict)
        {
            plan = plan.WithTimes(set, cancellation);
        }

        if (request.DryRun)
        {
            return host.Show(request.Json, TrainingPlanReport.ForScripts(plan), () => TrainingPlanReport.Print(host, plan));
        }

        var started = host.Clock.GetTimestamp();
        watch.Run(hasWork: !plan.Missing.IsEmpty, () => repository.Get(ids, cancellation));
        var elapsed = host.Clock.GetElapsedTime(started);
        host.Output.WriteLine(SummaryOf(plan, watch.Durations.Count, elapsed));
        if (request.Predict)
        {
            PredictionReport.Print(host, plan, watch.Durations, elapsed);
        }

        return ExitCode.Done;
    }

    /// <summary>How many models were trained, in which time, and where they are.</summary>
    /// <param name="plan">The plan, made before it.</param>
    /// <param name="trained">Models that this process trained: fewer than are missing if others helped, more if some were damaged.</param>
    /// <param name="elapsed">Time that it took.</param>
    private static string SummaryOf(TrainingPlan plan, int trained, TimeSpan elapsed)
    {
        var (all, missing) = (plan.Models.Length, plan.Missing.Length);
        if (missing == 0 && trained == 0)
        {
            return $"Nothing to train: {ReportWords.Count(all, "model")} asked for, all in the store '{plan.Store}'.";
        }

        var byOthers = missing > trained ? $"{missing - trained} by other processes, " : "";
        return $"{ReportWords.Count(trained, "model")} trained in {Words.Duration(elapsed)}, {byOthers}"
            + $"{all - Math.Max(missing, trained)} were there. They are in the store '{plan.Store}'.";
    }
}
