using System.Collections.Immutable;
using Reproduce.Core.Models;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;

namespace Reproduce.Core.Training;

/// <summary>What tells one kind of network from another when models are trained and stored.</summary>
/// <typeparam name="TNetwork">The kind of network, as a value.</typeparam>
public interface IModelTrainer<TNetwork>
    where TNetwork : class
{
    /// <summary>What progress calls the models, such as <c>toy</c>.</summary>
    string Subject { get; }

    /// <summary>Fingerprint of the training set.</summary>
    string DataFingerprint { get; }

    /// <summary>
    /// Whether the training of one model takes so long that processes share the models of a request one by one, and that a training which
    /// was cut goes on from its last checkpoint.
    /// </summary>
    bool TakesLong { get; }

    /// <summary>
    /// What beside recipe, data, seed and teacher decides a trained model, as parts of its key: the behaviour of its kind of training, and
    /// what trains it where that is not the default.
    /// </summary>
    /// <param name="behaviour">What the code computes.</param>
    IReadOnlyDictionary<string, string> KeyParts(Behaviour behaviour);

    /// <summary>What a training costs, in arbitrary units that are the same for all recipes of the set.</summary>
    double WorkOf(Recipe recipe);

    /// <summary>Trains models and hands over each as soon as it is done, in any order.</summary>
    /// <param name="models">The models, with the trained teachers of students.</param>
    /// <param name="begin">
    /// Asked by a trainer that <see cref="TakesLong"/>, right before it trains a model, on any thread: where the model's training keeps its
    /// checkpoints, or null to leave the model out, since another process trains it.
    /// </param>
    /// <param name="threads">Models that are trained side by side, at least 1.</param>
    /// <param name="cancellation">Stops after the current epochs.</param>
    IEnumerable<FinishedTraining<TNetwork>> Train(
        IReadOnlyList<(ModelId Id, TNetwork? Teacher)> models,
        Func<ModelId, ICheckpoints?> begin,
        int threads,
        CancellationToken cancellation);

    /// <summary>A network's weights under PyTorch's names.</summary>
    ImmutableArray<NamedArray> ToArrays(TNetwork network);

    /// <summary>The network of a recipe's weights.</summary>
    /// <exception cref="ArgumentException">The arrays are not those of the recipe's network.</exception>
    TNetwork FromArrays(Recipe recipe, IReadOnlyCollection<NamedArray> arrays);
}

/// <summary>A model that has just been trained.</summary>
/// <typeparam name="TNetwork">The kind of network.</typeparam>
/// <param name="Id">Which model.</param>
/// <param name="Network">The weights after the last step.</param>
/// <param name="Losses">The training losses.</param>
/// <param name="Duration">Time that its training took on its thread.</param>
public sealed record FinishedTraining<TNetwork>(ModelId Id, TNetwork Network, LossHistory Losses, TimeSpan Duration);
