using System.Collections.Immutable;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Core.Training;

namespace Reproduce.Core.Backends;

/// <summary>Hand-written vector code on the processor: the same bits on every x64 machine, whatever the number of threads.</summary>
public sealed class SimdBackend : IBackend
{
    /// <inheritdoc/>
    public BackendDevice Device { get; } = BackendDevice.Host();

    /// <inheritdoc/>
    public string Label => "";

    /// <inheritdoc/>
    public int ModelsSideBySide(int threads) => threads;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> KeyParts => ImmutableDictionary<string, string>.Empty;

    /// <inheritdoc/>
    public IEnumerable<(ImageTrainingRun Run, TrainedImageModel Model)> Train(
        IReadOnlyList<ImageTrainingRun> runs,
        ImageSet data,
        int threads,
        Func<ImageTrainingRun, ICheckpoints?>? begin = null,
        CancellationToken cancellation = default) => ImageEnsemble.Train(runs, data, threads, begin, cancellation);

    /// <inheritdoc/>
    public IConvolutionalNetwork Open(ImageNetwork network) => new SimdNetwork(network);
}
