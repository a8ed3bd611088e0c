using Reproduce.Results.Report;

namespace Reproduce.Results.Changes;

/// <summary>How a sub-claim's verdicts and effects have changed.</summary>
internal static class SubClaimChanges
{
    /// <summary>Decimals of effects and bounds in snapshots.</summary>
    private const int Decimals = 3;

    public static IEnumerable<Change> Of(ResultItem item, SubClaim before, SubClaim after, bool isExact)
    {
        var tolerance = after.Tolerance;
        var pairs = ResultComparer.Pair(before.TrendAndCases, after.TrendAndCases, finding => finding.Case).ToList();
        string[] verdicts =
        [
            .. pairs.Where(pair => pair.Before?.Verdict != pair.After?.Verdict || pair.Before?.Decides != pair.After?.Decides).Select(Line),
        ];
        string[] effects =
        [
            .. pairs.Where(pair => pair is ({ } one, { } other) && one.Verdict == other.Verdict
                && one.Decides == other.Decides && Moved(one, other))
                .OrderByDescending(pair => Math.Abs(pair.After!.Estimate - pair.Before!.Estimate))
                .Select(Line),
        ];
        if (before.Verdict != after.Verdict || verdicts.Length > 0)
        {
            yield return ResultComparer.Of(
                item,
                ChangeKind.Verdict,
                $"{ResultComparer.Step(before.Verdict, after.Verdict)}; verdicts of {ReportWords.Count(verdicts.Length, "case")} and "
                    + $"{ReportWords.Count(effects.Length, "other effect")} changed",
                verdicts.Concat(effects).Take(TableChanges.MostDetails));
        }
        else if (effects.Length > 0)
        {
            yield return ResultComparer.Of(
                item,
                ChangeKind.Effect,
                $"{ReportWords.Count(effects.Length, "effect")} of {pairs.Count} changed, no verdict",
                effects.Take(TableChanges.MostDetails));
        }

        string[] words = [.. Words(before, after)];
        if (words.Length > 0)
        {
            yield return ResultComparer.Of(item, ChangeKind.Text, $"{string.Join(", ", words)} changed");
        }

        bool Moved(Finding one, Finding other) =>
            Differs(one.Estimate, other.Estimate) || Differs(one.Lower, other.Lower) || Differs(one.Upper, other.Upper)
            || (one.Seeds, one.Images) != (other.Seeds, other.Images);

        bool Differs(double one, double other) => isExact ? !one.Equals(other) : !tolerance.Allows(one, other, Decimals);
    }

    private static IEnumerable<string> Words(SubClaim before, SubClaim after) =>
        from part in new (string Name, string? Before, string? After)[]
        {
            ("statement", before.Statement, after.Statement),
            ("source", before.Source, after.Source),
            ("effect", before.Effect, after.Effect),
            ("rule", before.Rule, after.Rule),
            ("conclusion", before.Conclusion, after.Conclusion),
        }
        where part.Before != part.After
        select part.Name;

    private static string Line((Finding? Before, Finding? After) pair) =>
        $"{(pair.After ?? pair.Before)!.Case}: {pair.Before?.ToString() ?? "none"} -> {pair.After?.ToString() ?? "none"}";
}
