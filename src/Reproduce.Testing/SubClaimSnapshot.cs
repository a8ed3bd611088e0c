using System.Diagnostics;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Report;
using Reproduce.Results.Tables;
using Reproduce.Testing.Snapshots;

namespace Reproduce.Testing;

/// <summary>Pins and records a sub-claim's verdict and numbers.</summary>
[StackTraceHidden]
public static class SubClaimSnapshot
{
    private const int Decimals = 3;

    /// <summary>Fails if the verdict or a case's verdict differs from the pinned one, or a number leaves its tolerance.</summary>
    /// <param name="subClaim">The sub-claim. <see cref="ClaimTolerance.Numbers"/> is its tolerance if it has none of its own.</param>
    /// <param name="requireConclusion">
    /// Whether its conclusion must have been written for its verdict; not on data that a person brings.
    /// </param>
    /// <exception cref="OutdatedConclusionException">The conclusion was written for another verdict.</exception>
    /// <exception cref="SnapshotException">The snapshot is missing or differs.</exception>
    public static Task Verify(SubClaim subClaim, bool requireConclusion = true)
    {
        ArgumentNullException.ThrowIfNull(subClaim);
        subClaim = WithTolerance(subClaim);
        return ResultRecorder.OfProcess().Record(
            Fixture.Running(),
            name: null,
            item => item with { SubClaim = subClaim },
            () => ConcludedSnapshot.Verify(TableOf(subClaim), requireConclusion ? subClaim.OutdatedConclusion : null));
    }

    /// <summary>The table that a sub-claim's snapshot holds: the mean first, then the cases.</summary>
    internal static Table TableOf(SubClaim subClaim)
    {
        subClaim = WithTolerance(subClaim);
        var ofBounds = subClaim.BoundTolerance;
        var table = Table
            .WithColumns(
                Column.Text("case"),
                Column.Number("effect", subClaim.Tolerance, Decimals),
                Column.Number("95 % from", ofBounds, Decimals),
                Column.Number("to", ofBounds, Decimals),
                Column.Number("paper", Tolerance.Exact, Decimals),
                Column.Number("seeds", Tolerance.Exact, decimals: 0),
                Column.Number("images", Tolerance.Exact, decimals: 0),
                Column.Text("verdict"))
            .WithHeading(Heading(subClaim))
            .AddRows(subClaim.MeanAndCases, finding =>
            [
                finding.Case,
                finding.Estimate,
                finding.Lower,
                finding.Upper,
                finding.Published,
                finding.Seeds,
                finding.Images > 1 ? finding.Images : Cell.Empty,
                finding.Decides ? finding.Verdict.ToString() : $"({finding.Verdict})",
            ]);
        return subClaim.Consistency?.OneMoreCase is { } more
            ? table.AddRow(
                "one more case (prediction interval)",
                more.Estimate,
                more.Lower,
                more.Upper,
                Cell.Empty,
                Cell.Empty,
                Cell.Empty,
                Cell.Empty)
            : table;
    }

    private static SubClaim WithTolerance(SubClaim subClaim) =>
        subClaim.Tolerance == Tolerance.Exact ? subClaim with { Tolerance = ClaimTolerance.Numbers } : subClaim;

    private static IEnumerable<string> Heading(SubClaim subClaim)
    {
        yield return subClaim.Statement;
        yield return $"Source:  {subClaim.Source}";
        yield return $"Effect:  {subClaim.Effect}";
        yield return subClaim.Verdict == Verdict.NotTested ? $"Reason:  {subClaim.Rule}" : $"Claimed: {subClaim.Rule}";
        if (subClaim.Consistency is { } cases)
        {
            yield return $"Cases:   {cases.For} for, {cases.Against} against, {cases.Open} open";
        }

        if (subClaim.Paper is { } paper)
        {
            yield return $"Paper:   {paper.SameSign} of {paper.Cases} effects have the sign of the paper's; {paper.Predicted} of the "
                + "paper's effects lie in the 95 % prediction interval of one more seed of ours";
        }

        yield return $"Verdict: {ReportWords.WithSeedsNeeded(subClaim.Verdict, subClaim.SeedsNeeded)}";
        if (subClaim.Conclusion is { } conclusion)
        {
            yield return $"Meaning: {conclusion}";
        }
    }
}
