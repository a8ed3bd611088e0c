using System.Globalization;
using Reproduce.Core.Statistics;
using Reproduce.Core.Store;
using Reproduce.Results.Tables;

namespace Reproduce.Results.Report;

/// <summary>How a report writes verdicts, states and numbers: the same in HTML and Markdown.</summary>
public static class ReportWords
{
    private const int ShortCommit = 7;
    private const int ShortKey = 12;

    /// <summary>A verdict with its sign, such as <c>✓ supported</c>.</summary>
    public static string WithSign(Verdict verdict) => $"{SignOf(verdict)} {Of(verdict)}";

    /// <summary>A verdict in words.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Supported => "supported",
        Verdict.Contradicted => "contradicted",
        Verdict.Mixed => "mixed",
        Verdict.Undecided => "undecided",
        _ => "not tested",
    };

    /// <summary>A sign for a verdict, which stands beside the words.</summary>
    public static string SignOf(Verdict verdict) => verdict switch
    {
        Verdict.Supported => "✓",
        Verdict.Contradicted => "✗",
        Verdict.Mixed => "◐",
        Verdict.Undecided => "?",
        _ => "–",
    };

    /// <summary>A verdict as snapshots write it; an undecided one with the number of seeds that would decide it.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="seedsNeeded">How many seeds would decide it; null where no number would.</param>
    public static string WithSeedsNeeded(Verdict verdict, int? seedsNeeded) =>
        verdict == Verdict.Undecided ? $"{verdict} ({SubClaimWords.Lacking(seedsNeeded)})" : verdict.ToString();

    /// <summary>How a run ended, with what became of its comparison with the pinned results.</summary>
    public static string Of(ClaimState state) => state switch
    {
        ClaimState.Passed => "as pinned",
        ClaimState.Failed => "differs from what is pinned",
        ClaimState.Unrecorded => "nothing pinned to compare with",
        ClaimState.NotRun => "not run",
        _ => "started but not finished: it is still running, was interrupted, or its set-up failed",
    };

    /// <summary>A number with its column's decimals, or with as many as it needs.</summary>
    public static string Number(double value, int? decimals = null) => Column.Format(value, decimals, "0.######");

    /// <summary>An effect or bound, to three decimals.</summary>
    public static string Effect(double value) => Number(value, decimals: 3);

    /// <summary>An effect with its interval, such as <c>1.500 [1.400, 1.600]</c>.</summary>
    public static string WithInterval(Finding finding) =>
        $"{Effect(finding.Estimate)} [{Effect(finding.Lower)}, {Effect(finding.Upper)}]";

    /// <summary>The levels of intervals, such as <c>95 %</c>, never broken across lines; empty for no intervals.</summary>
    public static string Level(IEnumerable<Finding> findings) =>
        string.Join(" and ", findings.Select(finding => finding.Level).Distinct().Order()
            .Select(level => $"{Number(100 * level)}\u00A0%"));

    /// <summary>A sentence's or heading's first letter as a capital.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A difference with its sign.</summary>
    public static string Difference(double value, int? decimals) => value > 0 ? "+" + Number(value, decimals) : Number(value, decimals);

    /// <summary>A duration, such as <c>4.2 s</c> or <c>7.5 min</c>.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < 100 => $"{seconds:0.0} s",
        < 6000 => $"{seconds / 60:0.0} min",
        _ => $"{seconds / 3600:0.0} h",
    };

    /// <summary>A moment in coordinated universal time, to the minute.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A commit as people name it; <c>-dirty</c> stays behind one whose sources were changed.</summary>
    public static string Commit(string commit) =>
        commit.EndsWith(BuildStamp.DirtyMark, StringComparison.Ordinal)
            ? Start(commit[..^BuildStamp.DirtyMark.Length], ShortCommit) + BuildStamp.DirtyMark
            : Start(commit, ShortCommit);

    /// <summary>An artifact's key as <c>reproduce cache list</c> names it.</summary>
    public static string Key(string key) => Start(key, ShortKey);

    /// <summary>Things and their number: <c>1 seed</c>, <c>20 seeds</c>.</summary>
    public static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>Ascending numbers, runs of them as ranges: <c>42–61</c>.</summary>
    public static string Numbers(IEnumerable<int> numbers)
    {
        List<(int First, int Last)> runs = [];
        foreach (var number in numbers.Distinct().Order())
        {
            if (runs.Count > 0 && runs[^1].Last == number - 1)
            {
                runs[^1] = (runs[^1].First, number);
            }
            else
            {
                runs.Add((number, number));
            }
        }

        return string.Join(", ", runs.Select(run => run.First == run.Last ? $"{run.First}" : $"{run.First}–{run.Last}"));
    }

    private static string Start(string text, int length) => text.Length > length ? text[..length] : text;
}
