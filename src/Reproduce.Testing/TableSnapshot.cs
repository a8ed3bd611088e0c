using System.Collections.Immutable;
using System.Diagnostics;
using Reproduce.Results;
using Reproduce.Testing.Snapshots;
using Reproduce.Testing.Snapshots.Tables;

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
    public static Task Verify(SnapshotTable table, string? name = null, params ImmutableArray<int> figures)
    {
        ArgumentNullException.ThrowIfNull(table);
        return ResultRecorder.OfProcess().Record(
            Fixture.Running(),
            name,
            item => item with { Table = ResultOf(table), Figures = figures },
            () => Verifier.VerifyTable(table, name));
    }

    private static TableResult ResultOf(SnapshotTable table) => new(
        table.Heading,
        [.. table.Columns.Select(ResultOf)],
        [.. table.Rows.Select(row => row.Select(cell => new ResultCell(cell.Text, cell.Number)).ToImmutableArray())]);

    private static ColumnResult ResultOf(SnapshotColumn column) => new(
        column.Name,
        column.IsNumeric,
        column.Decimals,
        column.Meaning switch
        {
            ColumnMeaning.Paper => ColumnRole.Paper,
            ColumnMeaning.Ours => ColumnRole.Ours,
            ColumnMeaning.Difference => ColumnRole.Difference,
            _ => ColumnRole.Other,
        },
        column.Similar,
        column.Tolerance?.Absolute ?? 0,
        column.Tolerance?.Relative ?? 0);
}
