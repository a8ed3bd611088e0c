using System.Diagnostics;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Training;
using Reproduce.Torch.Networks;
using Reproduce.Torch.Training;
using static TorchSharp.torch;

namespace Reproduce.Cli.Bench;

/// <summary>How fast a trainer was.</summary>
/// <param name="Trainer">Which trainer.</param>
/// <param name="IsPlain">Whether it is the plain way, with which the other is compared.</param>
/// <param name="Threads">Threads it used.</param>
/// <param name="Models">Models it trained.</param>
/// <param name="Duration">Time it took for all of them.</param>
internal sealed record ToySpeed(string Trainer, bool IsPlain, int Threads, int Models, TimeSpan Duration)
{
    /// <summary>Models per second.</summary>
    public double ModelsPerSecond => Models / Duration.TotalSeconds;
}

/// <summary>Trains the paper's toy models in both ways.</summary>
internal static class ToyBenchmark
{
    /// <summary>Runs the plain loop with one thread and with all, then the ensemble.</summary>
    public static IReadOnlyList<ToySpeed> Run(
        int models, int plainModels, int threads, Action<string> progress, CancellationToken cancellation)
    {
        var data = ToyRing.Generate();
        var speeds = new List<ToySpeed>();
        foreach (var plainThreads in new[] { 1, threads }.Distinct())
        {
            progress($"Plain loop, {plainThreads} thread(s): {plainModels} models ...");
            speeds.Add(PlainLoop(data, plainModels, plainThreads, cancellation));
        }

        progress($"Ensemble, {threads} thread(s): {models} models ...");
        speeds.Add(Ensemble(data, models, threads, cancellation));
        return speeds;
    }

    /// <summary>One model after the other through TorchSharp, cycling through the paper's teachers.</summary>
    private static ToySpeed PlainLoop(ToyRing data, int models, int threads, CancellationToken cancellation)
    {
        set_num_threads(threads);
        using var scope = NewDisposeScope();
        var points = stack(
            [tensor(data.X0.ToArray(), dtype: ScalarType.Float32), tensor(data.X1.ToArray(), dtype: ScalarType.Float32)], dim: 1);
        var targets = tensor(SoftLabels.OneHot(data)).reshape(ToyRing.ClassCount, data.Count).t().contiguous();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < models; i++)
        {
            var recipe = ToyExperiment.Recipe(Flavours.Teachers[i % Flavours.Teachers.Length], 40);
            using var network = new ToyPerceptronModule(recipe.Network.HiddenUnits);
            ReferenceTrainer.Train(network, recipe, Profile.FirstSeed + i, points, targets, cancellation);
        }

        return new ToySpeed("plain TorchSharp loop", IsPlain: true, threads, models, Stopwatch.GetElapsedTime(started));
    }

    private static ToySpeed Ensemble(ToyRing data, int models, int threads, CancellationToken cancellation)
    {
        var seeds = Enumerable.Range(Profile.FirstSeed, models / (ToyExperiment.Temperatures.Length * Flavours.All.Length));
        var teachers = from seed in seeds
                       from temperature in ToyExperiment.Temperatures
                       from model in Flavours.Teachers
                       select new ToyTrainingRun(ToyExperiment.Recipe(model, temperature), seed);
        var started = Stopwatch.GetTimestamp();
        var trained = ToyEnsemble.Train([.. teachers], data, threads, cancellation).ToList();
        var students = from result in trained
                       from model in Flavours.StudentsOf(result.Run.Recipe.Model)
                       select new ToyTrainingRun(
                           ToyExperiment.Recipe(model, result.Run.Recipe.DistillationTemperature), result.Run.Seed, result.Model.Network);
        var count = trained.Count + ToyEnsemble.Train([.. students], data, threads, cancellation).Count();
        return new ToySpeed("toy ensemble", IsPlain: false, threads, count, Stopwatch.GetElapsedTime(started));
    }
}
