using System.Diagnostics;
using Reproduce.Core.Statistics;
using Reproduce.Snapshots;
using Reproduce.Snapshots.Tables;

namespace Reproduce.Claims;

/// <summary>Pins a sub-claim's verdict and numbers.</summary>
[StackTraceHidden]
internal static class SubClaimSnapshot
{
    // The toy models have the same bits on every processor with fused multiply-add; the tolerance is for other mathematical libraries.
    private static readonly Tolerance s_tolerance = new(absolute: 0.0005, relative: 0.005);

    /// <summary>Fails if the verdict or a case's verdict differs from the pinned one, or a number leaves its tolerance.</summary>
    public static Task Verify(SubClaim subClaim)
    {
        TestContext.Progress.WriteLine($"{subClaim.Verdict}: {subClaim.Statement}");
        var table = SnapshotTable.WithColumns(
            SnapshotColumn.Text("case"),
            SnapshotColumn.Number("effect", s_tolerance, decimals: 3),
            SnapshotColumn.Number("95 % from", s_tolerance, decimals: 3),
            SnapshotColumn.Number("to", s_tolerance, decimals: 3),
            SnapshotColumn.Number("seeds", Tolerance.Exact, decimals: 0),
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
        return Verifier.VerifyTable(table.WithHeading(Heading(subClaim)));
    }

    private static IEnumerable<string> Heading(SubClaim subClaim)
    {
        yield return subClaim.Statement;
        yield return $"Source:  {subClaim.Source}";
        yield return $"Effect:  {subClaim.Effect}";
        yield return $"Verdict: {subClaim.Verdict}";
        if (subClaim.Conclusion.Length > 0)
        {
            yield return $"Meaning: {subClaim.Conclusion}";
        }
    }
}
