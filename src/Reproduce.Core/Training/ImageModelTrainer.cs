using System.Collections.Immutable;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;

namespace Reproduce.Core.Training;

/// <summary>Trains image models by a backend.</summary>
/// <param name="name">What progress calls the data set.</param>
/// <param name="data">The training set.</param>
/// <param name="backend">Trains.</param>
public sealed class ImageModelTrainer(string name, ImageSet data, IBackend backend) : IModelTrainer<ImageNetwork>
{
    /// <inheritdoc/>
    public string Subject => name;

    /// <inheritdoc/>
    public string DataFingerprint => data.Fingerprint;

    /// <inheritdoc/>
    public bool TakesLong => true;

    /// <inheritdoc/>
    /// <remarks>The training's behaviour for every backend, since all are tested to follow the hand-written trainer.</remarks>
    public IReadOnlyDictionary<string, string> KeyParts(Behaviour behaviour)
    {
        ArgumentNullException.ThrowIfNull(behaviour);
        return new Dictionary<string, string>(backend.KeyParts) { [Behaviour.TrainingPart] = behaviour.ImageTraining.Value };
    }

    /// <inheritdoc/>
    public double WorkOf(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return (double)recipe.Epochs * data.Count * ImageNetworkLayers.MultiplicationsOf(recipe.Network);
    }

    /// <inheritdoc/>
    /// <remarks>The longest training first, so that no core is left with one at the end.</remarks>
    public IEnumerable<TrainedModel<ImageNetwork>> Train(
        IReadOnlyList<TrainingRun<ImageNetwork>> runs,
        int threads,
        Func<ModelId, ICheckpoints?>? begin = null,
        CancellationToken cancellation = default) =>
        backend.Train([.. runs.OrderByDescending(run => WorkOf(run.Recipe))], data, threads, begin, cancellation);

    /// <inheritdoc/>
    public ImmutableArray<NamedArray> ToArrays(ImageNetwork network) => ImageNetworkWeights.ToNamedArrays(network);

    /// <inheritdoc/>
    public ImageNetwork FromArrays(Recipe recipe, IReadOnlyCollection<NamedArray> arrays)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return ImageNetworkWeights.FromNamedArrays(recipe.Network, arrays);
    }
}
