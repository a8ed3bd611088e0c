using System.Globalization;
using System.Text;
using Reproduce.Results.Report;
using Reproduce.Results.Tables;

namespace Reproduce.Testing.Snapshots.Tables;

/// <summary>A table: texts equal, numbers within their column's tolerance.</summary>
/// <param name="table">The table that the test received.</param>
internal sealed class TableContent(Table table) : ISnapshotContent
{
    private const int MostDifferences = 10;
    private const int MostLinesOfPreview = 25;

    /// <inheritdoc/>
    public string Extension => "txt";

    /// <inheritdoc/>
    public byte[] Received => Encoding.UTF8.GetBytes(TableFormat.Render(table));

    /// <inheritdoc/>
    public string Preview
    {
        get
        {
            var lines = TableFormat.Render(table).TrimEnd().Split('\n');
            return string.Join('\n', lines.Take(MostLinesOfPreview))
                + (lines.Length > MostLinesOfPreview ? $"\n... and {lines.Length - MostLinesOfPreview} more lines" : "");
        }
    }

    /// <inheritdoc/>
    public SnapshotDifference? CompareTo(byte[] verified)
    {
        try
        {
            var comparison = TableComparison.Of(TableFormat.Parse(TextOf(verified)), table);
            return comparison.Structure.IsEmpty && comparison.Cells.IsEmpty
                ? null
                : new SnapshotDifference(Report(comparison));
        }
        catch (FormatException exception)
        {
            return new SnapshotDifference(
                $"The verified file is no table (edited by hand, or merged?). {exception.Message} Restore it from version control.");
        }
    }

    /// <summary>A verified file's text; an editor may have added a byte order mark.</summary>
    private static string TextOf(ReadOnlySpan<byte> file) =>
        Encoding.UTF8.GetString(file.StartsWith(Encoding.UTF8.Preamble) ? file[Encoding.UTF8.Preamble.Length..] : file);

    /// <summary>As <c>reproduce compare</c> says it: how much differs, the largest difference first, and not all of many.</summary>
    private string Report(TableComparison comparison)
    {
        string[] ofCells = [.. comparison.Cells.OrderByDescending(cell => cell.Size).Select(Describe)];
        string[] rest = [.. ofCells.Skip(1), .. comparison.Structure.Skip(ofCells.Length > 0 ? 0 : 1)];
        var more = rest.Length > MostDifferences ? [$"... and {rest.Length - MostDifferences} more"] : Array.Empty<string>();
        return string.Join("\n  ", [Headline(ofCells, comparison), .. rest.Take(MostDifferences), .. more]);
    }

    /// <summary>The first line says most of it: a run in which much has changed shows no more.</summary>
    private string Headline(string[] ofCells, TableComparison comparison)
    {
        var structure = comparison.Structure;
        return ofCells.Length switch
        {
            0 when structure.Length > 1 => $"{structure.Length} changes; first: {structure[0]}",
            0 => structure[0],
            1 when structure.IsEmpty => $"{comparison.CountOfCells(table)}: {ofCells[0]}",
            _ => comparison.CountOfCells(table)
                + (structure.IsEmpty ? "" : $"; {ReportWords.Count(structure.Length, "other change")}") + $"; most: {ofCells[0]}",
        };
    }

    private static string Describe(CellDifference cell) => $"{cell.Row}, {cell.Column.Name}: " + (
        (cell.Before.Number, cell.After.Number) is ({ } before, { } after)
            ? Describe(cell.Column, before, after)
            : cell.Step);

    private static string Describe(Column column, double before, double after)
    {
        // Where the column's digits hide the difference, all are shown.
        var (from, to) = (column.Format(before), column.Format(after));
        return $"{from} -> {(from == to ? after.ToString("R", CultureInfo.InvariantCulture) : to)} (tolerance {column.Tolerance})";
    }
}
