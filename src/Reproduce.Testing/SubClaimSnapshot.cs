using System.Diagnostics;
using NUnit.Framework;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Testing.Snapshots;
using Reproduce.Testing.Snapshots.Tables;

namespace Reproduce.Testing;

/// <summary>Pins and records a sub-claim's verdict and numbers.</summary>
[StackTraceHidden]
public static class SubClaimSnapshot
{
    /// <summary>Fails if the verdict or a case's verdict differs from the pinned one, or a number leaves its tolerance.</summary>
    /// <param name="subClaim">The sub-claim.</param>
    /// <param name="requireConclusion">Whether its conclusion must have been written for its verdict; not on data that a person brings.</param>
    /// <exception cref="InvalidOperationException">The conclusion was written for another verdict.</exception>
    /// <exception cref="SnapshotException">The snapshot is missing or differs.</exception>
    public static Task Verify(SubClaim subClaim, bool requireConclusion = true)
    {
        ArgumentNullException.ThrowIfNull(subClaim);
        TestContext.Progress.WriteLine($"{subClaim.Verdict}: {subClaim.Statement}");
        var table = SnapshotTable.WithColumns(
            SnapshotColumn.Text("case"),
            SnapshotColumn.Number("effect", ClaimTolerance.Numbers, decimals: 3),
            SnapshotColumn.Number("95 % from", ClaimTolerance.Numbers, decimals: 3),
            SnapshotColumn.Number("to", ClaimTolerance.Numbers, decimals: 3),
            SnapshotColumn.Number(subClaim.Unit, Tolerance.Exact, decimals: 0),
            SnapshotColumn.Text("verdict"));
        table = table.AddRows(subClaim.Findings, finding =>
        [
            finding.Case,
            finding.Effect.Estimate,
            finding.Effect.Lower,
            finding.Effect.Upper,
            finding.Effect.SampleSize,
            finding.Decides ? finding.Verdict.ToString() : $"({finding.Verdict})",
        ]);
        return ResultRecorder.OfProcess().Record(
            Fixture.Running(),
            name: null,
            item => item with
            {
                SubClaim = SubClaimResult.Of(subClaim) with
                {
                    AbsoluteTolerance = ClaimTolerance.Numbers.Absolute,
                    RelativeTolerance = ClaimTolerance.Numbers.Relative,
                },
            },
            () =>
            {
                if (requireConclusion)
                {
                    subClaim.RequireCurrentConclusion();
                }

                return Verifier.VerifyTable(table.WithHeading(Heading(subClaim)));
            });
    }

    private static IEnumerable<string> Heading(SubClaim subClaim)
    {
        yield return subClaim.Statement;
        yield return $"Source:  {subClaim.Source}";
        yield return $"Effect:  {subClaim.Effect}";
        yield return $"Verdict: {subClaim.Verdict}";
        if (subClaim.Conclusion is { } conclusion)
        {
            yield return $"Meaning: {conclusion.Text}";
        }
    }
}
