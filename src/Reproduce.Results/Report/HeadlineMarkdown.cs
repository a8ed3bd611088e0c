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
            AppendRow(text, [NameOf(row.Claim, link), .. row.Cells.Select((_, column) => CellOf(headline, row, column))]);
        }

        return text.Append('\n').ToString();
    }

    /// <summary>
    /// What was found of each claim on each data set, in one sentence; empty for no claims, else it ends with an empty line.
    /// </summary>
    /// <param name="headline">Claims by data.</param>
    public static string Findings(Headline headline)
    {
        ArgumentNullException.ThrowIfNull(headline);
        var text = new StringBuilder();
        foreach (var row in headline.Rows)
        {
            foreach (var cell in row.Cells.OfType<HeadlineCell>())
            {
                AppendFound(text, row.Claim, cell);
            }
        }

        return text.Length == 0 ? "" : text.Append('\n').ToString();
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string NameOf(string claim, Func<string, string>? link) =>
        link is null ? Escape(claim) : $"[{Escape(claim)}]({link(claim)})";

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

    private static void AppendFound(StringBuilder text, string claim, HeadlineCell cell)
    {
        var found = cell.Found ?? ReportWords.Of(cell.Verdict) + ".";
        var effect = cell.ShortEffect.Length > 0 ? $" (The number: {cell.ShortEffect}.)" : "";
        text.Append($"- **{Escape(claim)}** on {Escape(cell.Data)}: {Escape(found + effect)}\n");
    }
}
