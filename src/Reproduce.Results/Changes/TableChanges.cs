using System.Collections.Immutable;
using System.Globalization;

namespace Reproduce.Results.Changes;

/// <summary>How a table's cells have changed. Rows are known by their first cells, as in snapshots.</summary>
internal static class TableChanges
{
    /// <summary>So many single changes are named.</summary>
    public const int MostDetails = 10;

    public static IEnumerable<Change> Of(ResultItem item, TableResult before, TableResult after, bool isExact)
    {
        var keys = KeyColumns(before, after);
        var (rowsBefore, rowsAfter) = (Rows(before, keys), Rows(after, keys));
        var common = before.Columns.Select(column => column.Name).Intersect(after.Columns.Select(column => column.Name)).ToHashSet();
        var cells = CellChanges(before, after, rowsBefore, rowsAfter, common, isExact).ToList();
        string[] other =
        [
            .. before.Columns.Where(column => !common.Contains(column.Name)).Select(column => $"column '{column.Name}' is gone"),
            .. after.Columns.Where(column => !common.Contains(column.Name)).Select(column => $"column '{column.Name}' is new"),
            .. rowsBefore.Keys.Except(rowsAfter.Keys).Select(row => $"row '{row}' is gone"),
            .. rowsAfter.Keys.Except(rowsBefore.Keys).Select(row => $"row '{row}' is new"),
            .. before.Heading.SequenceEqual(after.Heading) ? [] : new[] { "the heading says something else" },
        ];
        if (cells.Count + other.Length > 0)
        {
            var lines = cells.OrderByDescending(cell => cell.Size).Select(cell => cell.Line).ToList();
            yield return ResultComparer.Of(
                item,
                ChangeKind.Table,
                string.Join("; ", [.. Numbers(cells, lines, after), .. other.Length > 0 ? [ResultComparer.Counted(other.Length, "other change")] : (string[])[]]),
                // One line says all where there is but one change.
                other.Length == 0 && lines.Count == 1 ? [] : other.Concat(lines).Take(MostDetails));
        }
    }

    /// <summary>Whether two numbers are further apart than a tolerance; one that is no number equals itself alone.</summary>
    public static bool Differs(double one, double other, double tolerance) =>
        !one.Equals(other) && !(Math.Abs(one - other) <= tolerance);

    private static IEnumerable<string> Numbers(List<(double Size, string Line)> cells, List<string> lines, TableResult table)
    {
        if (cells.Count > 0)
        {
            var all = table.Rows.Length * table.Columns.Count(column => column.IsNumeric);
            yield return FormattableString.Invariant($"{ResultComparer.Counted(cells.Count, "cell")} changed, of {all} numbers; most: {lines[0]}");
        }
    }

    private static IEnumerable<(double Size, string Line)> CellChanges(
        TableResult before,
        TableResult after,
        Dictionary<string, ImmutableArray<ResultCell>> rowsBefore,
        Dictionary<string, ImmutableArray<ResultCell>> rowsAfter,
        HashSet<string> columns,
        bool isExact) =>
        from row in rowsAfter.Keys.Where(rowsBefore.ContainsKey)
        from column in after.Columns.Where(column => columns.Contains(column.Name))
        let one = rowsBefore[row][IndexOf(before, column.Name)]
        let other = rowsAfter[row][IndexOf(after, column.Name)]
        where Differs(column, one, other, isExact)
        select (SizeOf(one, other), $"{row}, {column.Name}: {Show(one, column)} -> {Show(other, column)}");

    private static bool Differs(ColumnResult column, ResultCell one, ResultCell other, bool isExact) =>
        (one.Number, other.Number) is ({ } before, { } after)
            ? Differs(before, after, isExact ? 0 : AllowedAround(column, before))
            : one != other;

    /// <summary>The tolerance, and half a unit of the last decimal that is shown, as snapshots allow.</summary>
    private static double AllowedAround(ColumnResult column, double number) =>
        Math.Max(column.AbsoluteTolerance, column.RelativeTolerance * Math.Abs(number))
        + (column.Decimals is { } decimals ? 0.5 * Math.Pow(10, -decimals) : 0);

    private static double SizeOf(ResultCell one, ResultCell other) =>
        (one.Number, other.Number) is ({ } before, { } after) && double.IsFinite(after - before)
            ? Math.Abs(after - before)
            : double.PositiveInfinity;

    private static string Show(ResultCell cell, ColumnResult column) => cell.Number is { } number
        ? number.ToString(column.Decimals is { } decimals ? $"F{decimals}" : "R", CultureInfo.InvariantCulture)
        : cell.Text ?? "nothing";

    private static int IndexOf(TableResult table, string column) => table.Columns.Select(item => item.Name).ToList().IndexOf(column);

    /// <summary>
    /// As few of the leading columns that both tables compare exactly as tell all rows of each apart; none if they do not.
    /// </summary>
    private static ImmutableArray<string> KeyColumns(TableResult before, TableResult after)
    {
        var exact = before.Columns.Zip(after.Columns)
            .TakeWhile(pair => pair.First.Name == pair.Second.Name && IsExact(pair.First) && IsExact(pair.Second))
            .Select(pair => pair.First.Name)
            .ToList();
        for (var count = 1; count <= exact.Count; count++)
        {
            var keys = exact.Take(count).ToImmutableArray();
            if (AreDistinct(before, keys) && AreDistinct(after, keys))
            {
                return keys;
            }
        }

        return [];
    }

    private static bool IsExact(ColumnResult column) => column is { AbsoluteTolerance: 0, RelativeTolerance: 0 };

    private static bool AreDistinct(TableResult table, ImmutableArray<string> keys) =>
        table.Rows.Select(row => NameOf(table, row, keys)).Distinct().Count() == table.Rows.Length;

    /// <summary>Rows by the cells of their key columns, or by their place where there are none.</summary>
    private static Dictionary<string, ImmutableArray<ResultCell>> Rows(TableResult table, ImmutableArray<string> keys) => table.Rows
        .Select((row, place) => (Name: keys.IsEmpty ? FormattableString.Invariant($"row {place + 1}") : NameOf(table, row, keys), row))
        .ToDictionary(item => item.Name, item => item.row);

    private static string NameOf(TableResult table, ImmutableArray<ResultCell> row, ImmutableArray<string> keys) => string.Join(
        ", ",
        keys.Select(key => IndexOf(table, key)).Select(column => table.Columns[column].IsNumeric
            ? $"{table.Columns[column].Name} {Show(row[column], table.Columns[column])}"
            : Show(row[column], table.Columns[column])));
}
