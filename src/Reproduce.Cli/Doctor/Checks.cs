using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Files;
using Reproduce.Core.Store;
using Reproduce.DataSets;
using Reproduce.Figures;
using Reproduce.Results.Report;
using Reproduce.Torch;
using Reproduce.Torch.Native;

namespace Reproduce.Cli.Doctor;

/// <summary>The checks of <c>reproduce doctor</c>; each is made whatever the others find.</summary>
internal static class Checks
{
    private const long WantedBytes = 2L << 30;

    /// <summary>All checks, in the order in which they are printed.</summary>
    /// <param name="host">The process.</param>
    /// <param name="loadLibTorch">Loads libtorch and returns the device.</param>
    public static IReadOnlyList<Check> All(CliHost host, Func<ComputeDevice> loadLibTorch) =>
    [
        Check.Ok("harness", $"{BuildStamp.Current.HarnessVersion}, commit {BuildStamp.Current.Commit}"),
        Runtime(),
        Processor(),
        Device(loadLibTorch),
        ChosenDevice(host),
        Check.Ok("toy data", $"generated: {ToyRing.Generate().Count} points"),
        .. host.DataSets.DistinctBy(set => (object?)set.Files ?? set)
            .Select(set => set.Files is { } files ? Fetched(host, files) : Drawn(host, set)),
        Figures(),
        Store(host),
        Repository(host.CurrentFolder),
        ChosenProfile(host),
    ];

    private static Check Runtime() => Environment.Version.Major >= 10
        ? Check.Ok(".NET", $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}")
        : Check.Missing(".NET", RuntimeInformation.FrameworkDescription, "Install the .NET 10 SDK: https://dotnet.microsoft.com/download");

    private static Check Processor()
    {
        var found = $"{BackendDevice.HostProcessor()}, {ReportWords.Count(Environment.ProcessorCount, "core")}, "
            + $"vectors of {Vector<byte>.Count * 8} bits";
        return RuntimeInformation.ProcessArchitecture != System.Runtime.InteropServices.Architecture.X64
            ? Check.Warning(
                "processor",
                $"{found}, {RuntimeInformation.ProcessArchitecture}",
                "Numbers are pinned on x64; elsewhere last digits may differ.")
            : Vector256.IsHardwareAccelerated
                ? Check.Ok("processor", found)
                : Check.Warning("processor", found, "Without AVX2 training gives the same bits, but takes several times as long.");
    }

    private static Check Device(Func<ComputeDevice> load)
    {
        const string What = "libtorch";
        try
        {
            var device = load();
            var place = device.IsCuda ? $"CUDA on {device.Processor}" : "on the processor, without CUDA";
            return Check.Ok(What, $"{device.LibTorchVersion}, {place}");
        }
        catch (Exception e) when (e is NativeLibraryException or IOException or UnauthorizedAccessException)
        {
            return Check.Missing(What, e.Message, "The claims run without it, but tests that compare the training with it fail.");
        }
    }

    private static Check ChosenDevice(CliHost host)
    {
        const string What = "device";
        try
        {
            var label = CommandActions.Choose(() => BackendChoice.LabelOf(host.Environment));
            return Check.Ok(What, label.Length > 0 ? $"image models by libtorch: {label}" : "image models by hand-written code");
        }
        catch (Exception e) when (e is CommandFailedException or IOException or UnauthorizedAccessException)
        {
            return Check.Missing(What, e.Message, $"Set {BackendChoice.DeviceVariable} to cpu, libtorch or cuda, or to nothing.");
        }
    }

    private static Check Drawn(CliHost host, DataSet set) => Guarded(
        set.Title,
        "Restore and build again: SkiaSharp's native library draws images.",
        () =>
        {
            var few = set.Quick with { ImageSide = 16, Classes = 2, TrainImages = 2, TestImages = 2 };
            return $"drawn ({set.Load(host.Environment, few).Train.Count} images tried)";
        });

    private static Check Fetched(CliHost host, DataSetFiles files)
    {
        try
        {
            var folder = files.FolderIn(host.Environment);
            return files.AreIn(folder)
                ? Check.Ok(files.Title, $"in '{folder}'; `reproduce data verify {files.CommandName}` reads it")
                : Check.Warning(
                    files.Title,
                    $"not in '{folder}': its claims are skipped",
                    $"reproduce data fetch {files.CommandName}, or set {DataFolder.EnvironmentVariable}");
        }
        catch (Exception e) when (e is ImageDataException or IOException or UnauthorizedAccessException)
        {
            return Check.Warning(files.Title, e.Message, $"Set {DataFolder.EnvironmentVariable} to a folder that can be read.");
        }
    }

    private static Check Figures() => Guarded(
        "figures",
        "Restore and build again: SkiaSharp and the Inter typeface come with the packages.",
        () => "drawn in the Inter typeface, which the build brings "
            + $"({Words.Size(ToyDatasetFigure.Render(ToyRing.Generate()).Length)} tried)");

    private static Check Store(CliHost host)
    {
        const string What = "store";
        try
        {
            var store = new StoreInventory(StoreFolder.Default(host.Environment), host.Clock);
            var entries = store.Enumerate();
            store.RequireWritable();
            var free = new DriveInfo(NearestFolder(store.Folder)).AvailableFreeSpace;
            var found = $"'{store.Folder}': {ReportWords.Count(entries.Count, "file")}, {Words.Size(entries.Sum(entry => entry.Bytes))}, "
                + $"{Words.Size(free)} free on its disk";
            return free >= WantedBytes
                ? Check.Ok(What, found)
                : Check.Warning(
                    What,
                    found,
                    $"Free {Words.Size(WantedBytes)}, run `reproduce cache prune --unused`, or set "
                    + $"{StoreFolder.EnvironmentVariable} to another disk.");
        }
        catch (Exception e) when (e is ArtifactStoreException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Check.Missing(What, e.Message, $"Set {StoreFolder.EnvironmentVariable} to a folder that can be written.");
        }
    }

    private static Check Repository(string currentFolder) => RepositoryRoot.Find(currentFolder) is { } root
        ? Check.Ok("repository", $"'{root}'")
        : Check.Missing(
            "repository",
            $"neither '{currentFolder}' nor a folder above it holds {RepositoryRoot.Mark}",
            "`dotnet test` runs in the repository: change to its folder.");

    private static Check ChosenProfile(CliHost host)
    {
        const string What = "profile";
        try
        {
            var profile = host.ChooseProfile(name: null);
            return Check.Ok(What, host.Environment(Profile.EnvironmentVariable) is { Length: > 0 }
                ? $"{profile.Name}, as {Profile.EnvironmentVariable} says"
                : $"{profile.Name}, the default; {Profile.EnvironmentVariable} is not set");
        }
        catch (CommandFailedException e)
        {
            return Check.Missing(What, e.Message, $"Set {Profile.EnvironmentVariable} to Quick or Paper, or to nothing.");
        }
    }

    /// <summary>A check of something with a native library, which may fail with any of several exceptions.</summary>
    private static Check Guarded(string what, string remedy, Func<string> find)
    {
        try
        {
            return Check.Ok(what, find());
        }
        catch (Exception e) when (e
            is DllNotFoundException
            or TypeInitializationException
            or EntryPointNotFoundException
            or InvalidDataException
            or InvalidOperationException)
        {
            return Check.Missing(what, e.GetBaseException().Message.Split('\n')[0], remedy);
        }
    }

    private static string NearestFolder(string path)
    {
        var folder = new DirectoryInfo(path);
        while (!folder.Exists && folder.Parent is { } parent)
        {
            folder = parent;
        }

        return folder.FullName;
    }
}
