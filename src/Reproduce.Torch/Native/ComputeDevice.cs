using Reproduce.Core.Backends;

namespace Reproduce.Torch.Native;

/// <summary>
/// The device that libtorch computes on. It is part of the provenance of results, since floating-point sums differ between devices.
/// </summary>
/// <param name="Name">TorchSharp's name of the device: <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="Processor">Model name of the processor or graphics card, such as <c>AMD EPYC</c>.</param>
/// <param name="LibTorchVersion">libtorch's version, such as <c>2.10.0</c>.</param>
public sealed record ComputeDevice(string Name, string Processor, string LibTorchVersion)
{
    /// <summary>Name of the CPU as a device.</summary>
    public const string Cpu = BackendDevice.Cpu;

    /// <summary>Name of the first graphics card as a device.</summary>
    public const string Cuda = "cuda:0";

    /// <summary>Whether the device is a graphics card.</summary>
    public bool IsCuda => Name == Cuda;

    /// <summary>The processor of this machine, for a libtorch that was built for CUDA as well.</summary>
    internal ComputeDevice OnProcessor() => this with { Name = Cpu, Processor = BackendDevice.HostProcessor() };

    /// <summary>The model names of the graphics cards.</summary>
    /// <param name="information">The texts of <c>/proc/driver/nvidia/gpus/*/information</c>, one for each card.</param>
    /// <returns>Each model name once, joined by plus signs. All are named because the driver's order of the cards is not CUDA's.</returns>
    public static string GraphicsCardsIn(IEnumerable<string> information)
    {
        var models = information
            .SelectMany(text => BackendDevice.ValuesIn(text, "Model"))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        return models.Count > 0 ? string.Join(" + ", models) : "unknown NVIDIA card";
    }
}
