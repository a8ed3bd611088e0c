using System.Diagnostics;
using Reproduce.Results;

namespace Reproduce.Testing.Snapshots;

/// <summary>Verifies, accepts and reports snapshots.</summary>
[StackTraceHidden]
internal static class SnapshotEngine
{
    /// <summary>Verifies one content of one test.</summary>
    /// <exception cref="SnapshotException">It is missing or differs, or it may not be accepted here.</exception>
    public static void Verify(SnapshotSettings settings, SnapshotTest test, string? name, ISnapshotContent content)
    {
        RefuseToAcceptOnBuildServer(settings);
        var files = SnapshotFiles.For(settings.Folder, test, name, content.Extension);
        settings.Registry.Claim(files.Verified, test);
        var isMissing = !File.Exists(files.Verified);
        var difference = isMissing
            ? new SnapshotDifference($"There is no snapshot yet: {files.Verified}")
            : content.CompareTo(File.ReadAllBytes(files.Verified));
        if (difference is null)
        {
            CleanUp(settings, files);
        }
        else if (settings.Accept)
        {
            Accept(settings, files, content);
        }
        else
        {
            Fail(settings, test, files, content, difference, isMissing);
        }
    }

    private static void RefuseToAcceptOnBuildServer(SnapshotSettings settings)
    {
        if (settings is { Accept: true, BuildServer: { } variable })
        {
            throw new SnapshotException(
                $"Snapshots are accepted by a person, never on a build server. This is one ({variable}), and accepting was asked for. " +
                $"Remove {RunEnvironment.AcceptVariable} and -p:AcceptSnapshots from its configuration.");
        }
    }

    private static void CleanUp(SnapshotSettings settings, SnapshotFiles files)
    {
        if (files.DeleteLeftovers())
        {
            settings.DiffTool?.Close(files.Received, files.Verified);
        }
    }

    private static void Accept(SnapshotSettings settings, SnapshotFiles files, ISnapshotContent content)
    {
        Write(files.Verified, content.Received);
        CleanUp(settings, files);
        settings.Log($"Accepted {files.Verified}");
    }

    private static void Fail(
        SnapshotSettings settings,
        SnapshotTest test,
        SnapshotFiles files,
        ISnapshotContent content,
        SnapshotDifference difference,
        bool isMissing)
    {
        Write(files.Received, content.Received);
        File.Delete(files.Difference);
        if (difference.Picture is { } picture)
        {
            Write(files.Difference, picture);
        }

        if (!isMissing)
        {
            settings.DiffTool?.Open(files.Received, files.Verified);
        }

        string?[] lines =
        [
            difference.Message,
            $"Received: {files.Received}",
            isMissing ? null : $"Verified: {files.Verified}",
            difference.Picture is null ? null : $"Verified, received and their difference side by side: {files.Difference}",
            HowToAccept(settings, test),
        ];
        throw new SnapshotException(string.Join('\n', lines.OfType<string>())) { IsMissing = isMissing, Summary = difference.Message };
    }

    private static string HowToAccept(SnapshotSettings settings, SnapshotTest test) =>
        (settings.BuildServer is null
            ? "If the received file is right, accept it:\n"
            : "This is a build server, where nothing is accepted. If the received file is right, accept it on your own machine:\n") +
        $"  {TestCommand.For(test.Filter, "-p:AcceptSnapshots=true")}\n" +
        $"or, with the environment variable {RunEnvironment.AcceptVariable}=1 set (for test runners of editors, too):\n" +
        $"  {TestCommand.For(test.Filter)}";

    private static void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
