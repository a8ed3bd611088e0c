using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Probes;
using Reproduce.Core.Randomness;
using Reproduce.Core.Store;
using Reproduce.Core.Training;

namespace Reproduce.Tests.StoreProcess;

/// <summary>Image models with dropout that are trained in a moment, the same in every process.</summary>
public static class TinyImages
{
    /// <summary>Passes over the images.</summary>
    public const int Epochs = 3;

    private const int Side = 16;
    private const int Classes = 4;
    private const int Count = 40;

    // No probe is run in the second process: its keys need not be those of claims.
    private static readonly Behaviour Behaviour = new(new("toy"), new("images"), new("attacks"), new("trials"), new("attributions"));

    /// <summary>Images of noise, not a multiple of the batch.</summary>
    public static ImageSet Data { get; } = Generate();

    /// <summary>The teacher of a seed.</summary>
    public static ModelId Id(int seed) => new(
        new Recipe
        {
            Model = ModelName.Parse("RT_temp1"),
            DistillationTemperature = 20,
            Network = new NetworkSpecification(NetworkSpecification.Cifar10, Architecture.Reduced, Dropout: 0.5)
            {
                Classes = Classes,
                ImageSide = Side,
                Width = 0.125,
            },
            Epochs = Epochs,
            BatchSize = 16,
            Optimizer = new OptimizerSettings(OptimizerKind.Adam, LearningRate: 0.003),
            Schedule = new StepDecay(0.5, EveryEpochs: 2),
        },
        seed);

    /// <summary>The models in a store, trained one after the other.</summary>
    /// <param name="store">The store.</param>
    /// <param name="progress">Is told of each finished model.</param>
    /// <param name="clock">Says when a checkpoint is due.</param>
    public static ModelRepository<ImageNetwork> Repository(
        ArtifactStore store, IProgress<TrainingProgress> progress, TimeProvider clock) => new(
        store,
        new ImageModelTrainer("tiny", Data, new SimdBackend()),
        new TrainingOrigin(new BuildStamp("commit", "0.1.0"), "cpu", "Some CPU", "none", Threads: 1, clock) { Behaviour = Behaviour },
        progress);

    private static ImageSet Generate()
    {
        var random = MersenneTwister.FromKey("tiny images");
        var shape = new ImageShape(3, Side, Side);
        var pixels = new byte[Count * shape.Size];
        foreach (ref var pixel in pixels.AsSpan())
        {
            pixel = (byte)random.NextUInt32();
        }

        return new ImageSet(shape, Classes, pixels, [.. Enumerable.Range(0, Count).Select(_ => (int)(random.NextUInt32() % Classes))]);
    }
}
