using System.Collections.Immutable;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;

namespace Reproduce.Core.Training;

/// <summary>Trains image models with a backend.</summary>
/// <param name="name">Name of the data set in progress reports.</param>
/// <param name="data">The training set.</param>
/// <param name="backend">The backend.</param>
public sealed class ImageModelTrainer(string name, ImageSet data, IBackend backend) : IModelTrainer<ImageNetwork>
{
    /// <inheritdoc/>
    public string Subject => name;

    /// <inheritdoc/>
    public string DataFingerprint => data.Fingerprint;

    /// <inheritdoc/>
    public bool TakesLong => true;

    /// <inheritdoc/>
    /// <remarks>All backends share the behaviour of the hand-written trainer, which tests compare them with.</remarks>
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
    /// <remarks>Starts with the longest training runs, so that none of them runs alone on one core at the end.</remarks>
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
