using System.Collections.Immutable;
using Reproduce.Core.Catalog;
using Reproduce.Core.Store;
using Reproduce.Core.Training;

namespace Reproduce.Core.Experiments;

/// <summary>What tells one kind of network from another when models are trained and stored.</summary>
/// <typeparam name="TNetwork">The kind of network, as a value.</typeparam>
public interface IModelTrainer<TNetwork>
    where TNetwork : class
{
    /// <summary>What progress calls the models, such as <c>toy</c>.</summary>
    string Subject { get; }

    /// <summary>Fingerprint of the training set.</summary>
    string DataFingerprint { get; }

    /// <summary>What a training costs, in arbitrary units that are the same for all recipes of the set.</summary>
    double WorkOf(Recipe recipe);

    /// <summary>Trains models and hands over each as soon as it is done, in any order.</summary>
    /// <param name="models">The models, with the trained teachers of students.</param>
    /// <param name="checkpointsOf">Where a model in training keeps its checkpoints; a trainer that takes seconds needs none.</param>
    /// <param name="threads">Models that are trained side by side, at least 1.</param>
    /// <param name="cancellation">Stops after the current epochs.</param>
    IEnumerable<FinishedTraining<TNetwork>> Train(
        IReadOnlyList<(ModelId Id, TNetwork? Teacher)> models,
        Func<ModelId, ICheckpoints?> checkpointsOf,
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
