using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Store;
using Reproduce.Core.Training;

namespace Reproduce.Cli.Train;

/// <summary>A training set with its models of one kind of network.</summary>
/// <typeparam name="TNetwork">The kind of network.</typeparam>
/// <param name="store">The store.</param>
/// <param name="origin">This process and machine.</param>
/// <param name="trainer">Trains on the whole set.</param>
/// <param name="facts">What tells this kind of network from the other.</param>
internal sealed class TrainingSet<TNetwork>(
    ArtifactStore store, TrainingOrigin origin, IModelTrainer<TNetwork> trainer, TrainingSetFacts<TNetwork> facts) : ITrainingSet
    where TNetwork : class
{
    // Long enough for compiled code and warm caches, short enough to wait for.
    private const double EnoughSeconds = 0.4;

    /// <inheritdoc/>
    public string Title => facts.Title;

    /// <inheritdoc/>
    public int SampleCount => facts.SampleCount;

    /// <inheritdoc/>
    public int ParametersOf(NetworkSpecification network) => facts.ParametersOf(network);

    /// <inheritdoc/>
    public double MultiplicationsOf(NetworkSpecification network) => facts.MultiplicationsOf(network);

    /// <inheritdoc/>
    public bool IsStored(ModelId id) => Repository(new Progress<TrainingProgress>()).IsStored(id);

    /// <inheritdoc/>
    public double SecondsPerSample(Recipe recipe, int threads, CancellationToken cancellation)
    {
        // Each try takes twice as many samples as the last one, whose time is thus the smaller part of what is waited for.
        for (var samples = facts.LeastSamples; ; samples *= 2)
        {
            var (part, shortened, seen) = facts.PartOf(recipe, samples);
            var models = Enumerable.Range(0, threads).Select(i => new TrainingRun<TNetwork>(new ModelId(shortened, Profile.FirstSeed + i)));
            var trained = part.Train([.. models], threads, cancellation: cancellation);
            var mean = trained.Average(model => model.Duration.TotalSeconds);
            if (mean >= EnoughSeconds || seen < samples)
            {
                return mean / seen;
            }
        }
    }

    /// <inheritdoc/>
    public void Train(IReadOnlyList<ModelId> ids, IProgress<TrainingProgress> progress, CancellationToken cancellation) =>
        Repository(progress).Get(ids, cancellation);

    private ModelRepository<TNetwork> Repository(IProgress<TrainingProgress> progress) => new(store, trainer, origin, progress);
}

/// <summary>What tells one training set and its kind of network from another.</summary>
/// <typeparam name="TNetwork">The kind of network.</typeparam>
/// <param name="Title">The data set's name.</param>
/// <param name="SampleCount">Training samples.</param>
/// <param name="LeastSamples">Samples with which measuring the speed begins.</param>
/// <param name="ParametersOf">Trained numbers of a network.</param>
/// <param name="MultiplicationsOf">Multiplications of one forward pass of one sample.</param>
/// <param name="PartOf">
/// A trainer and a recipe that see about so many samples, for measuring the speed, and how many these are; fewer where there are no more.
/// </param>
internal sealed record TrainingSetFacts<TNetwork>(
    string Title,
    int SampleCount,
    int LeastSamples,
    Func<NetworkSpecification, int> ParametersOf,
    Func<NetworkSpecification, double> MultiplicationsOf,
    Func<Recipe, int, (IModelTrainer<TNetwork> Trainer, Recipe Recipe, int Samples)> PartOf)
    where TNetwork : class;
