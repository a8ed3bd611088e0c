using System.Globalization;
using Reproduce.Core.Backends;
using Reproduce.Torch.Native;
using Reproduce.Torch.Training;

namespace Reproduce.Torch;

/// <summary>What image models are trained on, as the environment asks for it.</summary>
/// <remarks>
/// The hand-written passes unless asked otherwise, whatever card there is: their models have the same bits everywhere, and the pinned results
/// are theirs.
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

    /// <summary>Chooses, and loads libtorch where it is asked for.</summary>
    /// <param name="environment">Looks a variable up; null where it is not set.</param>
    /// <returns>The backend: hand-written code where nothing else is asked for.</returns>
    /// <exception cref="ArgumentException">A variable has another value than those above, or libtorch is not made for the device.</exception>
    /// <exception cref="NativeLibraryException">libtorch does not load.</exception>
    public static IBackend Choose(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var precision = PrecisionOf(environment(PrecisionVariable));
        var models = ModelsOf(environment(ModelsVariable));
        switch (environment(DeviceVariable)?.ToLowerInvariant())
        {
            case null or "" or "cpu":
                return precision == TrainingPrecision.SinglePrecision && models == 1
                    ? new SimdBackend()
                    : throw new ArgumentException(
                        $"{PrecisionVariable} and {ModelsVariable} are for libtorch's devices: set {DeviceVariable} to cuda or libtorch, or unset them.");
            case "libtorch":
                return new TorchBackend(new TorchSettings(Load(environment) with { Name = ComputeDevice.Cpu }, precision, models));
            case "cuda":
                var device = Load(environment);
                return device.IsCuda
                    ? new TorchBackend(new TorchSettings(device, precision, models))
                    : throw new ArgumentException(
                        $"{DeviceVariable} is 'cuda', but this libtorch ({device.LibTorchVersion}) is made for the processor: build with "
                        + $"-p:TorchDevice=cuda, or let {LibTorchSource.EnvironmentVariable} name the torch/lib of a PyTorch with CUDA.");
            case var other:
                throw new ArgumentException($"{DeviceVariable} is '{other}'; expected cpu, libtorch or cuda.");
        }
    }

    private static ComputeDevice Load(Func<string, string?> environment) => LibTorch.Load(LibTorchSource.FromEnvironment(environment));

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
