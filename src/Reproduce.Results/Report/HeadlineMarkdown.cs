using System.Text;
using Reproduce.Results.Headlines;
using static Reproduce.Results.MarkdownText;

namespace Reproduce.Results.Report;

/// <summary>The headline as a Markdown table, and what was found in a list below it.</summary>
public static class HeadlineMarkdown
{
    /// <summary>Renders the text; empty for no claims, else it ends with an empty line.</summary>
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
            AppendRow(text, [NameOf(row.Claim, link), .. row.Cells.Select((cell, column) => CellOf(headline, cell, column))]);
        }

        text.Append('\n');
        foreach (var row in headline.Rows)
        {
            AppendFound(text, row);
        }

        return text.Append('\n').ToString();
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string NameOf(string claim, Func<string, string>? link) =>
        link is null ? Escape(claim) : $"[{Escape(claim)}]({link(claim)})";

    private static string CellOf(Headline headline, HeadlineCell? cell, int column)
    {
        if (cell is null)
        {
            return Headline.NotRun;
        }

        // Numbers hold nothing that becomes markup, and read better as they are.
        var data = headline.IsOfDefaultData(column) ? [$"on {Escape(cell.Data)}"] : Array.Empty<string>();
        return string.Join("<br>", [$"**{cell.VerdictInWords}**", .. cell.Numbers, .. data]);
    }

    private static void AppendFound(StringBuilder text, HeadlineRow row)
    {
        if (row.Leading is { } leading)
        {
            var found = leading.Found ?? ReportWords.Of(leading.Verdict) + ".";
            var effect = leading.ShortEffect.Length > 0 ? $" (The number: {leading.ShortEffect}.)" : "";
            text.Append($"- **{Escape(row.Claim)}** on {Escape(leading.Data)}: {Escape(found + effect)}\n");
        }
    }
}
