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
    /// <summary>What progress calls the models, such as <c>toy</c>.</summary>
    string Subject { get; }

    /// <summary>Fingerprint of the training set.</summary>
    string DataFingerprint { get; }

    /// <summary>
    /// Whether training one model takes so long that processes share the models of a request one by one, and that an interrupted training
    /// resumes from its last checkpoint.
    /// </summary>
    bool TakesLong { get; }

    /// <summary>
    /// What beside recipe, data, seed and teacher decides a trained model, as parts of its key: the behaviour of its kind of training, and
    /// what trains it where that is not the default.
    /// </summary>
    /// <param name="behaviour">What the code computes.</param>
    IReadOnlyDictionary<string, string> KeyParts(Behaviour behaviour);

    /// <summary>What a training costs, in arbitrary units that are the same for all recipes of the set.</summary>
    /// <param name="recipe">The recipe.</param>
    double WorkOf(Recipe recipe);

    /// <summary>Trains models and returns each as soon as it is finished, in any order, while the training of the others goes on.</summary>
    /// <param name="runs">The models, with the trained teachers of students.</param>
    /// <param name="threads">Threads of the processor that may be used, at least 1.</param>
    /// <param name="begin">
    /// Asked by a trainer that <see cref="TakesLong"/>, right before it trains a model, on any thread: where the training saves its
    /// checkpoints, or null to skip the model, since another process trains it. Null to train all models without checkpoints.
    /// </param>
    /// <param name="cancellation">Stops after the current epochs.</param>
    /// <exception cref="ArgumentException">A run is not valid.</exception>
    /// <exception cref="TrainingDivergedException">A model's loss became NaN or infinite; thrown while enumerating.</exception>
    IEnumerable<TrainedModel<TNetwork>> Train(
        IReadOnlyList<TrainingRun<TNetwork>> runs,
        int threads,
        Func<ModelId, ICheckpoints?>? begin = null,
        CancellationToken cancellation = default);

    /// <summary>A network's weights under PyTorch's names.</summary>
    /// <param name="network">The network.</param>
    ImmutableArray<NamedArray> ToArrays(TNetwork network);

    /// <summary>The network of a recipe's weights.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="arrays">The weights under PyTorch's names.</param>
    /// <exception cref="ArgumentException">The arrays are not those of the recipe's network.</exception>
    TNetwork FromArrays(Recipe recipe, IReadOnlyCollection<NamedArray> arrays);
}
