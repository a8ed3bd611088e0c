using Reproduce.Core.Statistics;
using Reproduce.Results;
using Sample = Reproduce.Tests.Results.Sample;

namespace Reproduce.Tests.Cli;

/// <summary>Claims that a repository of the test has pinned.</summary>
internal static class PinnedSample
{
    /// <summary>Writes the snapshot of a whole claim, which is supported.</summary>
    /// <param name="repository">The repository's folder.</param>
    /// <param name="claim">The claim's name.</param>
    /// <param name="data">Its data.</param>
    public static void Write(string repository, string claim, string data)
    {
        var pinned = new PinnedClaim(
            claim, Sample.Paper.Title, "It grows.", "section 1", data, "after / before", "It did grow.", Verdict.Supported, null, null);
        var folder = Directory.CreateDirectory(Path.Combine(repository, "snapshots", claim)).FullName;
        File.WriteAllLines(
            Path.Combine(folder, $"{claim}.Whole_{data}.verified.txt"),
            [.. pinned.Lines, "| the claim | Supported | 1.5 | 1.2 | 1.8 | 1.6 | 5 | | | all |"]);
    }
}
