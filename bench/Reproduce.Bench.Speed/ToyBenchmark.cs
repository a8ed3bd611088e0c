using System.Diagnostics;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;
using Reproduce.Torch.Networks;
using Reproduce.Torch.Training;
using static TorchSharp.torch;

namespace Reproduce.Bench.Speed;

/// <summary>How fast a trainer was.</summary>
/// <param name="Trainer">Which trainer.</param>
/// <param name="IsPlain">Whether it is the plain TorchSharp loop, with which the other trainer is compared.</param>
/// <param name="Threads">Threads it used.</param>
/// <param name="Models">Models it trained.</param>
/// <param name="Duration">Time it took for all of them.</param>
public sealed record ToySpeed(string Trainer, bool IsPlain, int Threads, int Models, TimeSpan Duration)
{
    /// <summary>Models per second.</summary>
    public double ModelsPerSecond => Models / Duration.TotalSeconds;
}

/// <summary>Trains the paper's toy models by a plain TorchSharp loop and by the ensemble.</summary>
public static class ToyBenchmark
{
    /// <summary>Runs the plain loop with one thread and with all, then the ensemble.</summary>
    /// <param name="models">Models that the ensemble trains, a multiple of 80.</param>
    /// <param name="plainModels">Models that the plain loop trains, at least 1.</param>
    /// <param name="threads">Threads at once, at least 1.</param>
    /// <param name="progress">Receives a line before each measurement.</param>
    /// <param name="cancellation">Stops after the current epochs.</param>
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
        var targets = tensor(LabelProbabilities.Hard(data.Labels, ToyRing.ClassCount), [data.Count, ToyRing.ClassCount]);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < models; i++)
        {
            var recipe = ToyExperiment.Recipe(Flavours.Teachers[i % Flavours.Teachers.Length], 40);
            using var network = new ToyPerceptronModule(recipe.Network.HiddenUnits);
            ModuleTrainer.Train(network, recipe, Profile.FirstSeed + i, points, targets, cancellation);
        }

        return new ToySpeed("plain TorchSharp loop", IsPlain: true, threads, models, Stopwatch.GetElapsedTime(started));
    }

    private static ToySpeed Ensemble(ToyRing data, int models, int threads, CancellationToken cancellation)
    {
        var seeds = Enumerable.Range(Profile.FirstSeed, models / (ToyExperiment.Temperatures.Length * Flavours.All.Length));
        var teachers = from seed in seeds
                       from temperature in ToyExperiment.Temperatures
                       from model in Flavours.Teachers
                       select new TrainingRun<Perceptron>(new ModelId(ToyExperiment.Recipe(model, temperature), seed));
        var started = Stopwatch.GetTimestamp();
        var trained = new ToyModelTrainer(data).Train([.. teachers], threads, cancellation: cancellation).ToList();
        var students = from teacher in trained
                       from model in Flavours.StudentsOf(teacher.Id.Recipe.Model)
                       let recipe = ToyExperiment.Recipe(model, teacher.Id.Recipe.DistillationTemperature)
                       select new TrainingRun<Perceptron>(new ModelId(recipe, teacher.Id.Seed), teacher.Network);
        var count = trained.Count + new ToyModelTrainer(data).Train([.. students], threads, cancellation: cancellation).Count();
        return new ToySpeed("toy ensemble", IsPlain: false, threads, count, Stopwatch.GetElapsedTime(started));
    }
}
