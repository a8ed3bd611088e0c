using System.Reflection;
using System.Text.RegularExpressions;
using Reproduce.Core.Files;

namespace Reproduce.Torch.Native;

/// <summary>The source of libtorch's libraries: the program's own folder or that of an existing PyTorch.</summary>
public sealed partial record LibTorchSource
{
    /// <summary>The environment variable with the folder of an existing PyTorch's libraries.</summary>
    public const string EnvironmentVariable = "REPRODUCE_LIBTORCH";

    private LibTorchSource(string? folder, string version)
    {
        Folder = folder;
        Version = version;
    }

    /// <summary>The version of libtorch that the build uses, such as <c>2.10.0</c>.</summary>
    public static string PackagedVersion { get; } =
        typeof(LibTorchSource).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(item => item.Key == "LibTorchVersion")
            .Value!;

    /// <summary>The libraries that the build copied next to the program.</summary>
    public static LibTorchSource Packaged { get; } = new(null, PackagedVersion);

    /// <summary>Absolute path of the folder of an existing PyTorch, or null for the libraries next to the program.</summary>
    public string? Folder { get; }

    /// <summary>libtorch's version, such as <c>2.10.0+cu128</c>; <c>unknown</c> for a folder without a version file next to it.</summary>
    public string Version { get; }

    /// <summary><see cref="Packaged"/>, unless <see cref="EnvironmentVariable"/> names a folder.</summary>
    /// <param name="environment">Returns a variable's value, or null if it is not set.</param>
    /// <exception cref="NativeLibraryException">The folder cannot be used: see <see cref="FromFolder"/>.</exception>
    /// <exception cref="IOException">REPRODUCE_LIBTORCH is a relative path.</exception>
    public static LibTorchSource FromEnvironment(Func<string, string?> environment) =>
        FolderVariable.Read(environment, EnvironmentVariable) is { } folder ? FromFolder(folder) : Packaged;

    /// <summary>The libraries of an existing PyTorch or libtorch.</summary>
    /// <param name="folder">
    /// The folder of libtorch_cpu: <c>torch/lib</c> of a Python installation or <c>lib</c> of a libtorch archive.
    /// </param>
    /// <remarks>Accepts other versions than TorchSharp's; loading checks that every function exists.</remarks>
    /// <exception cref="NativeLibraryException">There is no such folder, or no libtorch in it.</exception>
    public static LibTorchSource FromFolder(string folder)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (!Directory.Exists(path))
        {
            throw new NativeLibraryException($"{EnvironmentVariable} is '{folder}', but there is no such folder: {Remedy}");
        }

        var library = NativeLibraries.FileName("torch_cpu");
        if (!File.Exists(Path.Combine(path, library)))
        {
            throw new NativeLibraryException($"{EnvironmentVariable} is '{folder}', but no {library} is in it: {Remedy}");
        }

        return new LibTorchSource(path, VersionIn(path) ?? "unknown");
    }

    private static string Remedy =>
        $"name the folder 'torch/lib' of a PyTorch {PackagedVersion} installation, or unset the variable.";

    /// <summary>The version of an installation, from the Python or text file next to its folder of libraries.</summary>
    private static string? VersionIn(string folder)
    {
        var parent = Path.GetDirectoryName(folder) ?? folder;
        var (python, archive) = (Path.Combine(parent, "version.py"), Path.Combine(parent, "build-version"));
        if (File.Exists(python) && PythonVersion().Match(File.ReadAllText(python)) is { Success: true } match)
        {
            return match.Groups["version"].Value;
        }

        return File.Exists(archive) ? File.ReadAllText(archive).Trim() : null;
    }

    [GeneratedRegex("""^__version__\s*=\s*['"](?<version>[^'"]+)['"]""", RegexOptions.Multiline)]
    private static partial Regex PythonVersion();
}
