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
        var files = SnapshotFiles.In(
            Path.Combine(settings.Folder, SnapshotName.CheckClaim(test)), SnapshotName.Stem(test, name), content.Extension);
        settings.Registry.Register(files.Verified, test);
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
        var failure = TryWrite(files, content, difference);
        if (!isMissing && failure is null)
        {
            settings.DiffTool?.Open(files.Received, files.Verified);
        }

        string?[] lines =
        [
            difference.Message,
            isMissing ? content.Preview : null,
            .. failure is null
                ? new[] { $"Received: {files.Received}", PictureOf(files, difference), HowToAccept(settings, test, files) }
                : [$"It can't be accepted, for the received file can't be written: {failure}"],
        ];
        throw new SnapshotException(string.Join('\n', lines.OfType<string>()))
        {
            IsMissing = isMissing,
            Summary = difference.Message,
            Picture = difference.Picture,
        };
    }

    /// <summary>Writes the received files; what is wrong with them must not hide the difference that they are about.</summary>
    /// <returns>Why they can't be written; null where they are.</returns>
    private static string? TryWrite(SnapshotFiles files, ISnapshotContent content, SnapshotDifference difference)
    {
        try
        {
            Write(files.Received, content.Received);
            File.Delete(files.Difference);
            if (difference.Picture is { } picture)
            {
                Write(files.Difference, picture);
            }

            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    private static string? PictureOf(SnapshotFiles files, SnapshotDifference difference) =>
        difference.Picture is null ? null : $"Verified, received and their difference side by side: {files.Difference}";

    private static string HowToAccept(SnapshotSettings settings, SnapshotTest test, SnapshotFiles files) =>
        (settings.BuildServer is null
            ? "If it is right, accept it: "
            : "This is a build server, where nothing is accepted. If it is right, accept it on your own machine, after a run there: ")
        + AcceptCommand.For(Path.GetDirectoryName(settings.Folder)!, test.Filter, files.Stem);

    private static void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
