using System.Collections.Immutable;

namespace Reproduce.Results.Tables;

/// <summary>A row of each of two tables that belong together.</summary>
/// <param name="Before">Index of the earlier table's row.</param>
/// <param name="After">Index of the later table's row.</param>
/// <param name="Label">The row as messages name it.</param>
internal readonly record struct RowPair(int Before, int After, string Label);

/// <summary>
/// Which rows of two tables belong together. Rows are known by their first cells: as few of the leading columns that both tables compare
/// exactly as tell all rows of each table apart; else by the last column of texts that does alone. Where none do, rows are known by their
/// position.
/// </summary>
/// <param name="Pairs">Rows of both tables.</param>
/// <param name="Differences">A line for each missing and each new row, and one for another order.</param>
internal sealed record RowPairing(ImmutableArray<RowPair> Pairs, ImmutableArray<string> Differences)
{
    public static RowPairing Of(Table before, Table after)
    {
        var exact = before.Columns.Zip(after.Columns)
            .TakeWhile(pair => pair.First.Name == pair.Second.Name && pair.First.IsNumeric == pair.Second.IsNumeric)
            .TakeWhile(pair => pair.First.IsExact && pair.Second.IsExact)
            .Count();

        // A column is left to be compared: a table of keys alone would show a changed cell as a missing and a new row.
        for (var count = 1; count <= Math.Min(exact, after.Columns.Length - 1); count++)
        {
            var (first, second) = (Labels(before, after.Columns, count), Labels(after, after.Columns, count));
            if (first.Distinct().Count() == first.Length && second.Distinct().Count() == second.Length)
            {
                return ByLabel(first, second);
            }
        }

        // Else one text alone, the last that does: a sentence often comes last.
        foreach (var column in after.Columns.Where(column => !column.IsNumeric).Reverse())
        {
            var (first, second) = (Texts(before, column.Name), Texts(after, column.Name));
            if (first.Length > 1 && first.Distinct().Count() == first.Length && second.Distinct().Count() == second.Length)
            {
                return ByLabel(first, second);
            }
        }

        return ByPosition(before.Rows.Length, after.Rows.Length);
    }

    /// <summary>Both tables' labels are written with the later table's decimals, which a table that was read from a file lacks.</summary>
    private static string[] Labels(Table table, ImmutableArray<Column> columns, int count) =>
    [
        .. table.Rows.Select(row => string.Join(
            " / ",
            columns.Take(count).Zip(row, (column, cell) => column.IsNumeric ? $"{column.Name} {column.Show(cell)}" : column.Show(cell)))),
    ];

    /// <summary>A column's texts; none where the table has no such column of texts.</summary>
    private static string[] Texts(Table table, string name)
    {
        var index = table.Columns.ToList().FindIndex(column => column.Name == name && !column.IsNumeric);
        return index < 0 ? [] : [.. table.Rows.Select(row => table.Columns[index].Show(row[index]))];
    }

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
