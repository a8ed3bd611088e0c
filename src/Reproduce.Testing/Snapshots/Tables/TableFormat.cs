using System.Globalization;
using System.Text;
using Reproduce.Results.Tables;

namespace Reproduce.Testing.Snapshots.Tables;

/// <summary>
/// A table's file: the lines of its heading and a blank line, if it has any, and then an aligned Markdown table, texts to the left and
/// numbers to the right. A backslash escapes itself, the bar (<c>\|</c>), line breaks and tabs (<c>\n \r \t</c>), and blanks at a text's
/// ends (<c>\s</c>).
/// </summary>
public static class TableFormat
{
    private const int MinWidth = 3;

    /// <summary>Writes a table, each line ended by LF.</summary>
    public static string Render(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var lines = table.Rows
            .Select(row => table.Columns.Zip(row, Show).ToArray())
            .Prepend([.. table.Columns.Select(column => Escape(column.Name))])
            .ToList();
        var widths = table.Columns.Select((_, i) => lines.Max(line => Math.Max(MinWidth, Width(line[i])))).ToArray();
        lines.Insert(1, [.. table.Columns.Zip(widths, Ruler)]);
        var text = new StringBuilder(string.Concat(table.Heading.Select(line => $"{line}\n")));
        text.Append(table.Heading.IsEmpty ? "" : "\n");
        foreach (var line in lines)
        {
            var padded = line.Select((cell, i) => Pad(cell, widths[i], table.Columns[i].IsNumeric));
            text.Append("| ").AppendJoin(" | ", padded).Append(" |\n");
        }

        return text.ToString();
    }

    /// <summary>Reads a table. Its numeric columns compare exactly, since a file holds no tolerance.</summary>
    /// <exception cref="FormatException">The text is no such table; the message names the line.</exception>
    public static Table Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        while (lines.Count > 0 && lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        var heading = lines.TakeWhile(line => !line.StartsWith('|')).ToList();
        var first = heading.Count + 1;
        lines.RemoveRange(0, heading.Count);
        if (lines.Count < 2)
        {
            throw new FormatException($"A table has a line of names and a ruler. Actual: {lines.Count} lines.");
        }

        var names = SplitCells(lines[0], first);
        var rulers = SplitCells(lines[1], first + 1);
        CheckCount(rulers, names.Count, first + 1);
        try
        {
            var table = Table
                .WithColumns(names.Zip(rulers, (name, ruler) => ParseColumn(Unescape(name, first), ruler, first + 1)))
                .WithHeading(ParseHeading(heading));
            return lines.Skip(2).Select((line, i) => ParseRow(table, line, first + i + 2)).Aggregate(table, (all, row) => all.AddRow(row));
        }
        catch (ArgumentException exception)
        {
            throw new FormatException($"Line {first}: {exception.Message}", exception);
        }
    }

    /// <summary>A cell as the file has it.</summary>
    internal static string Show(Column column, Cell cell) =>
        column.IsNumeric ? column.Show(cell) : Escape(column.Show(cell));

    private static string Ruler(Column column, int width) =>
        column.IsNumeric ? new string('-', width - 1) + ':' : ':' + new string('-', width - 1);

    /// <summary>The lines above the table without the blank one between them.</summary>
    private static IEnumerable<string> ParseHeading(List<string> lines) =>
        lines switch
        {
            [] => [],
            { Count: > 1 } when lines[^1].Length == 0 => lines.SkipLast(1),
            _ => throw new FormatException($"Line {lines.Count + 1}: a heading ends with a blank line. Actual: '{lines[^1]}'."),
        };

    private static Column ParseColumn(string name, string ruler, int lineNumber) => ruler switch
    {
        [':', .. var dashes] when dashes.Length > 1 && dashes.Trim('-').Length == 0 => Column.Text(name),
        [.. var dashes, ':'] when dashes.Length > 1 && dashes.Trim('-').Length == 0 => Column.Number(name, Tolerance.Exact),
        _ => throw new FormatException($"Line {lineNumber}: a ruler is ':---' for texts or '---:' for numbers. Actual: '{ruler}'."),
    };

    private static Cell[] ParseRow(Table table, string line, int lineNumber)
    {
        var cells = SplitCells(line, lineNumber);
        CheckCount(cells, table.Columns.Length, lineNumber);
        return [.. table.Columns.Zip(cells, (column, cell) => ParseCell(column, cell, lineNumber))];
    }

    /// <summary>Numbers are invariant, or <c>NaN</c>, <c>Infinity</c> or <c>-Infinity</c>.</summary>
    private static Cell ParseCell(Column column, string cell, int lineNumber) =>
        !column.IsNumeric || cell.Length == 0 ? Unescape(cell, lineNumber)
        : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw new FormatException($"Line {lineNumber}: column '{column.Name}' holds numbers. Actual: '{cell}'.");

    private static void CheckCount(List<string> cells, int expected, int lineNumber)
    {
        if (cells.Count != expected)
        {
            throw new FormatException($"Line {lineNumber} has {cells.Count} cells for {expected} columns.");
        }
    }

    /// <summary>The cells of a line, still escaped.</summary>
    private static List<string> SplitCells(string line, int lineNumber)
    {
        if (line.Length < 2 || line[0] != '|' || line[^1] != '|')
        {
            throw new FormatException($"Line {lineNumber} starts and ends with '|'. Actual: '{line}'.");
        }

        var cells = new List<string>();
        var start = 1;
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] == '\\')
            {
                i++;
            }
            else if (line[i] == '|')
            {
                cells.Add(line[start..i].Trim(' '));
                start = i + 1;
            }
        }

        return cells;
    }

    private static string Escape(string text)
    {
        var escaped = text
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal);
        escaped = escaped.StartsWith(' ') ? "\\s" + escaped[1..] : escaped;
        return escaped.EndsWith(' ') ? escaped[..^1] + "\\s" : escaped;
    }

    private static string Unescape(string cell, int lineNumber)
    {
        var text = new StringBuilder();
        for (var i = 0; i < cell.Length; i++)
        {
            text.Append(cell[i] != '\\' ? cell[i] : (++i < cell.Length ? cell[i] : '\0') switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                's' => ' ',
                '\\' => '\\',
                '|' => '|',
                _ => throw new FormatException($"Line {lineNumber}: after a backslash comes one of n r t s \\ |. Actual: '{cell}'."),
            });
        }

        return text.ToString();
    }

    /// <summary>What a reader counts as characters, so that combining marks do not shift the bars.</summary>
    private static int Width(string text) => new StringInfo(text).LengthInTextElements;

    private static string Pad(string text, int width, bool right)
    {
        var blanks = new string(' ', width - Width(text));
        return right ? blanks + text : text + blanks;
    }
}
