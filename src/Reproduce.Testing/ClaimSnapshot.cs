using System.Diagnostics;
using NUnit.Framework;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Tables;
using Reproduce.Testing.Snapshots;

namespace Reproduce.Testing;

/// <summary>Pins and records the verdict of a whole claim.</summary>
[StackTraceHidden]
public static class ClaimSnapshot
{
    /// <summary>Fails if the claim's verdict or that of any part or control differs from the pinned one.</summary>
    /// <param name="parts">The sub-claims that make the claim's verdict, at least one.</param>
    /// <param name="controls">Checks beside it, with verdicts of their own.</param>
    /// <exception cref="SnapshotException">The snapshot is missing or differs.</exception>
    public static Task Verify(IReadOnlyList<SubClaim> parts, IReadOnlyList<SubClaim>? controls = null)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var (fixture, whole) = (Fixture.Running(), Verdicts.Combine(parts.Select(part => part.Verdict)));
        var pinned = new PinnedClaim(
            fixture.Claim.Name, PaperAttribute.Of(fixture.Type).Title, fixture.Claim.Sentence, fixture.Claim.Source, fixture.Data, whole);
        TestContext.Progress.WriteLine($"{whole}: the claim {fixture.Claim.Name} as a whole");
        var table = Table.WithColumns(Column.Text("part"), Column.Text("verdict"), Column.Text("statement"))
            .WithHeading(pinned.Lines)
            .AddRow("the claim", whole.ToString(), "all sub-claims together")
            .AddRows(parts, part => ["sub-claim", part.Verdict.ToString(), part.Statement])
            .AddRows(controls ?? [], control => ["control", control.Verdict.ToString(), control.Statement]);
        var result = new WholeClaimResult(whole, [.. parts.Select(InShort)], [.. (controls ?? []).Select(InShort)]);
        return ResultRecorder.OfProcess()
            .Record(fixture, name: null, item => item with { Whole = result }, () => Verifier.VerifyTable(table));
    }

    private static PartResult InShort(SubClaim part)
    {
        Finding[] deciding = [.. part.Findings.Where(finding => finding.Decides)];
        return new(part.Statement, part.Verdict, deciding.Count(finding => finding.Verdict != Verdict.Inconclusive), deciding.Length);
    }
}
