using System.Text;

namespace Reproduce.Testing.Snapshots.Tables;

/// <summary>Reads comma-separated values (RFC 4180: quotes around commas, line breaks and doubled quotes) with a header.</summary>
internal static class CsvTable
{
    /// <summary>Reads a table.</summary>
    /// <param name="csv">The values; lines end with LF or CR LF.</param>
    /// <param name="tolerances">The numeric columns by their names; every other column is text.</param>
    /// <exception cref="FormatException">The values are no table, or a numeric column is missing or holds something else.</exception>
    public static SnapshotTable Parse(string csv, IReadOnlyDictionary<string, Tolerance> tolerances)
    {
        ArgumentNullException.ThrowIfNull(csv);
        ArgumentNullException.ThrowIfNull(tolerances);
        var records = Records(csv);
        var header = records.FirstOrDefault() ?? throw new FormatException("The values have a header line. Actual: an empty text.");
        var unknown = tolerances.Keys.Except(header).Order(StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
        {
            throw new FormatException(
                $"A tolerance names a column. There is none named '{string.Join("', '", unknown)}'; columns: {string.Join(", ", header)}.");
        }

        var table = SnapshotTable.WithColumns(header.Select(name =>
            tolerances.TryGetValue(name, out var tolerance) ? SnapshotColumn.Number(name, tolerance) : SnapshotColumn.Text(name)));
        return records.Skip(1).Select((record, i) => Row(table, record, i + 2)).Aggregate(table, (all, row) => all.AddRow(row));
    }

    private static SnapshotCell[] Row(SnapshotTable table, List<string> values, int record) =>
        values.Count == table.Columns.Length
            ? [.. table.Columns.Zip(values, (column, value) => Cell(column, value, record))]
            : throw new FormatException($"Record {record} has {values.Count} values for {table.Columns.Length} columns.");

    private static SnapshotCell Cell(SnapshotColumn column, string value, int record)
    {
        if (!column.IsNumeric || string.IsNullOrWhiteSpace(value))
        {
            return column.IsNumeric ? SnapshotCell.Empty : value;
        }

        return TableFormat.ParseNumber(value)
            ?? throw new FormatException($"Record {record}: column '{column.Name}' holds numbers. Actual: '{value}'.");
    }

    private static List<List<string>> Records(string csv)
    {
        var records = new List<List<string>>();
        var position = 0;
        while (position < csv.Length)
        {
            var record = new List<string>();
            do
            {
                record.Add(Value(csv, ref position));
            }
            while (Skip(csv, ref position, ","));

            if (!Skip(csv, ref position, "\r\n") && !Skip(csv, ref position, "\n") && position < csv.Length)
            {
                throw new FormatException($"Record {records.Count + 1}: after a closing quote comes a comma or the line's end.");
            }

            records.Add(record);
        }

        return records;
    }

    private static bool Skip(string csv, ref int position, string token)
    {
        if (!csv.AsSpan(position).StartsWith(token, StringComparison.Ordinal))
        {
            return false;
        }

        position += token.Length;
        return true;
    }

    private static string Value(string csv, ref int position)
    {
        if (!Skip(csv, ref position, "\""))
        {
            var length = csv.AsSpan(position).IndexOfAny(",\r\n");
            var start = position;
            position = length < 0 ? csv.Length : position + length;
            return csv[start..position];
        }

        var value = new StringBuilder();
        while (true)
        {
            var length = csv.AsSpan(position).IndexOf('"');
            if (length < 0)
            {
                throw new FormatException("A quoted value ends with a quote. The text ends before it.");
            }

            value.Append(csv, position, length);
            position += length + 1;
            if (!Skip(csv, ref position, "\""))
            {
                return value.ToString();
            }

            value.Append('"');
        }
    }
}
