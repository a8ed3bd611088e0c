using System.Globalization;
using System.Text;
using Reproduce.Results.Tables;

namespace Reproduce.Testing.Snapshots.Tables;

/// <summary>A table: texts equal, numbers within their column's tolerance.</summary>
/// <param name="table">The table that the test received.</param>
internal sealed class TableContent(Table table) : ISnapshotContent
{
    private const int MaxLines = 20;

    /// <inheritdoc/>
    public string Extension => "txt";

    /// <inheritdoc/>
    public byte[] Received => Encoding.UTF8.GetBytes(TableFormat.Render(table));

    /// <inheritdoc/>
    public SnapshotDifference? CompareTo(byte[] verified)
    {
        try
        {
            var comparison = TableComparison.Of(TableFormat.Parse(TextOf(verified)), table);
            string[] lines = [.. comparison.Structure, .. comparison.Cells.Select(Describe)];
            return lines.Length == 0 ? null : new SnapshotDifference(Report(lines));
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

    /// <summary>The differences for a person: at most 20, and how many more there are.</summary>
    private static string Report(string[] differences)
    {
        var lines = differences.Take(MaxLines).Select(line => "  " + line);
        var rest = differences.Length > MaxLines ? $"\n  ... and {differences.Length - MaxLines} more" : "";
        var count = differences.Length == 1 ? "1 difference" : $"{differences.Length} differences";
        return $"The table differs: {count}.\n{string.Join('\n', lines)}{rest}";
    }

    private static string Describe(CellDifference cell) => $"{cell.Row}, {cell.Column.Name}: " + (
        (cell.Before.Number, cell.After.Number) is ({ } expected, { } actual)
            ? Describe(cell.Column, expected, actual)
            : $"expected {Show(cell.Column, cell.Before)}, actual {Show(cell.Column, cell.After)}");

    private static string Describe(Column column, double expected, double actual)
    {
        // Six digits are readable; where they hide the difference, all are shown.
        var shown = Digits(actual, 6) == Digits(expected, 6) ? actual.ToString("R", CultureInfo.InvariantCulture) : Digits(actual, 6);
        var sign = actual > expected ? "+" : "";
        return $"expected {column.Format(expected)}, actual {shown}, difference {sign}{Digits(actual - expected, 3)}, "
            + $"tolerance {column.Tolerance}";
    }

    private static string Digits(double value, int count) => value.ToString($"G{count}", CultureInfo.InvariantCulture);

    private static string Show(Column column, Cell cell) =>
        cell.IsEmpty ? "(empty)" : column.IsNumeric ? column.Show(cell) : $"'{TableFormat.Show(column, cell)}'";
}
