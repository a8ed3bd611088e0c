using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Core.Training;
using Reproduce.Torch.Training;

namespace Reproduce.Torch;

/// <summary>Trains by libtorch, on a graphics card or on the processor.</summary>
/// <param name="settings">On what, and how.</param>
public sealed class TorchBackend(TorchSettings settings) : IBackend
{
    /// <summary>On what, and how.</summary>
    public TorchSettings Settings => settings;

    /// <inheritdoc/>
    public BackendDevice Device { get; } = new(settings.Compute.Name, settings.Compute.Processor, settings.Compute.LibTorchVersion);

    /// <inheritdoc/>
    public string Label => LabelOf(settings.Compute.Name, settings.Precision);

    /// <inheritdoc/>
    /// <remarks>libtorch's trainings follow each other: it shares out each step itself.</remarks>
    public int ModelsSideBySide(int threads) => 1;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> KeyParts => new Dictionary<string, string>
    {
        ["trainer"] = $"libtorch {settings.Compute.LibTorchVersion} on {settings.Compute.Name}, {settings.Precision}",
    };

    /// <inheritdoc/>
    public IEnumerable<(ImageTrainingRun Run, TrainedImageModel Model)> Train(
        IReadOnlyList<ImageTrainingRun> runs,
        ImageSet data,
        int threads,
        Func<ImageTrainingRun, ICheckpoints?>? begin = null,
        CancellationToken cancellation = default) => TorchEnsemble.Train(runs, data, settings, begin, cancellation);

    /// <summary>The label of a backend on a device, such as <c>cuda:0 BFloat16</c>.</summary>
    internal static string LabelOf(string device, TrainingPrecision precision) => $"{device} {precision}";

    /// <inheritdoc/>
    /// <remarks>Attacks and attributions are computed by the hand-written passes on the processor, whatever trained the network.</remarks>
    public IConvolutionalNetwork Open(ImageNetwork network) => new SimdNetwork(network);
}
