using System.Diagnostics;
using Reproduce.Torch.Native;

namespace Reproduce.Tests.Torch.Native;

/// <summary>A copy of the files of the tests' output folder that <see cref="LoaderProcess"/> needs, without native libraries.</summary>
internal sealed class ProgramFolder : IDisposable
{
    private static readonly string[] Assemblies =
    [
        "Reproduce.Tests.dll",
        "Reproduce.Tests.runtimeconfig.json",
        "Reproduce.Core.dll",
        "Reproduce.Torch.dll",
        "TorchSharp.dll",
        "Google.Protobuf.dll",
    ];

    private ProgramFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>TorchSharp's own native library's file name.</summary>
    public static string TorchSharpLibrary => NativeLibraries.FileName("LibTorchSharp");

    /// <summary>A folder with the program and with some of the native libraries.</summary>
    /// <param name="libraries">File names of libraries next to the tests.</param>
    public static ProgramFolder With(params string[] libraries)
    {
        var folder = Directory.CreateTempSubdirectory("reproduce-").FullName;
        foreach (var name in Assemblies.Concat(libraries))
        {
            File.Copy(System.IO.Path.Combine(AppContext.BaseDirectory, name), System.IO.Path.Combine(folder, name));
        }

        return new ProgramFolder(folder);
    }

    /// <summary>Names of the files and folders that no program folder starts with.</summary>
    public IEnumerable<string> Additions() =>
        Directory.EnumerateFileSystemEntries(Path).Select(entry => System.IO.Path.GetFileName(entry)!).Except(Assemblies);

    /// <summary>Runs the program to its end.</summary>
    /// <param name="libTorch">Value of REPRODUCE_LIBTORCH, or null to unset it.</param>
    /// <returns>Exit code, and the two streams without the white space around.</returns>
    public (int ExitCode, string Output, string Error) Run(string? libTorch)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", System.IO.Path.Combine(Path, Assemblies[0])])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path,
        };
        start.Environment[LibTorchSource.EnvironmentVariable] = libTorch;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit(TimeSpan.FromMinutes(1)).Should().BeTrue("loading takes a second");
        return (process.ExitCode, output.Result.Trim(), error.Result.Trim());
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
