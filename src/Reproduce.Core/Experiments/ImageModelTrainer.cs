using System.Collections.Immutable;
using Reproduce.Core.Catalog;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Core.Training;

namespace Reproduce.Core.Experiments;

/// <summary>Trains image models, one a core.</summary>
/// <param name="name">What progress calls the data set.</param>
/// <param name="data">The training set.</param>
public sealed class ImageModelTrainer(string name, ImageSet data) : IModelTrainer<ImageNetwork>
{
    /// <inheritdoc/>
    public string Subject => name;

    /// <inheritdoc/>
    public string DataFingerprint => data.Fingerprint;

    /// <inheritdoc/>
    public double WorkOf(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return (double)recipe.Epochs * data.Count * ImageNetworkLayers.MultiplicationsOf(recipe.Network);
    }

    /// <inheritdoc/>
    public IEnumerable<FinishedTraining<ImageNetwork>> Train(
        IReadOnlyList<(ModelId Id, ImageNetwork? Teacher)> models,
        Func<ModelId, ICheckpoints?> checkpointsOf,
        int threads,
        CancellationToken cancellation)
    {
        // The longest first, so that no core is left with one at the end.
        var runs = models
            .OrderByDescending(model => WorkOf(model.Id.Recipe))
            .Select(model => new ImageTrainingRun(model.Id.Recipe, model.Id.Seed, model.Teacher));
        return ImageEnsemble.Train([.. runs], data, threads, run => checkpointsOf(new ModelId(run.Recipe, run.Seed)), cancellation).Select(item => new FinishedTraining<ImageNetwork>(
            new ModelId(item.Run.Recipe, item.Run.Seed), item.Model.Network, item.Model.Losses, item.Model.Duration));
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
