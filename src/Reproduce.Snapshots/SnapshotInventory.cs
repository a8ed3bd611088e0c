namespace Reproduce.Snapshots;

/// <summary>What lies in the snapshots' folder.</summary>
public static class SnapshotInventory
{
    /// <summary>Lists the verified files whose class does not exist (any more).</summary>
    /// <param name="folder">The snapshots' folder; one that does not exist holds nothing.</param>
    /// <param name="classNames">The fixtures' names as <see cref="SnapshotName.OfClass"/> spells them.</param>
    /// <returns>Paths relative to <paramref name="folder"/>, with forward slashes, in ordinal order.</returns>
    public static IReadOnlyList<string> Orphans(string folder, IEnumerable<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(classNames);
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var prefixes = classNames.Select(name => name + ".").ToArray();
        return
        [
            .. Directory.EnumerateFiles(folder, "*.verified.*", SearchOption.AllDirectories)
                .Where(file => !prefixes.Any(prefix => Path.GetFileName(file).StartsWith(prefix, StringComparison.Ordinal)))
                .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];
    }
}
