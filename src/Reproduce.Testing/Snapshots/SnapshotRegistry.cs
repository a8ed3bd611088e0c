using System.Collections.Concurrent;

namespace Reproduce.Testing.Snapshots;

/// <summary>Which test of a run verified which file: two that verify the same one are an error. Safe for parallel tests.</summary>
internal sealed class SnapshotRegistry
{
    /// <summary>Names that differ in case only are one file on Windows and macOS, so they are one everywhere.</summary>
    private readonly ConcurrentDictionary<string, SnapshotTest> _owners = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Notes that <paramref name="test"/> verifies <paramref name="file"/>.</summary>
    /// <exception cref="SnapshotException">Another test did, or this one did before in the same attempt.</exception>
    public void Register(string file, SnapshotTest test)
    {
        // A retried test verifies its files again.
        var owner = _owners.AddOrUpdate(
            file, test, (_, earlier) => earlier.Id == test.Id && earlier.Attempt != test.Attempt ? test : earlier);
        if (!ReferenceEquals(owner, test))
        {
            throw new SnapshotException(
                $"""
                A snapshot belongs to one verification of one test. '{Path.GetFileName(file)}' is verified more than once in this run:
                  first by {owner.FullName}
                  then by  {test.FullName}
                Give each a name of its own (the argument 'name'), or arguments that differ in letters and digits.
                """);
        }
    }
}
