using System.Collections.Immutable;
using Reproduce.Core.Models;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;

namespace Reproduce.Core.Training;

/// <summary>Trains models of one kind of network on one training set, and converts their weights for the store.</summary>
/// <typeparam name="TNetwork">The kind of network, as a value.</typeparam>
public interface IModelTrainer<TNetwork>
    where TNetwork : class
{
    /// <summary>Name of the models in progress reports, such as <c>toy</c>.</summary>
    string Subject { get; }

    /// <summary>Fingerprint of the training set.</summary>
    string DataFingerprint { get; }

    /// <summary>
    /// Whether training one model takes long. If so, several processes share the models of a request one by one, and an interrupted
    /// training run resumes from its last checkpoint.
    /// </summary>
    bool TakesLong { get; }

    /// <summary>
    /// Parts of a model's key beside recipe, data, seed and teacher: the behaviour of its kind of training and, if it is not the default,
    /// the backend.
    /// </summary>
    /// <param name="behaviour">The behaviour of the code.</param>
    IReadOnlyDictionary<string, string> KeyParts(Behaviour behaviour);

    /// <summary>The cost of training a model, in a unit that is the same for all recipes of the set.</summary>
    /// <param name="recipe">The recipe.</param>
    double WorkOf(Recipe recipe);

    /// <summary>Trains models and returns each as soon as it is finished, in any order, while the others are still being trained.</summary>
    /// <param name="runs">The models, with the trained teachers of students.</param>
    /// <param name="threads">Number of CPU threads to use, at least 1.</param>
    /// <param name="begin">
    /// Called on any thread right before a model is trained, if <see cref="TakesLong"/>. Returns the model's checkpoints, or null to skip
    /// the model because another process trains it. If <paramref name="begin"/> is null, all models are trained without checkpoints.
    /// </param>
    /// <param name="cancellation">Cancels after the current epochs.</param>
    /// <exception cref="ArgumentException">A run is not valid.</exception>
    /// <exception cref="TrainingDivergedException">A model's loss became NaN or infinite; thrown while enumerating.</exception>
    IEnumerable<TrainedModel<TNetwork>> Train(
        IReadOnlyList<TrainingRun<TNetwork>> runs,
        int threads,
        Func<ModelId, ICheckpoints?>? begin = null,
        CancellationToken cancellation = default);

    /// <summary>A network's weights with PyTorch's names.</summary>
    /// <param name="network">The network.</param>
    ImmutableArray<NamedArray> ToArrays(TNetwork network);

    /// <summary>Makes a recipe's network from its weights.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="arrays">The weights with PyTorch's names.</param>
    /// <exception cref="ArgumentException">The arrays are not those of the recipe's network.</exception>
    TNetwork FromArrays(Recipe recipe, IReadOnlyCollection<NamedArray> arrays);
}
