using Reproduce.Core.Backends;

namespace Reproduce.Torch.Native;

/// <summary>
/// The device that libtorch computes on: part of the provenance of its results, since floating-point sums differ between devices and
/// numbers of threads.
/// </summary>
/// <param name="Name">TorchSharp's name of the device that tensors live on: <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="Processor">The processor's or the graphics card's model, such as <c>AMD EPYC</c>.</param>
/// <param name="Threads">Number of threads that libtorch computes one operation with on the processor, at least 1.</param>
/// <param name="LibTorchVersion">libtorch's version, such as <c>2.10.0</c>.</param>
public sealed record ComputeDevice(string Name, string Processor, int Threads, string LibTorchVersion)
{
    /// <summary>The name of the processor as a device.</summary>
    public const string Cpu = BackendDevice.Cpu;

    /// <summary>The name of the first graphics card as a device.</summary>
    public const string Cuda = "cuda:0";

    /// <summary>Whether tensors live on a graphics card.</summary>
    public bool IsCuda => Name == Cuda;

    /// <summary>The models of the graphics cards.</summary>
    /// <param name="information">The texts of <c>/proc/driver/nvidia/gpus/*/information</c>, one a card.</param>
    /// <returns>Each model once, joined by plus signs: the driver's order of the cards is not CUDA's.</returns>
    public static string GraphicsCardsIn(IEnumerable<string> information)
    {
        var models = information.SelectMany(text => BackendDevice.ValuesIn(text, "Model")).Distinct().Order(StringComparer.Ordinal).ToList();
        return models.Count > 0 ? string.Join(" + ", models) : "unknown NVIDIA card";
    }
}
