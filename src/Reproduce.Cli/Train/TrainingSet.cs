using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;
using Reproduce.DataSets;

namespace Reproduce.Cli.Train;

/// <summary>A training set, and what trains one kind of network on it.</summary>
/// <typeparam name="TNetwork">The kind of network.</typeparam>
/// <param name="Title">The data set's name, such as <c>Signs</c>.</param>
/// <param name="SampleCount">Training samples.</param>
/// <param name="Trainer">Trains on all samples.</param>
/// <param name="PartCount">Samples of the part that the speed is measured on.</param>
/// <param name="PartTrainer">Trains on that part.</param>
/// <param name="SizeOf">How large a recipe's training is.</param>
internal sealed record TrainingSet<TNetwork>(
    string Title,
    int SampleCount,
    IModelTrainer<TNetwork> Trainer,
    int PartCount,
    IModelTrainer<TNetwork> PartTrainer,
    Func<Recipe, TrainingSize> SizeOf)
    where TNetwork : class
{
    /// <summary>Trains some models for some epochs, and says how long one sample of one epoch takes.</summary>
    /// <param name="recipe">The recipe of a teacher.</param>
    /// <param name="models">Models that are trained side by side, at least 1: they slow each other down.</param>
    /// <param name="cancellation">Stops after the current epochs.</param>
    /// <returns>Seconds of one model on its thread.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public double SecondsPerSample(Recipe recipe, int models, CancellationToken cancellation)
    {
        return TrainingSet.SecondsPerEpoch(SecondsOf) / PartCount;

        double SecondsOf(int epochs)
        {
            var runs = Enumerable.Range(Profile.FirstSeed, models)
                .Select(seed => new TrainingRun<TNetwork>(new ModelId(recipe with { Epochs = epochs }, seed)));
            return PartTrainer.Train([.. runs], models, cancellation: cancellation).Average(model => model.Duration.TotalSeconds);
        }
    }
}

/// <summary>How large a training is.</summary>
/// <param name="Parameters">Trained numbers.</param>
/// <param name="Multiplications">Multiplications of the forward pass of one sample.</param>
/// <param name="Memory">Its memory; null where it is too little to matter.</param>
internal readonly record struct TrainingSize(int Parameters, double Multiplications, TrainingMemory? Memory);

/// <summary>The training sets, and how their speed is measured.</summary>
internal static class TrainingSet
{
    // A try this long is measured well enough, and is short enough to wait for.
    private const double EnoughSeconds = 0.8;

    // In a try this long, compiling does not matter.
    private const double LongSeconds = 4;

    // A batch of the paper's.
    private const int PartImages = 128;

    /// <summary>The toy ring with its perceptrons.</summary>
    public static TrainingSet<Perceptron> Toy()
    {
        var ring = ToyRing.Generate();
        var trainer = new ToyModelTrainer(ring);
        return new("Toy", ring.Count, trainer, ring.Count, trainer, recipe => new(
            Perceptron.ParameterCount(recipe.Network.HiddenUnits),
            (Perceptron.Inputs + Perceptron.Classes) * recipe.Network.HiddenUnits,
            Memory: null));
    }

    /// <summary>Images with their convolutional networks.</summary>
    /// <param name="opened">The experiment, which trains on them.</param>
    public static TrainingSet<ImageNetwork> Images(OpenedExperiment opened)
    {
        var images = opened.TrainingImages;
        var part = images.Take(Math.Min(PartImages, images.Count));
        return new(
            opened.Data.Labelled(opened.DataSet.Title),
            images.Count,
            opened.TrainerOf(images),
            part.Count,
            opened.TrainerOf(part),
            recipe => new(
                ImageNetworkLayers.ParameterCount(ImageNetworkLayers.Of(recipe.Network)),
                ImageNetworkLayers.MultiplicationsOf(recipe.Network),
                TrainingMemory.Of(recipe.Network, recipe.BatchSize, images.Count)));
    }

    /// <summary>Measures how long an epoch takes, without the time in which code is compiled.</summary>
    /// <param name="secondsOf">Trains for a number of epochs, and returns the seconds that it took.</param>
    /// <returns>Seconds.</returns>
    internal static double SecondsPerEpoch(Func<int, double> secondsOf)
    {
        // Each try takes twice as long as the last one. The first one also compiles the code that it runs.
        for (var epochs = 1; ; epochs *= 2)
        {
            var seconds = secondsOf(epochs);
            if (seconds >= (epochs == 1 ? LongSeconds : EnoughSeconds))
            {
                return seconds / epochs;
            }
        }
    }
}
