using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;
using Reproduce.Torch.Native;
using Reproduce.Torch.Networks;
using Reproduce.Torch.Training;

namespace Reproduce.Torch;

/// <summary>Trains, attacks and explains with libtorch, on a graphics card or the CPU.</summary>
/// <param name="settings">The device and how to compute on it.</param>
public sealed class TorchBackend(TorchSettings settings) : IBackend
{
    // Number of images whose soft labels are computed at once: about 100 MB of features in the widest layers of the paper's networks.
    private const int LabelBatch = 250;

    // Pixels of a batch of attacked images: 1,024 of CIFAR-10, 85 of TSRD. The paper's Full networks then keep some 4 GB of activations.
    private const int NumbersOnACard = 1 << 24;
    private const int NumbersOnTheProcessor = 1 << 19;

    /// <summary>The device and how to compute on it.</summary>
    internal TorchSettings Settings => settings;

    /// <inheritdoc/>
    public BackendDevice Device { get; } = new(settings.Compute.Name, settings.Compute.Processor, settings.Compute.LibTorchVersion);

    /// <inheritdoc/>
    public string Label => LabelOf(settings.Compute.Name, settings.Precision);

    /// <inheritdoc/>
    /// <remarks>Models are trained one after the other; libtorch distributes each step over its threads.</remarks>
    public int ModelsSideBySide(int threads) => 1;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> KeyParts => new Dictionary<string, string>
    {
        ["backend"] = $"libtorch {settings.Compute.LibTorchVersion} on {settings.Compute.Name}, {settings.Precision}",
    };

    /// <inheritdoc/>
    /// <remarks>
    /// A model depends on its run, the device and libtorch, and its last bits also on the models that are trained as one with it, since
    /// graphics cards add in no fixed order. libtorch chooses its number of threads itself.
    /// </remarks>
    /// <exception cref="NativeLibraryException">See <see cref="TorchNetwork.Of"/>.</exception>
    public IEnumerable<TrainedModel<ImageNetwork>> Train(
        IReadOnlyList<TrainingRun<ImageNetwork>> runs,
        ImageSet data,
        int threads,
        Func<ModelId, ICheckpoints?>? begin = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.ModelsAtOnce, 1);
        runs.Validate(data);
        foreach (var run in runs)
        {
            VectorInstructions.RequireExactGradients(ImageNetworkLayers.Of(run.Recipe.Network), settings.Device);
        }

        return TrainGroups(runs, data, begin ?? (_ => new NoCheckpoints()), cancellation);
    }

    /// <summary>The label of a backend on a device, such as <c>cuda:0 BFloat16</c>.</summary>
    internal static string LabelOf(string device, TrainingPrecision precision) => $"{device} {precision}";

    /// <inheritdoc/>
    /// <remarks>One batch at a time: libtorch has threads of its own, and a card one queue.</remarks>
    public ImageBatching BatchingOf(ImageShape images, int threads)
    {
        var batch = settings.Compute.IsCuda
            ? Math.Clamp(NumbersOnACard / images.Size, 32, 1024)
            : Math.Clamp(NumbersOnTheProcessor / images.Size, 16, 128);
        return new ImageBatching(batch, batch, AtOnce: 1);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// On a card, some of libtorch's sums are added in no fixed order, and TorchSharp 0.107 can't ask for deterministic algorithms: the
    /// last bits of gradients, and with them some signs of an attack, can differ from run to run.
    /// </remarks>
    /// <exception cref="NativeLibraryException">See <see cref="TorchNetwork.Of"/>.</exception>
    public IConvolutionalNetwork Open(ImageNetwork network)
    {
        settings.Apply();
        return TorchNetwork.Of(network, settings.Device);
    }

    private IEnumerable<TrainedModel<ImageNetwork>> TrainGroups(
        IReadOnlyList<TrainingRun<ImageNetwork>> runs, ImageSet data, Func<ModelId, ICheckpoints?> begin, CancellationToken cancellation)
    {
        settings.Apply();
        using var images = new ResidentImages(data, settings.Device);
        using var labels = new TorchLabels(data, images, LabelBatch);
        foreach (var shape in runs.GroupBy(run => ShapeOf(run.Recipe)))
        {
            foreach (var chunk in shape.Chunk(settings.ModelsAtOnce))
            {
                cancellation.ThrowIfCancellationRequested();
                var begun = from run in chunk
                            let checkpoints = begin(run.Id)
                            where checkpoints is not null
                            select (Run: run, State: new TrainingState(run.Id, data.Count, checkpoints));
                // Models that resume from different epochs are trained in separate groups.
                foreach (var together in begun.GroupBy(item => item.State.EpochsDone))
                {
                    using var group = new TorchGroup(
                        [.. together.Select(item => item.State)], [.. together.Select(item => labels.Of(item.Run))], images, settings);
                    foreach (var model in group.Train(cancellation))
                    {
                        yield return model;
                    }
                }
            }
        }
    }

    /// <summary>The properties that models must share to be trained as one.</summary>
    private static object ShapeOf(Recipe recipe) => (recipe.Network, recipe.Epochs, recipe.BatchSize, recipe.Optimizer, recipe.Schedule);
}
