namespace Reproduce.Results;

/// <summary>The files of one snapshot, side by side.</summary>
/// <param name="Stem">What their names have in common.</param>
/// <param name="Verified">What was accepted; under version control.</param>
/// <param name="Received">What a failing run got; never under version control.</param>
/// <param name="Difference">The picture of an image's difference, likewise.</param>
public sealed record SnapshotFiles(string Stem, string Verified, string Received, string Difference)
{
    private const string ReceivedMark = ".received.";

    /// <summary>The folder of a claim's snapshots in the repository, or of all claims'.</summary>
    public const string FolderName = "snapshots";

    /// <summary>The files of a snapshot.</summary>
    /// <param name="folder">The folder of its claim.</param>
    /// <param name="stem">What the files' names have in common.</param>
    /// <param name="extension">The extension, without the dot.</param>
    public static SnapshotFiles In(string folder, string stem, string extension)
    {
        var path = Path.Combine(folder, stem);
        return new(stem, $"{path}.verified.{extension}", $"{path}{ReceivedMark}{extension}", $"{path}.difference.png");
    }

    /// <summary>The snapshots that failing runs have left received files of, in the order of their names.</summary>
    /// <param name="folder">A folder with its subfolders; one that does not exist holds nothing.</param>
    public static IReadOnlyList<SnapshotFiles> AllReceived(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. from file in Directory.EnumerateFiles(folder, $"*{ReceivedMark}*", SearchOption.AllDirectories)
           let name = Path.GetFileName(file)
           let mark = name.LastIndexOf(ReceivedMark, StringComparison.Ordinal)
           orderby file
           select In(Path.GetDirectoryName(file)!, name[..mark], name[(mark + ReceivedMark.Length)..]),
    ];

    /// <summary>Makes what was received the accepted one.</summary>
    public void Accept()
    {
        File.Move(Received, Verified, overwrite: true);
        File.Delete(Difference);
    }

    /// <summary>Removes what an earlier, failing run left.</summary>
    /// <returns>Whether there was a received file.</returns>
    public bool DeleteLeftovers()
    {
        var wasThere = File.Exists(Received);
        File.Delete(Received);
        File.Delete(Difference);
        return wasThere;
    }
}
