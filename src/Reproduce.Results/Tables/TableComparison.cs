using System.Collections.Immutable;
using Reproduce.Results.Report;

namespace Reproduce.Results.Tables;

/// <summary>A cell that differs between two tables.</summary>
/// <param name="Row">The row as messages name it.</param>
/// <param name="Column">The later table's column.</param>
/// <param name="Before">The earlier table's cell.</param>
/// <param name="After">The later table's cell.</param>
public sealed record CellDifference(string Row, Column Column, Cell Before, Cell After)
{
    /// <summary>How far the cell has moved; a verdict or another text comes before any number.</summary>
    public double Size =>
        (Before.Number, After.Number) is ({ } before, { } after) && double.IsFinite(after - before)
            ? Math.Abs(after - before)
            : double.PositiveInfinity;

    /// <summary>What stood there and what does, such as <c>0.5 -> nothing</c>.</summary>
    public string Step => $"{Show(Before)} -> {Show(After)}";

    private string Show(Cell cell) => cell.IsEmpty ? "nothing" : Column.Show(cell);
}

/// <summary>
/// How two tables differ: a pinned one and that of a test, or those of two runs. Rows are paired as <see cref="RowPairing"/>
/// says.
/// </summary>
/// <param name="Structure">A line for each difference of heading, columns and rows.</param>
/// <param name="Cells">The cells of common rows and columns that differ by more than the later table's tolerances, in its order.</param>
public sealed record TableComparison(ImmutableArray<string> Structure, ImmutableArray<CellDifference> Cells)
{
    /// <summary>How many cells differ, such as <c>2 cells changed, of 12</c>.</summary>
    /// <param name="after">The later table, whose cells are counted.</param>
    public string CountOfCells(Table after)
    {
        ArgumentNullException.ThrowIfNull(after);
        return $"{ReportWords.Count(Cells.Length, "cell")} changed, of {after.Rows.Length * after.Columns.Length}";
    }

    /// <summary>Compares two tables.</summary>
    /// <param name="before">The earlier or pinned table.</param>
    /// <param name="after">The later table, whose columns say what may differ.</param>
    /// <param name="isExact">Whether any difference of a number counts, instead of those above the tolerances.</param>
    public static TableComparison Of(Table before, Table after, bool isExact = false)
    {
        (int Before, int After)[] columns =
        [
            .. from i in Enumerable.Range(0, before.Columns.Length)
               from j in Enumerable.Range(0, after.Columns.Length)
               where before.Columns[i].Name == after.Columns[j].Name
               select (i, j),
        ];
        var rows = RowPairing.Of(before, after);
        return new(
            [.. Headings(before, after), .. Columns(before, after, columns), .. rows.Differences],
            [
                .. from row in rows.Pairs
                   from pair in columns
                   let column = after.Columns[pair.After]
                   where before.Columns[pair.Before].IsNumeric == column.IsNumeric
                   let cell = new CellDifference(row.Label, column, before.Rows[row.Before][pair.Before], after.Rows[row.After][pair.After])
                   where !Agree(cell, isExact)
                   select cell,
            ]);
    }

    private static IEnumerable<string> Headings(Table before, Table after) =>
        from i in Enumerable.Range(0, Math.Max(before.Heading.Length, after.Heading.Length))
        let lines = (Before: before.Heading.ElementAtOrDefault(i), After: after.Heading.ElementAtOrDefault(i))
        where lines.Before != lines.After
        select $"heading, line {i + 1} " + lines switch
        {
            (null, _) => $"is new: '{lines.After}'",
            (_, null) => $"is missing: '{lines.Before}'",
            _ => $"was '{lines.Before}'; it is '{lines.After}'",
        };

    private static IEnumerable<string> Columns(Table before, Table after, (int Before, int After)[] common)
    {
        var (first, second) = (Names(before), Names(after));
        string[] order = first.Intersect(second).SequenceEqual(second.Intersect(first))
            ? []
            : [$"the columns' order was {string.Join(", ", first)}; it is {string.Join(", ", second)}"];
        return
        [
            .. first.Except(second).Select(name => $"column '{name}' is missing"),
            .. second.Except(first).Select(name => $"column '{name}' is new"),
            .. order,
            .. from pair in common
               let column = after.Columns[pair.After]
               where before.Columns[pair.Before].IsNumeric != column.IsNumeric
               select $"column '{column.Name}' held {(column.IsNumeric ? "texts; it holds numbers" : "numbers; it holds texts")}",
        ];
    }

    private static string[] Names(Table table) => [.. table.Columns.Select(column => column.Name)];

    /// <summary>Whether two cells agree. Empty agrees with empty alone.</summary>
    private static bool Agree(CellDifference cell, bool isExact) => (cell.Before.Number, cell.After.Number) switch
    {
        ({ } before, { } after) when isExact => before.Equals(after),
        ({ } before, { } after) => cell.Column.Tolerance!.Allows(before, after, cell.Column.Decimals),
        _ => cell.Before == cell.After,
    };
}
