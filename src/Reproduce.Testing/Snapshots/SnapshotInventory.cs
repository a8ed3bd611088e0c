namespace Reproduce.Testing.Snapshots;

/// <summary>Which files are of no test (any more).</summary>
internal static class SnapshotInventory
{
    private const string Suffix = ".verified.";

    /// <summary>Lists the verified files that no test verifies.</summary>
    /// <param name="folder">A folder of snapshots; one that does not exist holds nothing.</param>
    /// <param name="tests">The tests whose snapshots lie there.</param>
    /// <returns>Paths relative to <paramref name="folder"/>, with forward slashes, in ordinal order.</returns>
    public static IReadOnlyList<string> Orphans(string folder, IReadOnlyCollection<SnapshotTest> tests) =>
        !Directory.Exists(folder)
            ? []
            :
            [
                .. Directory.EnumerateFiles(folder, $"*{Suffix}*", SearchOption.AllDirectories)
                    .Where(file => IsOrphan(StemOf(Path.GetFileName(file)), tests))
                    .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
                    .Order(StringComparer.Ordinal),
            ];

    /// <summary>Whether a result or snapshot is of none of these tests.</summary>
    /// <param name="stem">The snapshot's file name up to <c>.verified.</c>, which is the result's id.</param>
    /// <param name="tests">The tests.</param>
    public static bool IsOrphan(string stem, IReadOnlyCollection<SnapshotTest> tests) =>
        !tests.Any(test => SnapshotName.IsOf(stem, test));

    private static string StemOf(string file) => file[..file.LastIndexOf(Suffix, StringComparison.Ordinal)];
}
