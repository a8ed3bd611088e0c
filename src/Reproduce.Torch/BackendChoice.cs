using System.Globalization;
using Reproduce.Core.Backends;
using Reproduce.Core.Experiments;
using Reproduce.Torch.Native;
using Reproduce.Torch.Training;

namespace Reproduce.Torch;

/// <summary>Chooses the backend of image models by environment variables.</summary>
/// <remarks>
/// The default of the Paper profile is the graphics card where there is one. Else it is the hand-written backend: its results have the same
/// bits on every machine, and the pinned ones are from it.
/// </remarks>
public static class BackendChoice
{
    /// <summary>The device: <c>cpu</c> (hand-written code), <c>libtorch</c> (libtorch on the CPU) or <c>cuda</c>.</summary>
    public const string DeviceVariable = "REPRODUCE_DEVICE";

    /// <summary>The precision of training by libtorch: <c>single</c>, <c>tf32</c> or <c>bf16</c>.</summary>
    public const string PrecisionVariable = "REPRODUCE_PRECISION";

    /// <summary>The largest number of models of one shape that libtorch trains as one.</summary>
    public const string ModelsVariable = "REPRODUCE_MODELS_AT_ONCE";

    private const int MostModels = 64;

    /// <summary>Chooses the backend, and loads libtorch if the choice is libtorch.</summary>
    /// <param name="environment">Returns a variable's value, or null if it is not set.</param>
    /// <returns>The backend.</returns>
    /// <exception cref="ArgumentException">A variable has an invalid value, or this libtorch was not built for the device.</exception>
    /// <exception cref="IOException">REPRODUCE_LIBTORCH is a relative path.</exception>
    /// <exception cref="NativeLibraryException">libtorch does not load.</exception>
    public static IBackend Choose(Func<string, string?> environment)
    {
        var (device, precision, models) = Read(environment, GraphicsCard.IsUsable);
        if (device is null)
        {
            return new SimdBackend();
        }

        var loaded = LibTorch.Load(LibTorchSource.FromEnvironment(environment));
        return device == ComputeDevice.Cpu || loaded.IsCuda
            ? new TorchBackend(new TorchSettings(device == ComputeDevice.Cpu ? loaded.OnProcessor() : loaded, precision, models))
            : throw new ArgumentException(
                $"{DeviceVariable} is 'cuda', but this libtorch ({loaded.LibTorchVersion}) was built for the CPU: build with "
                + $"-p:TorchDevice=cuda, or set {LibTorchSource.EnvironmentVariable} to the torch/lib of a PyTorch with CUDA.");
    }

    /// <summary>The <see cref="IBackend.Label"/> of the backend that <see cref="Choose"/> returns, without loading libtorch.</summary>
    /// <param name="environment">Returns a variable's value, or null if it is not set.</param>
    /// <exception cref="ArgumentException">A variable has an invalid value.</exception>
    /// <exception cref="IOException">REPRODUCE_LIBTORCH is a relative path, and the card is the default.</exception>
    public static string LabelOf(Func<string, string?> environment) => LabelOf(environment, GraphicsCard.IsUsable);

    /// <summary>The same on a machine with or without a usable card.</summary>
    /// <param name="environment">Returns a variable's value, or null if it is not set.</param>
    /// <param name="hasCard">Whether there is a usable card, by the environment; called where the card is the default.</param>
    /// <exception cref="ArgumentException">A variable has an invalid value.</exception>
    /// <exception cref="IOException">REPRODUCE_LIBTORCH is a relative path, and the card is the default.</exception>
    internal static string LabelOf(Func<string, string?> environment, Func<Func<string, string?>, bool> hasCard)
    {
        var (device, precision, _) = Read(environment, hasCard);
        return device is null ? "" : TorchBackend.LabelOf(device, precision);
    }

    /// <returns>libtorch's name of the device, null for hand-written code; the precision; and the number of models.</returns>
    private static (string? Device, TrainingPrecision Precision, int Models) Read(
        Func<string, string?> environment, Func<Func<string, string?>, bool> hasCard)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var precision = PrecisionOf(environment(PrecisionVariable));
        var models = ModelsOf(environment(ModelsVariable));
        return environment(DeviceVariable)?.ToLowerInvariant() switch
        {
            null or "" when Profile.Choose(environment) == Profile.Paper && hasCard(environment) => (ComputeDevice.Cuda, precision, models),
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
