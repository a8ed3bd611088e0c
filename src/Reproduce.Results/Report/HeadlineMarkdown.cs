using System.Text;
using Reproduce.Results.Headlines;
using static Reproduce.Results.MarkdownText;

namespace Reproduce.Results.Report;

/// <summary>The headline in Markdown: the claims by data as a table, and what was found as a list.</summary>
public static class HeadlineMarkdown
{
    /// <summary>Claims by data; empty for no claims, else it ends with an empty line.</summary>
    /// <param name="headline">Claims by data.</param>
    /// <param name="link">The address that a claim's name leads to; null for none.</param>
    public static string Table(Headline headline, Func<string, string>? link = null)
    {
        ArgumentNullException.ThrowIfNull(headline);
        if (headline.Rows.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder();
        AppendRow(text, ["claim", .. headline.Columns.Select(Escape)]);
        AppendRow(text, Enumerable.Repeat(":--", headline.Columns.Length + 1));
        foreach (var row in headline.Rows)
        {
            AppendRow(text, [NameOf(row, link), .. row.Cells.Select((_, column) => CellOf(headline, row, column))]);
        }

        return text.Append('\n').ToString();
    }

    /// <summary>
    /// What was found, a list for each claim: what it says and what its number is, then a line for each data set; empty for no claims,
    /// else it ends with an empty line.
    /// </summary>
    /// <param name="headline">Claims by data.</param>
    public static string Findings(Headline headline)
    {
        ArgumentNullException.ThrowIfNull(headline);
        var text = new StringBuilder();
        foreach (var row in headline.Rows.Where(row => row.Leading is not null))
        {
            HeadlineCell[] cells = [.. row.Cells.OfType<HeadlineCell>()];
            var effect = cells.Select(cell => cell.ShortEffect).FirstOrDefault(of => of.Length > 0);
            string?[] sentences = [row.InShort.Length == 0 ? null : $"{row.InShort}.", effect is null ? null : $"The number: {effect}."];
            text.Append($"**{Escape(row.Claim)}.** {Escape(string.Join(' ', sentences.OfType<string>()))}".TrimEnd()).Append("\n\n");
            foreach (var cell in cells)
            {
                AppendFound(text, cell, effect);
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string NameOf(HeadlineRow row, Func<string, string>? link)
    {
        var name = link is null ? Escape(row.Claim) : $"[{Escape(row.Claim)}]({link(row.Claim)})";
        return row.InShort.Length == 0 ? name : $"{name}<br>{Escape(row.InShort)}";
    }

    private static string CellOf(Headline headline, HeadlineRow row, int column)
    {
        if (row.Cells[column] is not { } cell)
        {
            return headline.EmptyCell(row, column);
        }

        // Numbers hold nothing that becomes markup, and read better as they are.
        var data = headline.IsOfDefaultData(column) ? [$"on {Escape(cell.Data)}"] : Array.Empty<string>();
        return string.Join("<br>", [$"**{cell.VerdictInWords}**", .. cell.Numbers, .. data]);
    }

    private static void AppendFound(StringBuilder text, HeadlineCell cell, string? effectOfClaim)
    {
        var isOther = cell.ShortEffect.Length > 0 && cell.ShortEffect != effectOfClaim;
        var effect = isOther ? $"The number: {cell.ShortEffect}." : null;
        var words = string.Join(' ', new[] { cell.Found, effect }.OfType<string>());
        text.Append($"- {Escape(cell.Data)}, {cell.VerdictInWords}{Escape(words.Length == 0 ? "." : $": {words}")}\n");
    }
}
