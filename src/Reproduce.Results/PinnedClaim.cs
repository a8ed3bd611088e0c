using System.Collections.Immutable;
using Reproduce.Core.Statistics;

namespace Reproduce.Results;

/// <summary>
/// The verdict of a claim as its snapshot pins it: the lines above the snapshot's table. What is pinned can be listed without running
/// anything.
/// </summary>
/// <param name="Claim">The claim's name, which names the snapshot's folder.</param>
/// <param name="Paper">The paper's title.</param>
/// <param name="Sentence">The claim in the paper's own words.</param>
/// <param name="Source">Where the paper says so.</param>
/// <param name="Data">The data, such as <c>toy</c>.</param>
/// <param name="Verdict">The pinned verdict.</param>
public sealed record PinnedClaim(string Claim, string Paper, string Sentence, string Source, string Data, Verdict Verdict)
{
    private const string PaperLabel = "Paper:   ";
    private const string SentenceLabel = "Claim:   ";
    private const string SourceLabel = "Source:  ";
    private const string DataLabel = "Data:    ";
    private const string VerdictLabel = "Verdict: ";

    /// <summary>The lines above the snapshot's table.</summary>
    public ImmutableArray<string> Lines =>
        [PaperLabel + Paper, SentenceLabel + Sentence, SourceLabel + Source, DataLabel + Data, VerdictLabel + Verdict];

    /// <summary>All pinned claims, by name and data.</summary>
    /// <param name="snapshots">The folder of snapshots, one subfolder a claim; one that does not exist holds none.</param>
    public static ImmutableArray<PinnedClaim> In(string snapshots) =>
        !Directory.Exists(snapshots)
            ? []
            :
            [
                .. Directory.GetDirectories(snapshots)
                    .SelectMany(claim => Directory.GetFiles(claim, "*.verified.txt")
                        .Select(file => TryParse(Path.GetFileName(claim), [.. File.ReadLines(file).Take(5)])))
                    .OfType<PinnedClaim>()
                    .OrderBy(pinned => pinned.Claim, StringComparer.Ordinal)
                    .ThenBy(pinned => pinned.Data, StringComparer.Ordinal),
            ];

    /// <summary>Reads the lines of a snapshot; null where it is that of no whole claim.</summary>
    internal static PinnedClaim? TryParse(string claim, ImmutableArray<string> lines) =>
        lines is [var paper, var sentence, var source, var data, var verdict]
        && After(paper, PaperLabel) is { } title
        && After(sentence, SentenceLabel) is { } words
        && After(source, SourceLabel) is { } place
        && After(data, DataLabel) is { } set
        && Enum.TryParse<Verdict>(After(verdict, VerdictLabel), out var pinned)
            ? new(claim, title, words, place, set, pinned)
            : null;

    private static string? After(string line, string label) =>
        line.StartsWith(label, StringComparison.Ordinal) ? line[label.Length..] : null;
}
