using Reproduce.Core.Files;

namespace Reproduce.Torch.Native;

/// <summary>
/// The graphics cards that the driver tells of, and whether libtorch could compute on one, without loading it: tests are listed by devices,
/// too.
/// </summary>
internal static class GraphicsCard
{
    private const string LinuxCards = "/proc/driver/nvidia/gpus";
    private const string WindowsDriver = "nvcuda.dll";

    /// <summary>Whether there is an NVIDIA driver with a card, and a libtorch that was built for CUDA.</summary>
    /// <param name="environment">Returns a variable's value, or null if it is not set.</param>
    /// <exception cref="IOException">REPRODUCE_LIBTORCH is a relative path.</exception>
    public static bool IsUsable(Func<string, string?> environment)
    {
        var hasCard = OperatingSystem.IsWindows()
            ? File.Exists(Path.Combine(Environment.SystemDirectory, WindowsDriver))
            : Folders().Length > 0;
        return hasCard && File.Exists(Path.Combine(
            FolderVariable.Read(environment, LibTorchSource.EnvironmentVariable) ?? LibTorch.ProgramFolder(),
            NativeLibraries.FileName("torch_cuda")));
    }

    /// <summary>The driver's description of each card, one a card; empty where it gives none.</summary>
    public static IEnumerable<string> Descriptions() => Folders()
        .Select(card => Path.Combine(card, "information"))
        .Select(file => File.Exists(file) ? File.ReadAllText(file) : "");

    private static string[] Folders() => Directory.Exists(LinuxCards) ? Directory.GetDirectories(LinuxCards) : [];
}
