using System.Collections.Immutable;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;

namespace Reproduce.Core.Training;

/// <summary>Trains several toy models at the same time, each on one thread and within that core's caches.</summary>
/// <remarks>
/// A model of 195 parameters is too small to be trained on several threads, and a batched matrix product over all models would move every
/// activation through memory several times a step. A model depends only on its run: not on other models, their order or the number of
/// threads.
/// </remarks>
/// <param name="data">The training set.</param>
public sealed class ToyModelTrainer(ToyRing data) : IModelTrainer<Perceptron>
{
    /// <inheritdoc/>
    public string Subject => "toy";

    /// <inheritdoc/>
    public string DataFingerprint => data.Fingerprint;

    /// <inheritdoc/>
    public bool TakesLong => false;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> KeyParts(Behaviour behaviour)
    {
        ArgumentNullException.ThrowIfNull(behaviour);
        return new Dictionary<string, string> { [Behaviour.TrainingPart] = behaviour.ToyTraining.Value };
    }

    /// <inheritdoc/>
    public double WorkOf(Recipe recipe) => (double)recipe.Epochs * recipe.Network.HiddenUnits;

    /// <inheritdoc/>
    public IEnumerable<TrainedModel<Perceptron>> Train(
        IReadOnlyList<TrainingRun<Perceptron>> runs,
        int threads,
        Func<ModelId, ICheckpoints?>? begin = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        runs.Validate();
        return ParallelTraining.Run(runs, threads, run => new ToyTrainer(run, data).Train(cancellation), cancellation);
    }

    /// <inheritdoc/>
    public ImmutableArray<NamedArray> ToArrays(Perceptron network) => PerceptronWeights.ToNamedArrays(network);

    /// <inheritdoc/>
    public Perceptron FromArrays(Recipe recipe, IReadOnlyCollection<NamedArray> arrays) => PerceptronWeights.FromNamedArrays(arrays);
}
