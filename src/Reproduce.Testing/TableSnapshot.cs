using System.Collections.Immutable;
using System.Diagnostics;
using Reproduce.Results.Tables;
using Reproduce.Testing.Snapshots;

namespace Reproduce.Testing;

/// <summary>Pins and records a table.</summary>
[StackTraceHidden]
public static class TableSnapshot
{
    /// <summary>Fails if a text differs from the pinned one or a number leaves its tolerance.</summary>
    /// <param name="table">The table.</param>
    /// <param name="name">Tells several snapshots of one test apart.</param>
    /// <param name="figures">Numbers of the paper's figures that it reproduces or stands in for.</param>
    /// <exception cref="SnapshotException">The snapshot is missing or differs.</exception>
    public static Task Verify(Table table, string? name = null, params ImmutableArray<int> figures)
    {
        ArgumentNullException.ThrowIfNull(table);
        return ResultRecorder.OfProcess().Record(
            Fixture.Running(),
            name,
            item => item with { Table = table, Figures = figures },
            () => Verifier.VerifyTable(table, name));
    }
}
