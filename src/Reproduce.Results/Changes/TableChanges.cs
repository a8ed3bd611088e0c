using Reproduce.Results.Report;
using Reproduce.Results.Tables;

namespace Reproduce.Results.Changes;

/// <summary>How a table has changed.</summary>
internal static class TableChanges
{
    /// <summary>The largest number of single changes that are listed.</summary>
    public const int MostDetails = 10;

    public static IEnumerable<Change> Of(ResultItem item, Table before, Table after, bool isExact)
    {
        var (structure, cells) = TableComparison.Of(before, after, isExact);
        if (structure.IsEmpty && cells.IsEmpty)
        {
            yield break;
        }

        string[] lines = [.. cells.OrderByDescending(cell => cell.Size).Select(Line)];
        var numbers = after.Rows.Length * after.Columns.Count(column => column.IsNumeric);
        string[] summary =
        [
            .. lines.Take(1).Select(most => $"{ReportWords.Count(lines.Length, "cell")} changed, of {numbers} numbers; most: {most}"),
            .. structure.Take(1).Select(_ => ReportWords.Count(structure.Length, "other change")),
        ];
        // The summary of a single changed cell says all of it.
        yield return ResultComparer.Of(
            item,
            ChangeKind.Table,
            string.Join("; ", summary),
            structure.IsEmpty && lines.Length == 1 ? [] : structure.Concat(lines).Take(MostDetails));
    }

    private static string Line(CellDifference cell) => $"{cell.Row}, {cell.Column.Name}: {cell.Step}";
}
