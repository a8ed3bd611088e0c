using System.Collections.Immutable;
using System.Globalization;
using Reproduce.Core.Statistics;

namespace Reproduce.Results;

/// <summary>
/// The verdict of a claim as its snapshot pins it: the lines above the snapshot's table, and the table's first row. What is pinned can be
/// listed without running anything.
/// </summary>
/// <param name="Claim">The claim's name, which names the snapshot's folder.</param>
/// <param name="Paper">The paper's title.</param>
/// <param name="Sentence">The claim in the paper's own words.</param>
/// <param name="Source">Where the paper says so.</param>
/// <param name="Data">The data, such as <c>toy</c>.</param>
/// <param name="Effect">What the claim's number is.</param>
/// <param name="Found">What was found, in one sentence; null where nobody has concluded from this verdict.</param>
/// <param name="Verdict">The pinned verdict.</param>
/// <param name="Number">The claim's number with its interval; null where it was not tested.</param>
/// <param name="Published">The paper's number; null where it has none.</param>
public sealed record PinnedClaim(
    string Claim,
    string Paper,
    string Sentence,
    string Source,
    string Data,
    string Effect,
    string? Found,
    Verdict Verdict,
    Interval? Number,
    double? Published)
{
    /// <summary>Where the verdict is Undecided: how many seeds would decide it; null where no number would.</summary>
    public int? SeedsNeeded { get; init; }

    /// <summary>The first cell of the table's row that is the claim's.</summary>
    public const string RowName = "the claim";

    private const string Nothing = "-";
    private static readonly string[] Labels = ["Paper:   ", "Claim:   ", "Source:  ", "Data:    ", "Number:  ", "Found:   "];

    /// <summary>The lines above the snapshot's table.</summary>
    public ImmutableArray<string> Lines =>
        [.. Labels.Zip([Paper, Sentence, Source, Data, Effect, Found ?? Nothing], (label, text) => label + text)];

    /// <summary>All pinned claims, by name and data.</summary>
    /// <param name="snapshots">The folder of snapshots, one subfolder a claim; one that does not exist holds none.</param>
    public static ImmutableArray<PinnedClaim> In(string snapshots) =>
        !Directory.Exists(snapshots)
            ? []
            :
            [
                .. Directory.GetDirectories(snapshots)
                    .SelectMany(claim => Directory.GetFiles(claim, "*.verified.txt")
                        .Select(file => TryParse(Path.GetFileName(claim), File.ReadAllLines(file))))
                    .OfType<PinnedClaim>()
                    .OrderBy(pinned => pinned.Claim, StringComparer.Ordinal)
                    .ThenBy(pinned => pinned.Data, StringComparer.Ordinal),
            ];

    /// <summary>Reads the lines of a snapshot; null where it is that of no whole claim.</summary>
    internal static PinnedClaim? TryParse(string claim, IReadOnlyList<string> lines)
    {
        string[] texts =
        [
            .. lines.Zip(Labels).Where(line => line.First.StartsWith(line.Second, StringComparison.Ordinal))
                .Select(line => line.First[line.Second.Length..]),
        ];
        string[] row =
        [
            .. (lines.Select(line => line.Split('|', StringSplitOptions.TrimEntries))
                .FirstOrDefault(cells => cells.Length > 2 && cells[1] == RowName) ?? []).Skip(2),
        ];
        return texts.Length == Labels.Length
            && row is [var name, var mean, var lower, var upper, var published, _, _, var seedsNeeded, ..]
            && Enum.GetNames<Verdict>().Contains(name) && Enum.TryParse<Verdict>(name, out var verdict)
            ? new(
                claim, texts[0], texts[1], texts[2], texts[3], texts[4], texts[5] == Nothing ? null : texts[5],
                verdict, IntervalOf(mean, lower, upper), NumberOf(published))
            {
                SeedsNeeded = (int?)NumberOf(seedsNeeded),
            }
            : null;
    }

    private static Interval? IntervalOf(string mean, string lower, string upper) =>
        NumberOf(mean) is { } estimate && NumberOf(lower) is { } from && NumberOf(upper) is { } to
            ? new Interval(estimate, from, to, Estimate.ShownLevel)
            : null;

    private static double? NumberOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
