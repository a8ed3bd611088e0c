using System.Diagnostics;
using NUnit.Framework;
using Reproduce.Results;
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
        TestContext.Progress.WriteLine($"{subClaim.Verdict}: {subClaim.Statement}");
        subClaim = WithTolerance(subClaim);
        return ResultRecorder.OfProcess().Record(
            Fixture.Running(),
            name: null,
            item => item with { SubClaim = subClaim },
            () =>
            {
                if (requireConclusion)
                {
                    subClaim.RequireCurrentConclusion();
                }

                return Verifier.VerifyTable(TableOf(subClaim));
            });
    }

    /// <summary>The table that a sub-claim's snapshot holds.</summary>
    internal static Table TableOf(SubClaim subClaim)
    {
        var tolerance = WithTolerance(subClaim).Tolerance;
        var ofBounds = new Tolerance(subClaim.BoundFactor * tolerance.Absolute, subClaim.BoundFactor * tolerance.Relative);
        return Table
            .WithColumns(
                Column.Text("case"),
                Column.Number("effect", tolerance, Decimals),
                Column.Number("95 % from", ofBounds, Decimals),
                Column.Number("to", ofBounds, Decimals),
                Column.Number(subClaim.Unit, Tolerance.Exact, decimals: 0),
                Column.Text("verdict"))
            .WithHeading(Heading(subClaim))
            .AddRows(subClaim.Findings, finding =>
            [
                finding.Case,
                finding.Estimate,
                finding.Lower,
                finding.Upper,
                finding.SampleSize,
                finding.Decides ? finding.Verdict.ToString() : $"({finding.Verdict})",
            ]);
    }

    private static SubClaim WithTolerance(SubClaim subClaim) =>
        subClaim.Tolerance == Tolerance.Exact ? subClaim with { Tolerance = ClaimTolerance.Numbers } : subClaim;

    private static IEnumerable<string> Heading(SubClaim subClaim)
    {
        yield return subClaim.Statement;
        yield return $"Source:  {subClaim.Source}";
        yield return $"Effect:  {subClaim.Effect}";
        yield return $"Verdict: {subClaim.Verdict}";
        if (subClaim.Conclusion is { } conclusion)
        {
            yield return $"Meaning: {conclusion}";
        }
    }
}
