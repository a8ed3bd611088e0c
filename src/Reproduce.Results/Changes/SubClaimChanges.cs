
namespace Reproduce.Results.Changes;

/// <summary>How a sub-claim's verdicts and effects have changed.</summary>
internal static class SubClaimChanges
{
    // What writing three decimals takes away, which snapshots allow on top of their tolerance.
    private const double HalfOfTheLastDecimal = 0.0005;

    public static IEnumerable<Change> Of(ResultItem item, SubClaimResult before, SubClaimResult after, bool isExact)
    {
        var pairs = ResultComparer.Pair(before.Findings, after.Findings, finding => finding.Case).ToList();
        string[] verdicts =
        [
            .. pairs.Where(pair => pair.Before?.Verdict != pair.After?.Verdict || pair.Before?.Decides != pair.After?.Decides).Select(Line),
        ];
        string[] effects =
        [
            .. pairs.Where(pair => pair is ({ } one, { } other) && one.Verdict == other.Verdict && one.Decides == other.Decides && Moved(one, other))
                .OrderByDescending(pair => Math.Abs(pair.After!.Estimate - pair.Before!.Estimate))
                .Select(Line),
        ];
        if (before.Verdict != after.Verdict || verdicts.Length > 0)
        {
            var verdict = before.Verdict == after.Verdict ? $"still {after.Verdict}" : $"{before.Verdict} -> {after.Verdict}";
            yield return ResultComparer.Of(
                item,
                ChangeKind.Verdict,
                $"{verdict}; verdicts of {ResultComparer.Counted(verdicts.Length, "case")} and {ResultComparer.Counted(effects.Length, "other effect")} "
                    + "changed",
                verdicts.Concat(effects).Take(TableChanges.MostDetails));
        }
        else if (effects.Length > 0)
        {
            yield return ResultComparer.Of(
                item,
                ChangeKind.Effect,
                $"{ResultComparer.Counted(effects.Length, "effect")} of {after.Findings.Length} changed, no verdict",
                effects.Take(TableChanges.MostDetails));
        }

        string[] words = [.. Words(before, after)];
        if (words.Length > 0)
        {
            yield return ResultComparer.Of(item, ChangeKind.Text, $"{string.Join(", ", words)} changed");
        }

        bool Moved(FindingResult one, FindingResult other) =>
            Differs(one.Estimate, other.Estimate) || Differs(one.Lower, other.Lower) || Differs(one.Upper, other.Upper)
            || one.SampleSize != other.SampleSize;

        bool Differs(double one, double other) =>
            TableChanges.Differs(one, other, isExact
                ? 0
                : Math.Max(after.AbsoluteTolerance, after.RelativeTolerance * Math.Abs(one)) + HalfOfTheLastDecimal);
    }

    private static IEnumerable<string> Words(SubClaimResult before, SubClaimResult after) =>
        from part in new (string Name, string? Before, string? After)[]
        {
            ("statement", before.Statement, after.Statement),
            ("source", before.Source, after.Source),
            ("effect", before.Effect, after.Effect),
            ("unit", before.Unit, after.Unit),
            ("conclusion", before.Conclusion, after.Conclusion),
        }
        where part.Before != part.After
        select part.Name;

    private static string Line((FindingResult? Before, FindingResult? After) pair) =>
        $"{(pair.After ?? pair.Before)!.Case}: {Show(pair.Before)} -> {Show(pair.After)}";

    private static string Show(FindingResult? finding) => finding is null
        ? "none"
        : $"{finding.Estimate:0.###} [{finding.Lower:0.###}, {finding.Upper:0.###}] {finding.Verdict}{(finding.Decides ? "" : " (does not decide)")}";
}
