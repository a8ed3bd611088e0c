using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Reproduce.Torch.Native;

/// <summary>The shared libraries that TorchSharp needs: their names, loading order and errors.</summary>
public static partial class NativeLibraries
{
    /// <summary>RTLD_NOW.</summary>
    private const int BindNow = 2;

    /// <summary>A library's file name on this platform: <c>libc10.so</c>, <c>libc10.dylib</c> or <c>c10.dll</c>.</summary>
    /// <param name="name">The bare name, such as <c>c10</c>.</param>
    public static string FileName(string name) =>
        OperatingSystem.IsWindows() ? name + ".dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";

    /// <summary>Absolute paths of the libraries to load, each after the ones that it needs.</summary>
    /// <param name="source">Where libtorch comes from.</param>
    /// <param name="programFolder">Absolute path of the folder of TorchSharp's own native library, next to the program.</param>
    /// <exception cref="NativeLibraryException">
    /// A library is missing, or both the source and the program folder have a libtorch.
    /// </exception>
    public static IReadOnlyList<string> InLoadingOrder(LibTorchSource source, string programFolder)
    {
        var folder = source.Folder ?? programFolder;
        var rival = Path.Combine(programFolder, FileName("torch_cpu"));

        // TorchSharp always opens a libtorch next to the program by its path, and a second libtorch aborts the process.
        if (Path.GetFullPath(folder) != Path.TrimEndingDirectorySeparator(Path.GetFullPath(programFolder)) && source.Folder is not null
            && File.Exists(rival))
        {
            throw new NativeLibraryException(
                $"{LibTorchSource.EnvironmentVariable} is '{folder}', but this build carries its own {rival}, and a process can hold "
                + "only one: build again with -p:TorchDevice=external, or unset the variable.");
        }

        string[] names = ["c10", "c10_cuda", "torch_cpu", "torch_cuda", "torch"];
        var paths = names.Select(name => Path.Combine(folder, FileName(name)))
            .Where(path => File.Exists(path) || !Path.GetFileNameWithoutExtension(path).EndsWith("_cuda", StringComparison.Ordinal))
            .Append(Path.Combine(programFolder, FileName("LibTorchSharp")))
            .ToList();
        return paths.Find(path => !File.Exists(path)) is { } missing ? throw Missing(missing, source) : paths;
    }

    /// <summary>Loads a library for the lifetime of the process; loading one again does nothing.</summary>
    /// <param name="path">Absolute path.</param>
    /// <exception cref="NativeLibraryException">The library does not load; the message says why and what to do.</exception>
    public static void Open(string path)
    {
        RequireWhole(path);
        try
        {
            // Local scope is enough: the loader finds needed libraries that are already in the process by name.
            NativeLibrary.Load(path);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new NativeLibraryException($"{path} could not be loaded: {Explain(path, ReasonIn(error.Message))}", error);
        }
    }

    /// <summary>Loads a library like <see cref="Open"/>, and on Linux looks up all functions that it needs.</summary>
    /// <remarks>
    /// By default a function is looked up at its first call, and a missing one ends the process, perhaps after hours of training.
    /// </remarks>
    /// <param name="path">Absolute path.</param>
    /// <exception cref="NativeLibraryException">The library does not load; the message says why and what to do.</exception>
    public static void OpenWhole(string path)
    {
        RequireWhole(path);
        if (OperatingSystem.IsLinux() && BindAll(path) is { } reason)
        {
            throw new NativeLibraryException($"{path} could not be loaded: {Explain(path, reason)}");
        }

        Open(path);
    }

    /// <summary>Explains the dynamic loader's message and says what to do.</summary>
    /// <param name="path">The library that was to be loaded.</param>
    /// <param name="reason">The loader's message.</param>
    public static string Explain(string path, string reason)
    {
        if (MissingVersion().Match(reason) is { Success: true } version)
        {
            return $"it needs {version.Groups["version"]}, which this system's {version.Groups["library"]} is too old for: "
                + "build on this machine, which adapts TorchSharp's library to it, or use a newer system.";
        }

        if (reason.Contains("undefined symbol", StringComparison.Ordinal))
        {
            return $"it does not fit the libtorch that is loaded ({reason}): use version "
                + $"{LibTorchSource.PackagedVersion}, which TorchSharp was built for.";
        }

        var absent = MissingDependency().Match(reason);
        if (absent.Success && Path.GetFileName(absent.Groups["library"].Value) != Path.GetFileName(path))
        {
            return $"it needs {absent.Groups["library"]}, which this system does not have: "
                + "install it, or use a libtorch that does not need it.";
        }

        // For a library for another processor, glibc says that the file does not exist.
        return absent.Success || Damage().IsMatch(reason)
            ? $"it is damaged or for another kind of processor ({reason}): delete it, then restore and build again."
            : $"{reason.TrimEnd('.')}: delete it, then restore and build again.";
    }

    /// <summary>Refuses a truncated library: the loader would accept it, but its first use would end the process.</summary>
    private static void RequireWhole(string path)
    {
        using var file = File.OpenRead(path);
        if (ElfFile.MappedLength(file) is { } needed && needed > (ulong)file.Length)
        {
            throw new NativeLibraryException(
                $"{path} could not be loaded: it is cut short, at {file.Length} of {needed} bytes: "
                + "delete it, then restore and build again.");
        }
    }

    /// <summary>Loads a library and binds all functions that it calls; returns the loader's message if that fails.</summary>
    private static string? BindAll(string path)
    {
        try
        {
            // Called once before, since .NET looks up dlerror with the loader at its first call, which clears the message.
            dlerror();
            return dlopen(path, BindNow) == 0 ? Marshal.PtrToStringUTF8(dlerror()) ?? "the loader gives no reason" : null;
        }
        catch (Exception error) when (error is EntryPointNotFoundException or DllNotFoundException)
        {
            // Before glibc 2.34 the loader was a separate library. TorchSharp's library needs 2.34, and Open reports that.
            return null;
        }
    }

    [DllImport("libc.so.6", BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint dlopen([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);

    [DllImport("libc.so.6")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint dlerror();

    private static NativeLibraryException Missing(string path, LibTorchSource source) => new(
        source.Folder is not null && path.StartsWith(source.Folder, StringComparison.Ordinal)
            ? $"{path} is missing: let {LibTorchSource.EnvironmentVariable} name the folder 'torch/lib' of a complete PyTorch installation."
            : $"{path} is missing: restore and build again for this platform ({RuntimeInformation.RuntimeIdentifier}) with "
                + $"-p:TorchDevice=cpu or cuda, or let {LibTorchSource.EnvironmentVariable} name the folder 'torch/lib' of a PyTorch "
                + "installation.");

    /// <summary>The dynamic loader's message, without the paragraph of advice that .NET puts before it.</summary>
    private static string ReasonIn(string message)
    {
        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length > 1 ? lines[1] : lines[0];
    }

    [GeneratedRegex(@"(?<library>[^/\s:]+): version [`'](?<version>[^']+)' not found")]
    private static partial Regex MissingVersion();

    [GeneratedRegex(@"(?<library>[^\s:]+): cannot open shared object file")]
    private static partial Regex MissingDependency();

    [GeneratedRegex(
        "invalid ELF header|file too short|wrong ELF class|ELF file|not a mach-o|incompatible architecture", RegexOptions.IgnoreCase)]
    private static partial Regex Damage();
}
