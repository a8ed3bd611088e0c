using System.CommandLine;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Backends;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.Torch;

namespace Reproduce.Cli.Train;

/// <summary><c>reproduce train</c>: trains models into the store, where the claims find them.</summary>
internal static class TrainCommand
{
    private const string Toy = "toy";

    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    /// <summary>The command.</summary>
    /// <param name="host">The process.</param>
    public static Command Create(CliHost host)
    {
        var options = new TrainOptions([Toy, .. host.DataSets.Select(set => set.CommandName)], Toy);
        var command = new DocumentedCommand(
            "train",
            "Trains models into the store, under the keys that the claims look for; what is there already is not trained again.\n"
            + "Without options these are all 20 flavours with every seed that the claims compare. The claims' controls, "
            + "such as longer trainings, are trained by the claims themselves.",
            new Example("reproduce train toy", "the toy experiment: 1,600 models"),
            new Example("reproduce train signs --dry-run", "what the drawn signs would take on this machine"),
            new Example("reproduce train signs --predict", "trains, and says how well the time was predicted"),
            new Example("reproduce train cifar10 --model FT_tempT --seed 42", "one model"),
            new Example("reproduce train tsrd --set FT_temp1 --profile Paper", "a teacher and its four students, in the paper's sizes"),
            new Example("reproduce train cifar10 --profile Paper --model RT_tempT --epochs 20", "the paper's network and data, a shorter training"),
            new Example("reproduce train toy --temperature 40 --seeds 3 --dry-run --json", "a plan for a script"));
        options.AddTo(command);
        command.SetRun(
            host,
            (result, cancellation) => Run(host, options.Read(result), cancellation),
            "Interrupted. Finished models are kept, and long trainings go on from their last checkpoint: run the same command again.");
        return command;
    }

    private static int Run(CliHost host, TrainArguments arguments, CancellationToken cancellation)
    {
        var profile = host.ChooseProfile(arguments.Profile);
        var store = new ArtifactStore(StoreFolder.Default(host.Environment), host.Error.WriteLine, host.Clock);
        var backend = arguments.Data == Toy ? new SimdBackend() : ChooseBackend(host);
        var threads = backend.ModelsSideBySide(arguments.Threads);
        var origin = TrainingOrigin.Of(BuildStamp.Current, host.Clock, backend.Device) with { Threads = threads };
        var (set, ids) = Open(host, arguments, profile, store, origin, backend);
        var plan = arguments.DryRun || arguments.Predict
            ? TrainingPlan.Of(set, ids, profile.Name, store.Folder, threads, cancellation)
            : null;
        if (arguments.DryRun)
        {
            Action<CliHost, TrainingPlan> print = arguments.Json ? TrainingPlanReport.PrintJson : TrainingPlanReport.Print;
            print(host, plan!);
            return ExitCode.Done;
        }

        var started = host.Clock.GetTimestamp();
        var durations = Train(host, set, ids, store.Folder, cancellation);
        if (plan is not null)
        {
            PredictionReport.Print(host, plan, durations, host.Clock.GetElapsedTime(started));
        }

        return ExitCode.Done;
    }

    private static IBackend ChooseBackend(CliHost host)
    {
        try
        {
            return BackendChoice.Choose(host.Environment);
        }
        catch (ArgumentException e)
        {
            throw new CommandFailedException(e.Message, e);
        }
    }

    private static (ITrainingSet Set, IReadOnlyList<ModelId> Ids) Open(
        CliHost host, TrainArguments arguments, Profile profile, ArtifactStore store, TrainingOrigin origin, IBackend backend)
    {
        if (arguments.Data == Toy)
        {
            return (TrainingSets.Toy(store, origin), arguments.Request.ToyModels(profile));
        }

        var data = host.DataSets.Single(set => set.CommandName == arguments.Data);
        if (data.Files is { } files && !files.AreThere(host.Environment))
        {
            throw new CommandFailedException(files.MissingMessage(host.Environment));
        }

        var experiment = data.ExperimentOf(profile);
        var images = experiment.TrainingSetOf(data.Load(host.Environment, experiment));
        var set = TrainingSets.Images(store, origin, data.Title, experiment.DataSet, images, backend);
        return (set, arguments.Request.ImageModels(experiment));
    }

    /// <returns>Time that each model that this process trained took on its thread.</returns>
    private static Dictionary<ModelId, TimeSpan> Train(
        CliHost host, ITrainingSet set, IReadOnlyList<ModelId> ids, string folder, CancellationToken cancellation)
    {
        var started = host.Clock.GetTimestamp();
        var all = ids.Concat(ids.Select(id => id.Teacher).OfType<ModelId>()).Distinct().ToList();
        var missing = all.Count(id => !set.IsStored(id));
        var durations = new Dictionary<ModelId, TimeSpan>();
        if (host.IsInteractive && missing > 0)
        {
            TrainingBar.Run(host.Console, progress => set.Train(ids, new NotedProgress(progress, durations), cancellation));
        }
        else
        {
            var lines = new ThrottledProgress(host.Output.WriteLine, host.Clock, LineInterval);
            set.Train(ids, new NotedProgress(lines, durations), cancellation);
        }

        host.Output.WriteLine(missing == 0 && durations.Count == 0
            ? $"Nothing to train: {Words.Count(all.Count, "model")} asked for, all in the store '{folder}'."
            : Summary(all.Count, missing, durations.Count, host.Clock.GetElapsedTime(started), folder));
        return durations;
    }

    private static string Summary(int all, int missing, int trained, TimeSpan elapsed, string folder)
    {
        var byOthers = missing > trained ? $"{missing - trained} by other processes, " : "";
        return $"{Words.Count(trained, "model")} trained in {Words.Duration(elapsed)}, {byOthers}"
            + $"{all - Math.Max(missing, trained)} were there. They are in the store '{folder}'.";
    }

    /// <summary>Passes reports on, and notes the models that this process trained.</summary>
    private sealed class NotedProgress(
        IProgress<TrainingProgress> progress, Dictionary<ModelId, TimeSpan> durations) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Finished is { } model)
            {
                durations[model.Id] = model.Duration;
            }

            progress.Report(value);
        }
    }
}
