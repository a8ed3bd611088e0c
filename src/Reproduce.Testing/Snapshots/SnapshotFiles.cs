namespace Reproduce.Testing.Snapshots;

/// <summary>The files of one snapshot, side by side.</summary>
/// <param name="Verified">What was accepted; under version control.</param>
/// <param name="Received">What a failing run got; never under version control.</param>
/// <param name="Difference">The picture of an image's difference, likewise.</param>
internal sealed record SnapshotFiles(string Verified, string Received, string Difference)
{
    public static SnapshotFiles For(string folder, SnapshotTest test, string? name, string extension)
    {
        var stem = Path.Combine(folder, SnapshotName.CheckClaim(test), SnapshotName.Stem(test, name));
        return new SnapshotFiles($"{stem}.verified.{extension}", $"{stem}.received.{extension}", $"{stem}.difference.png");
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
