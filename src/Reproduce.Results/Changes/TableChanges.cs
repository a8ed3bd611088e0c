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
        var comparison = TableComparison.Of(before, after, isExact);
        var (structure, cells) = comparison;
        if (structure.IsEmpty && cells.IsEmpty)
        {
            yield break;
        }

        string[] lines = [.. cells.OrderByDescending(cell => cell.Size).Select(Line)];
        string[] summary =
        [
            .. lines.Take(1).Select(most => $"{comparison.CountOfCells(after)}; most: {most}"),
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
