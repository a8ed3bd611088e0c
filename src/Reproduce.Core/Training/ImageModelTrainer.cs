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
    public IEnumerable<FinishedTraining<ImageNetwork>> Train(
        IReadOnlyList<(ModelId Id, ImageNetwork? Teacher)> models,
        Func<ModelId, ICheckpoints?> begin,
        int threads,
        CancellationToken cancellation)
    {
        // The longest first, so that no core is left with one at the end.
        var runs = models
            .OrderByDescending(model => WorkOf(model.Id.Recipe))
            .Select(model => new ImageTrainingRun(model.Id.Recipe, model.Id.Seed, model.Teacher));
        return backend.Train([.. runs], data, threads, run => begin(IdOf(run)), cancellation).Select(item => new FinishedTraining<ImageNetwork>(IdOf(item.Run), item.Model.Network, item.Model.Losses, item.Model.Duration));

        static ModelId IdOf(ImageTrainingRun run) => new(run.Recipe, run.Seed);
    }

    /// <inheritdoc/>
    public ImmutableArray<NamedArray> ToArrays(ImageNetwork network) => ImageNetworkWeights.ToNamedArrays(network);

    /// <inheritdoc/>
    public ImageNetwork FromArrays(Recipe recipe, IReadOnlyCollection<NamedArray> arrays)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return ImageNetworkWeights.FromNamedArrays(recipe.Network, arrays);
    }
}
