using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;

namespace Reproduce.Core.Backends;

/// <summary>Trains the image networks of an experiment, and runs and differentiates them for attacks and attributions.</summary>
public interface IBackend
{
    /// <summary>The device that it computes on, for provenance.</summary>
    BackendDevice Device { get; }

    /// <summary>Part of the names of its results, such as <c>cuda:0 BFloat16</c>; empty for the default backend.</summary>
    string Label { get; }

    /// <summary>Number of models that are trained at the same time, at least 1.</summary>
    /// <param name="threads">Number of CPU threads, at least 1.</param>
    int ModelsSideBySide(int threads);

    /// <summary>
    /// Parts of the keys of models and measurements beside recipe, data, seed, teacher and the behaviour of the code; empty if nothing else
    /// decides the bits.
    /// </summary>
    IReadOnlyDictionary<string, string> KeyParts { get; }

    /// <summary>Trains models and returns each as soon as it is finished, while the others are still being trained.</summary>
    /// <param name="runs">The runs, with the trained teachers of students.</param>
    /// <param name="data">The training set.</param>
    /// <param name="threads">Number of CPU threads to use, at least 1.</param>
    /// <param name="begin">
    /// Called on any thread right before a model is trained. Returns the model's checkpoints, or null to skip the model. If
    /// <paramref name="begin"/> is null, all models are trained without checkpoints.
    /// </param>
    /// <param name="cancellation">Cancels after the current epochs.</param>
    /// <exception cref="ArgumentException">A run is not valid.</exception>
    /// <exception cref="TrainingDivergedException">A model's loss became NaN or infinite; thrown while enumerating.</exception>
    IEnumerable<TrainedModel<ImageNetwork>> Train(
        IReadOnlyList<TrainingRun<ImageNetwork>> runs,
        ImageSet data,
        int threads,
        Func<ModelId, ICheckpoints?>? begin = null,
        CancellationToken cancellation = default);

    /// <summary>How images go through the networks of <see cref="Open"/>.</summary>
    /// <param name="images">Size of an image.</param>
    /// <param name="threads">Number of CPU threads, at least 1.</param>
    ImageBatching BatchingOf(ImageShape images, int threads);

    /// <summary>Opens a trained network for forward and backward passes. The caller disposes it.</summary>
    /// <param name="network">The network.</param>
    IConvolutionalNetwork Open(ImageNetwork network);
}

/// <summary>The device that a backend computes on.</summary>
/// <param name="Name">The device: <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="Processor">Name of the processor or graphics card.</param>
/// <param name="LibTorchVersion">Version of libtorch, or <c>none</c>.</param>
public sealed record BackendDevice(string Name, string Processor, string LibTorchVersion)
{
    /// <summary>Name of the CPU as a device.</summary>
    public const string Cpu = "cpu";

    private const string CpuInfo = "/proc/cpuinfo";
    private const string NoLibTorch = "none";

    /// <summary>The device for a person, such as <c>cpu (AMD EPYC), by hand-written code</c>.</summary>
    public string InWords =>
        $"{Name} ({Processor}), by {(LibTorchVersion == NoLibTorch ? "hand-written code" : $"libtorch {LibTorchVersion}")}";

    /// <summary>The processor of this machine, without libtorch.</summary>
    public static BackendDevice Host() => new(Cpu, HostProcessor(), NoLibTorch);

    /// <summary>The model name of this machine's processor.</summary>
    public static string HostProcessor() => ProcessorIn(File.Exists(CpuInfo) ? File.ReadAllText(CpuInfo) : "");

    /// <summary>The processor's model name.</summary>
    /// <param name="cpuInfo">The text of <c>/proc/cpuinfo</c>; empty on a system without it.</param>
    /// <returns>The first model name, or if there is none the architecture, such as <c>Arm64</c>.</returns>
    public static string ProcessorIn(string cpuInfo) =>
        ValuesIn(cpuInfo, "model name").FirstOrDefault(System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString());

    /// <summary>The values of a key in a text of <c>key : value</c> lines, the format in which Linux describes hardware.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="key">The key.</param>
    public static IEnumerable<string> ValuesIn(string text, string key) =>
        from line in text.Split('\n')
        let parts = line.Split(':', 2, StringSplitOptions.TrimEntries)
        where parts is [_, { Length: > 0 }] && parts[0] == key
        select parts[1];
}
