namespace Reproduce.Testing.Snapshots;

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

        string[] tests = [.. testNames];
        return
        [
            .. Directory.EnumerateFiles(folder, "*.verified.*", SearchOption.AllDirectories)
                .Where(file => IsOrphan(Path.GetFileName(file), tests))
                .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether the test of a file does not exist (any more).</summary>
    /// <param name="file">The file's name or its stem.</param>
    /// <param name="testNames">The tests' names without arguments.</param>
    internal static bool IsOrphan(string file, IReadOnlyCollection<string> testNames) => !testNames.Any(name =>
        // What follows a test's name: the extension, its arguments, or the snapshot's name.
        file.StartsWith(name, StringComparison.Ordinal) && (file.Length == name.Length || file[name.Length] is '.' or '_' or '#'));
}
