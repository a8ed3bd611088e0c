using Reproduce.Core.Backends;
using TorchSharp;

namespace Reproduce.Torch.Native;

/// <summary>Loads libtorch, which must be done before any use of TorchSharp.</summary>
/// <remarks>
/// TorchSharp can load libtorch by itself, but prints a page of traces if it fails, may copy 500 MB of packages, and silently runs on the
/// CPU if one of CUDA's libraries is missing.
/// </remarks>
public static class LibTorch
{
    // Static since a library is loaded for the whole process, and libtorch can be neither unloaded nor loaded twice.
    private static readonly Lock Gate = new();
    private static LibTorchSource? s_source;
    private static ComputeDevice? s_device;

    /// <summary>Loads libtorch and TorchSharp's native library, unless they are loaded already.</summary>
    /// <param name="source">Where libtorch comes from; the same in every call.</param>
    /// <returns>The device to compute on: the first graphics card if the libraries were built for CUDA, else the CPU.</returns>
    /// <exception cref="NativeLibraryException">A library is missing or does not load, or CUDA finds no graphics card.</exception>
    /// <exception cref="InvalidOperationException">This process already loads libtorch from another source.</exception>
    public static ComputeDevice Load(LibTorchSource source)
    {
        lock (Gate)
        {
            if (s_source is not null && s_source != source)
            {
                throw new InvalidOperationException(
                    $"libtorch comes from {Words(s_source)} in this process, and cannot come from {Words(source)} too: "
                    + "start another process.");
            }

            return s_device ??= LoadOnce(source);
        }
    }

    private static ComputeDevice LoadOnce(LibTorchSource source)
    {
        var libraries = NativeLibraries.InLoadingOrder(source, ProgramFolder());
        s_source = source;
        VectorInstructions.LimitConvolutions();
        foreach (var library in libraries.SkipLast(1))
        {
            NativeLibraries.Open(library);
        }

        // A folder may hold another version of libtorch than the one TorchSharp's library was built for.
        NativeLibraries.OpenWhole(libraries[^1]);

        try
        {
            var madeForCuda = libraries.Any(path => Path.GetFileName(path) == NativeLibraries.FileName("torch_cuda"));
            return Describe(madeForCuda, source.Version);
        }
        catch (TypeInitializationException error)
        {
            var reason = error.GetBaseException().Message.Split('\n')[0];
            throw new NativeLibraryException(
                $"TorchSharp does not start although its libraries load ({reason}): restore and build again.", error);
        }
    }

    private static ComputeDevice Describe(bool madeForCuda, string version)
    {
        if (madeForCuda && !torch.cuda.is_available())
        {
            throw new NativeLibraryException(
                "libtorch was built for CUDA, but finds no NVIDIA card that it can use: check that nvidia-smi lists one and that the "
                + "driver is as new as CUDA's libraries, or build with -p:TorchDevice=cpu, or let "
                + $"{LibTorchSource.EnvironmentVariable} name a libtorch without CUDA.");
        }

        return madeForCuda
            ? new ComputeDevice(ComputeDevice.Cuda, ComputeDevice.GraphicsCardsIn(GraphicsCard.Descriptions()), version)
            : new ComputeDevice(ComputeDevice.Cpu, BackendDevice.HostProcessor(), version);
    }

    /// <summary>The folder of TorchSharp's native library, among those that the runtime searches.</summary>
    internal static string ProgramFolder()
    {
        var searched = (string?)AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") ?? "";
        return searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(
            folder => File.Exists(Path.Combine(folder, NativeLibraries.FileName("LibTorchSharp"))), AppContext.BaseDirectory);
    }

    private static string Words(LibTorchSource source) => source.Folder ?? "the program's own folder";
}
