using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Core.Training;

namespace Reproduce.Cli.Train;

/// <summary>The two kinds of training set.</summary>
internal static class TrainingSets
{
    private const int LeastImages = 64;

    /// <summary>The toy ring with its perceptrons.</summary>
    public static ITrainingSet Toy(ArtifactStore store, TrainingOrigin origin)
    {
        var ring = ToyRing.Generate();
        var trainer = new ToyModelTrainer(ring);
        return new TrainingSet<Perceptron>(store, origin, trainer, new TrainingSetFacts<Perceptron>(
            "Toy",
            ring.Count,
            // A whole training: a shorter one would measure how a training begins.
            LeastSamples: 100 * ring.Count,
            network => (Perceptron.Inputs + 1 + Perceptron.Classes) * network.HiddenUnits + Perceptron.Classes,
            network => (Perceptron.Inputs + Perceptron.Classes) * network.HiddenUnits,
            (recipe, samples) =>
            {
                var epochs = samples / ring.Count;
                return (trainer, recipe with { Epochs = epochs }, epochs * ring.Count);
            }));
    }

    /// <summary>Images with their convolutional networks.</summary>
    /// <param name="store">The store.</param>
    /// <param name="origin">This process and machine.</param>
    /// <param name="title">The data set's name in messages.</param>
    /// <param name="dataSet">The data set's name in progress.</param>
    /// <param name="images">The training set.</param>
    /// <param name="backend">Trains.</param>
    public static ITrainingSet Images(
        ArtifactStore store, TrainingOrigin origin, string title, string dataSet, ImageSet images, IBackend backend) =>
        new TrainingSet<ImageNetwork>(
            store,
            origin,
            new ImageModelTrainer(dataSet, images, backend),
            new TrainingSetFacts<ImageNetwork>(
                title,
                images.Count,
                LeastImages,
                network => ImageNetwork.ParametersOf(ImageNetworkLayers.Of(network))
                    .Sum(parameter => checked((int)parameter.Shape.Aggregate(1L, (product, extent) => product * extent))),
                ImageNetworkLayers.MultiplicationsOf,
                (recipe, samples) =>
                {
                    var part = images.Take(Math.Min(samples, images.Count));
                    return (new ImageModelTrainer(dataSet, part, backend), recipe with { Epochs = 1 }, part.Count);
                }));
}
