using System.Collections.Immutable;

namespace Reproduce.Testing.Snapshots.Tables;

/// <summary>A row of each table that belong together.</summary>
/// <param name="Verified">Index of the verified table's row.</param>
/// <param name="Received">Index of the received table's row.</param>
/// <param name="Label">The row as messages name it.</param>
internal readonly record struct RowPair(int Verified, int Received, string Label);

/// <summary>
/// Which rows of two tables belong together. Rows are known by their first cells: as few of the leading columns that compare
/// exactly as tell all rows of each table apart. Where none do, rows are known by their position.
/// </summary>
/// <param name="Pairs">Rows of both tables.</param>
/// <param name="Differences">A line for each missing and each new row, and one for another order.</param>
internal sealed record RowPairing(ImmutableArray<RowPair> Pairs, ImmutableArray<string> Differences)
{
    public static RowPairing Of(SnapshotTable verified, SnapshotTable received)
    {
        var exact = received.Columns.Zip(verified.Columns)
            .TakeWhile(pair => pair.First.Name == pair.Second.Name && pair.First.IsNumeric == pair.Second.IsNumeric)
            .TakeWhile(pair => pair.First.Tolerance is null || pair.First.Tolerance == Tolerance.Exact)
            .Count();

        // A column is left to be compared: a table of keys alone would know changed cells as missing and new rows only.
        for (var count = 1; count <= Math.Min(exact, received.Columns.Length - 1); count++)
        {
            var before = Labels(verified, received.Columns, count);
            var after = Labels(received, received.Columns, count);
            if (before.Distinct().Count() == before.Length && after.Distinct().Count() == after.Length)
            {
                return ByLabel(before, after);
            }
        }

        return ByPosition(verified.Rows.Count, received.Rows.Count);
    }

    /// <summary>Both tables' labels are written by the received columns, whose decimals the verified numbers do not know.</summary>
    private static string[] Labels(SnapshotTable table, ImmutableArray<SnapshotColumn> columns, int count) =>
    [
        .. table.Rows.Select(row => string.Join(" / ", columns.Take(count).Zip(row, TableFormat.Show))),
    ];

    private static RowPairing ByLabel(string[] before, string[] after)
    {
        var common = before.Intersect(after).ToArray();
        var differences = before.Except(after).Select(label => $"row '{label}' is missing")
            .Concat(after.Except(before).Select(label => $"row '{label}' is new"));
        if (!common.SequenceEqual(after.Intersect(before)))
        {
            differences = differences.Append("the rows are in another order");
        }

        var oldIndex = before.Index().ToDictionary(row => row.Item, row => row.Index);
        var newIndex = after.Index().ToDictionary(row => row.Item, row => row.Index);
        return new RowPairing([.. common.Select(label => new RowPair(oldIndex[label], newIndex[label], label))], [.. differences]);
    }

    private static RowPairing ByPosition(int before, int after) => new(
        [.. Enumerable.Range(0, Math.Min(before, after)).Select(i => new RowPair(i, i, $"row {i + 1}"))],
        before == after ? [] : [$"there were {before} rows; there are {after}"]);
}
