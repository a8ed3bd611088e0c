using System.Collections.Immutable;
using Reproduce.Results.Report;

namespace Reproduce.Results.Changes;

/// <summary>Two result sets of one paper, and what differs between them, the most important first.</summary>
/// <param name="Before">The one.</param>
/// <param name="After">The other.</param>
/// <param name="IsExact">Whether any change of a number counts, instead of those above the snapshots' tolerances.</param>
/// <param name="Changes">What differs: see <see cref="ResultComparer"/>.</param>
public sealed record ResultComparison(ResultSet Before, ResultSet After, bool IsExact, ImmutableArray<Change> Changes)
{
    /// <summary>Compares two result sets of one paper.</summary>
    public static ResultComparison Of(ResultSet before, ResultSet after, bool isExact = false) =>
        new(before, after, isExact, ResultComparer.Compare(before, after, isExact));

    /// <summary>Claims whose verdict as a whole has changed, in the paper's order.</summary>
    public ImmutableArray<ChangedVerdict> Claims =>
    [
        .. from change in InOrder(ChangeKind.Verdict)
           where change is { Before.Whole: { } before, After.Whole: { } after } && before.Verdict != after.Verdict
           select new ChangedVerdict(
               change.Claim,
               change.Data,
               change.Claim,
               new(change.Before!.Whole!.Verdict, change.Before.Whole.Number),
               new(change.After!.Whole!.Verdict, change.After.Whole.Number)),
    ];

    /// <summary>
    /// Sub-claims whose verdict or mean has changed, verdicts first, with those that only the claim as a whole names.
    /// </summary>
    public ImmutableArray<ChangedVerdict> SubClaims
    {
        get
        {
            var own = Parts.Select(part => part.SubClaim).OfType<ChangedVerdict>();
            var named = Parts.Select(part => (part.Change.Claim, part.Change.Data, part.After.Statement)).ToHashSet();
            var further =
                from change in InOrder(ChangeKind.Verdict)
                where change is { Before.Whole: not null, After.Whole: not null }
                from part in ResultComparer.ChangedParts(change.Before!.Whole!, change.After!.Whole!)
                let statement = (part.After ?? part.Before)!.Statement
                where !named.Contains((change.Claim, change.Data, statement))
                select new ChangedVerdict(change.Claim, change.Data, statement, FoundOf(part.Before), FoundOf(part.After));
            return [.. own.Concat(further).OrderBy(part => part.Before?.Verdict == part.After?.Verdict)];
        }
    }

    /// <summary>The cases that have changed, by sub-claim.</summary>
    public ImmutableArray<(string Statement, ImmutableArray<ChangedVerdict> Cases)> Cases =>
        [.. Parts.Where(part => !part.Cases.IsEmpty).Select(part => (part.After.Statement, part.Cases))];

    /// <summary>Tables that have changed.</summary>
    public ImmutableArray<Change> Tables => [.. InOrder(ChangeKind.Table)];

    /// <summary>Figures that have changed.</summary>
    public ImmutableArray<Change> Figures => [.. InOrder(ChangeKind.Figure)];

    /// <summary>Results that only one set has.</summary>
    public ImmutableArray<Change> Unmatched => [.. InOrder(ChangeKind.Added, ChangeKind.Removed)];

    /// <summary>Runs that ended otherwise, and sentences in other words.</summary>
    public ImmutableArray<Change> Others => [.. InOrder(ChangeKind.Run, ChangeKind.Text)];

    /// <summary>Claims whose data are not known to be the same, so that nothing of them is compared.</summary>
    public ImmutableArray<Change> OnOtherData => [.. InOrder(ChangeKind.Data)];

    /// <summary>How much has changed, such as <c>1 verdict, 3 sub-claims, 12 cases, 2 figures</c>; empty where nothing has.</summary>
    public static string Summary(IReadOnlyCollection<ResultComparison> comparisons)
    {
        (int Count, string Noun)[] counts =
        [
            (comparisons.Sum(one => one.Claims.Length), "verdict"),
            (comparisons.Sum(one => one.SubClaims.Length), "sub-claim"),
            (comparisons.Sum(one => one.Cases.Sum(part => part.Cases.Length)), "case"),
            (comparisons.Sum(one => one.Figures.Length), "figure"),
            (comparisons.Sum(one => one.Tables.Length), "table"),
            (comparisons.Sum(one => one.Others.Count(change => change.Kind == ChangeKind.Run)), "run"),
            (comparisons.Sum(one => one.Others.Count(change => change.Kind == ChangeKind.Text)), "text"),
        ];
        return string.Join(", ", counts.Where(count => count.Count > 0).Select(count => ReportWords.Count(count.Count, count.Noun)));
    }

    private IEnumerable<ChangedPart> Parts =>
        from change in InOrder(ChangeKind.Verdict, ChangeKind.Effect)
        where change is { Before.SubClaim: not null, After.SubClaim: not null }
        select ChangedPart.Of(change, IsExact);

    private IEnumerable<Change> InOrder(params ChangeKind[] kinds) => Changes.Where(change => kinds.Contains(change.Kind))
        .OrderBy(change => After.Paper.PlaceOf(change.Claim)).ThenBy(change => change.Claim, StringComparer.Ordinal)
        .ThenBy(change => After.Paper.PlaceOfData(change.Data)).ThenBy(change => change.Data, StringComparer.Ordinal);

    private static FoundVerdict? FoundOf(PartResult? part) => part is null ? null : new(part.Verdict, part.Mean);

    /// <summary>A sub-claim that has changed.</summary>
    /// <param name="Change">The change.</param>
    /// <param name="After">The later sub-claim.</param>
    /// <param name="SubClaim">Its verdict and mean; null where neither has changed.</param>
    /// <param name="Cases">Its cases that have changed.</param>
    private sealed record ChangedPart(Change Change, SubClaim After, ChangedVerdict? SubClaim, ImmutableArray<ChangedVerdict> Cases)
    {
        public static ChangedPart Of(Change change, bool isExact)
        {
            var (before, after) = (change.Before!.SubClaim!, change.After!.SubClaim!);
            var findings = SubClaimChanges.Findings(before, after, isExact)
                .ToLookup(pair => (pair.After ?? pair.Before)!.Case == Results.SubClaim.MeanName);
            var hasChanged = before.Verdict != after.Verdict || findings[true].Any();
            return new(
                change,
                after,
                hasChanged ? Changed(after.Statement, new(before.Verdict, before.Mean), new(after.Verdict, after.Mean)) : null,
                [
                    .. findings[false].Select(pair =>
                        Changed((pair.After ?? pair.Before)!.Case, FoundOf(pair.Before), FoundOf(pair.After))),
                ]);

            ChangedVerdict Changed(string name, FoundVerdict? one, FoundVerdict? other) =>
                new(change.Claim, change.Data, name, one, other);
        }

        private static FoundVerdict? FoundOf(Finding? finding) => finding is null ? null : new(finding.Verdict, finding);
    }
}
