using System.Globalization;
using Reproduce.Core.Backends;
using Reproduce.Torch.Native;
using Reproduce.Torch.Training;

namespace Reproduce.Torch;

/// <summary>Chooses the backend that image models are trained on, by environment variables.</summary>
/// <remarks>
/// The hand-written backend unless asked otherwise, whatever graphics card there is: its models have the same bits on every machine, and the
/// pinned results are from it.
/// </remarks>
public static class BackendChoice
{
    /// <summary>Names the device: <c>cpu</c>, <c>libtorch</c> (the processor, by libtorch) or <c>cuda</c>.</summary>
    public const string DeviceVariable = "REPRODUCE_DEVICE";

    /// <summary>Names the precision on a device of libtorch: <c>single</c>, <c>tf32</c> or <c>bf16</c>.</summary>
    public const string PrecisionVariable = "REPRODUCE_PRECISION";

    /// <summary>Says how many models of one shape libtorch trains as one.</summary>
    public const string ModelsVariable = "REPRODUCE_MODELS_AT_ONCE";

    private const int MostModels = 64;

    /// <summary>Chooses the backend, and loads libtorch where it is asked for.</summary>
    /// <param name="environment">Looks a variable up; null where it is not set.</param>
    /// <returns>The backend: hand-written code where nothing else is asked for.</returns>
    /// <exception cref="ArgumentException">A variable has another value than those above, or libtorch is not made for the device.</exception>
    /// <exception cref="NativeLibraryException">libtorch does not load.</exception>
    public static IBackend Choose(Func<string, string?> environment)
    {
        var (device, precision, models) = Read(environment);
        if (device is null)
        {
            return new SimdBackend();
        }

        var loaded = LibTorch.Load(LibTorchSource.FromEnvironment(environment));
        return device == ComputeDevice.Cpu || loaded.IsCuda
            ? new TorchBackend(new TorchSettings(loaded with { Name = device }, precision, models))
            : throw new ArgumentException(
                $"{DeviceVariable} is 'cuda', but this libtorch ({loaded.LibTorchVersion}) is made for the processor: build with "
                + $"-p:TorchDevice=cuda, or let {LibTorchSource.EnvironmentVariable} name the torch/lib of a PyTorch with CUDA.");
    }

    /// <summary>The <see cref="IBackend.Label"/> of the backend that <see cref="Choose"/> gives; nothing is loaded for it.</summary>
    /// <param name="environment">Looks a variable up; null where it is not set.</param>
    /// <exception cref="ArgumentException">A variable has another value than those above.</exception>
    public static string LabelOf(Func<string, string?> environment)
    {
        var (device, precision, _) = Read(environment);
        return device is null ? "" : TorchBackend.LabelOf(device, precision);
    }

    /// <returns>libtorch's name of the device; null for the hand-written code.</returns>
    private static (string? Device, TrainingPrecision Precision, int Models) Read(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var precision = PrecisionOf(environment(PrecisionVariable));
        var models = ModelsOf(environment(ModelsVariable));
        return environment(DeviceVariable)?.ToLowerInvariant() switch
        {
            null or "" or "cpu" => precision == TrainingPrecision.SinglePrecision && models == 1
                ? ((string?)null, precision, models)
                : throw new ArgumentException(
                    $"{PrecisionVariable} and {ModelsVariable} are for libtorch's devices: set {DeviceVariable} to cuda or libtorch, or "
                    + "unset them."),
            "libtorch" => (ComputeDevice.Cpu, precision, models),
            "cuda" => (ComputeDevice.Cuda, precision, models),
            var other => throw new ArgumentException($"{DeviceVariable} is '{other}'; expected cpu, libtorch or cuda."),
        };
    }

    private static TrainingPrecision PrecisionOf(string? text) => text?.ToLowerInvariant() switch
    {
        null or "" or "single" => TrainingPrecision.SinglePrecision,
        "tf32" => TrainingPrecision.TensorFloat32,
        "bf16" => TrainingPrecision.BFloat16,
        _ => throw new ArgumentException($"{PrecisionVariable} is '{text}'; expected single, tf32 or bf16."),
    };

    private static int ModelsOf(string? text) => text is null or ""
        ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var models) && models is >= 1 and <= MostModels
            ? models
            : throw new ArgumentException($"{ModelsVariable} is '{text}'; expected 1 to {MostModels}.");
}
