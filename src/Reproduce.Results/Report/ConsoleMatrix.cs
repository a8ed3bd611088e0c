using System.Collections.Immutable;
using System.Text;
using Reproduce.Results.Headlines;

namespace Reproduce.Results.Report;

/// <summary>The headline as plain text: a table whose columns are continued below where a line does not hold them.</summary>
internal static class ConsoleMatrix
{
    private const int Gap = 2;
    private const int WidestName = 30;
    private const int WidestCell = 40;

    /// <summary>Renders the text.</summary>
    /// <param name="headline">Claims by data, at least one.</param>
    /// <param name="width">Most letters of a line.</param>
    public static string Render(Headline headline, int width)
    {
        var text = new StringBuilder();
        var ofNames = Math.Min(WidestName, headline.Rows.Max(row => row.Claim.Length));
        var columns = Enumerable.Range(0, headline.Columns.Length).Select(column => (column, WidthOf(headline, column)));
        foreach (var fitting in Fitting(columns, width - ofNames - Gap))
        {
            int[] widths = [ofNames, .. fitting.Select(column => column.Width)];
            Append(text, [[""], .. fitting.Select(column => ImmutableArray.Create(headline.Columns[column.Index]))], widths);
            Append(text, [.. widths.Select(column => ImmutableArray.Create(new string('-', column)))], widths);
            foreach (var row in headline.Rows)
            {
                Append(text, [[row.Claim], .. fitting.Select(column => LinesOf(headline, row, column.Index))], widths);
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ImmutableArray<string>[] cells, int[] widths)
    {
        var fitting = cells.Zip(widths, (cell, width) => cell.Select(line => PlainText.Cut(line, width)).ToImmutableArray());
        foreach (var line in PlainText.Row([.. fitting], widths, Gap))
        {
            text.Append(line).Append('\n');
        }
    }

    /// <summary>As many columns side by side as the width holds, at least one.</summary>
    private static IEnumerable<IReadOnlyList<(int Index, int Width)>> Fitting(IEnumerable<(int Index, int Width)> columns, int width)
    {
        List<(int Index, int Width)> group = [];
        foreach (var column in columns)
        {
            if (group.Count > 0 && group.Sum(other => other.Width + Gap) + column.Width > width)
            {
                yield return group;
                group = [];
            }

            group.Add(column);
        }

        yield return group;
    }

    private static int WidthOf(Headline headline, int column) => headline.Rows
        .SelectMany(row => LinesOf(headline, row, column)).Append(headline.Columns[column])
        .Max(line => Math.Min(WidestCell, line.Length));

    private static ImmutableArray<string> LinesOf(Headline headline, HeadlineRow row, int column) => row.Cells[column] is { } cell
        ? [cell.VerdictInWords + (headline.IsOfDefaultData(column) ? $" ({cell.Data})" : ""), .. cell.Numbers]
        : [headline.EmptyCell(row, column)];
}
