namespace Reproduce.Snapshots;

/// <summary>What lies in the snapshots' folder.</summary>
public static class SnapshotInventory
{
    /// <summary>Lists the verified files whose test does not exist (any more).</summary>
    /// <param name="folder">The snapshots' folder; one that does not exist holds nothing.</param>
    /// <param name="testNames">The tests' names without arguments, as <see cref="SnapshotName.OfMethod"/> spells them.</param>
    /// <returns>Paths relative to <paramref name="folder"/>, with forward slashes, in ordinal order.</returns>
    public static IReadOnlyList<string> Orphans(string folder, IEnumerable<string> testNames)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(testNames);
        if (!Directory.Exists(folder))
        {
            return [];
        }

        // What follows a test's name: the extension, its arguments, or the snapshot's name.
        var prefixes = testNames.SelectMany(name => new[] { name + ".", name + "_", name + "#" }).ToArray();
        return
        [
            .. Directory.EnumerateFiles(folder, "*.verified.*", SearchOption.AllDirectories)
                .Where(file => !prefixes.Any(prefix => Path.GetFileName(file).StartsWith(prefix, StringComparison.Ordinal)))
                .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];
    }
}
