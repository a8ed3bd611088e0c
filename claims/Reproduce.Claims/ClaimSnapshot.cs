using System.Diagnostics;
using Reproduce.Core.Statistics;
using Reproduce.Snapshots;
using Reproduce.Snapshots.Tables;

namespace Reproduce.Claims;

/// <summary>Pins the verdict of a whole claim.</summary>
[StackTraceHidden]
internal static class ClaimSnapshot
{
    /// <summary>Fails if the claim's verdict or that of any part or control differs from the pinned one.</summary>
    /// <param name="parts">The sub-claims that make the claim's verdict.</param>
    /// <param name="controls">Checks beside it, with verdicts of their own.</param>
    public static Task Verify(IReadOnlyList<SubClaim> parts, IReadOnlyList<SubClaim>? controls = null)
    {
        var whole = Verdicts.Combine(parts.Select(part => part.Verdict));
        var claim = TestContext.CurrentContext.Test.ClassName!.Split('.')[^1];
        TestContext.Progress.WriteLine($"{whole}: the claim {claim} as a whole");
        var table = SnapshotTable.WithColumns(SnapshotColumn.Text("part"), SnapshotColumn.Text("verdict"), SnapshotColumn.Text("statement"))
            .AddRow("the claim", whole.ToString(), "all sub-claims together")
            .AddRows(parts, part => ["sub-claim", part.Verdict.ToString(), part.Statement])
            .AddRows(controls ?? [], control => ["control", control.Verdict.ToString(), control.Statement]);
        return Verifier.VerifyTable(table);
    }
}
