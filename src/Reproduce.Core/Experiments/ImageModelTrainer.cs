using System.Collections.Immutable;
using Reproduce.Core.Catalog;
using Reproduce.Core.Data;
using Reproduce.Core.DeviceTraining;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Core.Training;

namespace Reproduce.Core.Experiments;

/// <summary>Trains image models: by hand-written passes, one a core, or by libtorch on a device.</summary>
/// <param name="name">What progress calls the data set.</param>
/// <param name="data">The training set.</param>
/// <param name="device">On what libtorch trains; null for the hand-written passes.</param>
public sealed class ImageModelTrainer(string name, ImageSet data, DeviceSettings? device = null) : IModelTrainer<ImageNetwork>
{
    /// <inheritdoc/>
    public string Subject => name;

    /// <inheritdoc/>
    public string DataFingerprint => data.Fingerprint;

    /// <inheritdoc/>
    public bool TakesLong => true;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> KeyParts(BuildStamp stamp)
    {
        ArgumentNullException.ThrowIfNull(stamp);
        return device is null
            ? ImmutableDictionary<string, string>.Empty
            : new Dictionary<string, string>
            {
                ["trainer"] = $"libtorch {device.Compute.LibTorchVersion} on {device.Compute.Name}, {device.Precision}",
                ["device-training"] = stamp.DeviceTrainingHash,
            };
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
        var trained = device is null
            ? ImageEnsemble.Train([.. runs], data, threads, run => begin(IdOf(run)), cancellation)
            : DeviceEnsemble.Train([.. runs], data, device, run => begin(IdOf(run)), cancellation);
        return trained.Select(item => new FinishedTraining<ImageNetwork>(IdOf(item.Run), item.Model.Network, item.Model.Losses, item.Model.Duration));

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
