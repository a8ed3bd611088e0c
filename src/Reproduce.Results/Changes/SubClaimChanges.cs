using Reproduce.Results.Report;
using Reproduce.Results.Tables;

namespace Reproduce.Results.Changes;

/// <summary>How a sub-claim's verdicts and effects have changed.</summary>
internal static class SubClaimChanges
{
    /// <summary>Decimals of effects and bounds in snapshots.</summary>
    private const int Decimals = 3;

    public static IEnumerable<Change> Of(ResultItem item, SubClaim before, SubClaim after, bool isExact)
    {
        var changed = Findings(before, after, isExact).ToLookup(HasOtherVerdict);
        string[] verdicts = [.. changed[true].Select(Line)];
        string[] effects =
        [
            .. changed[false].OrderByDescending(pair => Math.Abs(pair.After!.Estimate - pair.Before!.Estimate)).Select(Line),
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
                $"{ReportWords.Count(effects.Length, "effect")} of {after.MeanAndCases.Count()} changed, no verdict",
                effects.Take(TableChanges.MostDetails));
        }

        string[] words = [.. Words(before, after)];
        if (words.Length > 0)
        {
            yield return ResultComparer.Of(item, ChangeKind.Text, $"{string.Join(", ", words)} changed");
        }
    }

    /// <summary>The mean and cases that differ, in the later sub-claim's order, those that are gone last.</summary>
    public static IEnumerable<(Finding? Before, Finding? After)> Findings(SubClaim before, SubClaim after, bool isExact)
    {
        var (tolerance, ofBounds) = (after.Tolerance, after.BoundTolerance);
        return ResultComparer.Pair(after.MeanAndCases, before.MeanAndCases, finding => finding.Case)
            .Select(pair => (Before: pair.After, After: pair.Before))
            .Where(pair => HasOtherVerdict(pair) || Moved(pair.Before!, pair.After!));

        bool Moved(Finding one, Finding other) =>
            Differs(one.Estimate, other.Estimate, tolerance)
            || Differs(one.Lower, other.Lower, ofBounds) || Differs(one.Upper, other.Upper, ofBounds)
            || (one.Seeds, one.Images) != (other.Seeds, other.Images);

        bool Differs(double one, double other, Tolerance allowed) =>
            isExact ? !one.Equals(other) : !allowed.Allows(one, other, Decimals);
    }

    private static bool HasOtherVerdict((Finding? Before, Finding? After) pair) =>
        pair.Before?.Verdict != pair.After?.Verdict || pair.Before?.Decides != pair.After?.Decides;

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
