using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;

namespace Reproduce.Core.Backends;

/// <summary>What trains the image networks of an experiment, and differentiates them for attacks and attributions.</summary>
public interface IBackend
{
    /// <summary>What it computes on, for provenance.</summary>
    BackendDevice Device { get; }

    /// <summary>Part of the names of the results that it computed, such as <c>cuda:0 BFloat16</c>; empty for the default backend.</summary>
    string Label { get; }

    /// <summary>Number of models that are trained side by side with so many threads, at least 1.</summary>
    /// <param name="threads">Threads of the processor, at least 1.</param>
    int ModelsSideBySide(int threads);

    /// <summary>
    /// What the bits of a trained model depend on beside recipe, data, seed, teacher and the training's behaviour, as parts of its key; empty
    /// where nothing does.
    /// </summary>
    IReadOnlyDictionary<string, string> KeyParts { get; }

    /// <summary>Trains models and returns each as soon as it is finished, while the training of the others goes on.</summary>
    /// <param name="runs">The runs; the teachers of students are trained already.</param>
    /// <param name="data">The training set.</param>
    /// <param name="threads">Threads of the processor that may be used, at least 1.</param>
    /// <param name="begin">
    /// Asked right before a model is trained, on any thread: where the training saves its checkpoints, or null to skip the model. Null to
    /// train all models without checkpoints.
    /// </param>
    /// <param name="cancellation">Stops after the current epochs.</param>
    /// <exception cref="ArgumentException">A run is not valid.</exception>
    /// <exception cref="TrainingDivergedException">A model's loss became NaN or infinite; thrown while enumerating.</exception>
    IEnumerable<TrainedModel<ImageNetwork>> Train(
        IReadOnlyList<TrainingRun<ImageNetwork>> runs,
        ImageSet data,
        int threads,
        Func<ModelId, ICheckpoints?>? begin = null,
        CancellationToken cancellation = default);

    /// <summary>A trained network, ready for forward and backward passes. The caller disposes it.</summary>
    /// <param name="network">The network.</param>
    IConvolutionalNetwork Open(ImageNetwork network);
}

/// <summary>What a backend computes on.</summary>
/// <param name="Name">The device: <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="Processor">Name of the processor or graphics card.</param>
/// <param name="LibTorchVersion">Version of libtorch, or <c>none</c>.</param>
public sealed record BackendDevice(string Name, string Processor, string LibTorchVersion)
{
    /// <summary>The name of the processor as a device.</summary>
    public const string Cpu = "cpu";

    private const string CpuInfo = "/proc/cpuinfo";

    /// <summary>This host's processor, used without libtorch.</summary>
    public static BackendDevice Host() => new(Cpu, HostProcessor(), "none");

    /// <summary>The model of this host's processor.</summary>
    public static string HostProcessor() => ProcessorIn(File.Exists(CpuInfo) ? File.ReadAllText(CpuInfo) : "");

    /// <summary>The processor's model.</summary>
    /// <param name="cpuInfo">The text of <c>/proc/cpuinfo</c>; empty on a system without.</param>
    /// <returns>The first model that is named, or else the architecture, such as <c>Arm64</c>.</returns>
    public static string ProcessorIn(string cpuInfo) =>
        ValuesIn(cpuInfo, "model name").FirstOrDefault(System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString());

    /// <summary>The values of a key in a text of <c>key : value</c> lines, as Linux describes its hardware.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="key">The key.</param>
    public static IEnumerable<string> ValuesIn(string text, string key) =>
        from line in text.Split('\n')
        let parts = line.Split(':', 2, StringSplitOptions.TrimEntries)
        where parts is [_, { Length: > 0 }] && parts[0] == key
        select parts[1];
}
