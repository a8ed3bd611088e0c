using System.Collections.Immutable;
using System.Text;
using Reproduce.Results.Report;
using static Reproduce.Results.MarkdownText;

namespace Reproduce.Results.Changes;

/// <summary>Changes for people: plain for a terminal, Markdown for a comment on a change.</summary>
public static class ChangeText
{
    /// <summary>Indented lines.</summary>
    public static string Plain(ImmutableArray<Change> changes)
    {
        if (changes.IsEmpty)
        {
            return "No verdict, table or figure has changed.\n";
        }

        var text = new StringBuilder(Headline(changes)).Append('\n');
        foreach (var group in ByClaim(changes))
        {
            text.Append('\n').Append(group.Key).Append('\n');
            foreach (var change in group)
            {
                text.Append($"  {change.Kind.ToString().ToLowerInvariant(),-8} {change.Title}: {change.Summary}\n");
                text.AppendJoin("", change.Details.Select(detail => $"             {detail}\n"));
            }
        }

        return text.ToString();
    }

    /// <summary>A heading, and a list for each claim; single changes are folded away.</summary>
    public static string Markdown(ImmutableArray<Change> changes)
    {
        var text = new StringBuilder("## What has changed\n\n");
        text.Append(changes.IsEmpty ? "No verdict, table or figure has changed.\n" : Headline(changes) + "\n");
        foreach (var group in ByClaim(changes))
        {
            text.Append($"\n### {Escape(group.Key)}\n\n");
            foreach (var change in group)
            {
                text.Append($"- **{change.Kind}** {Escape(change.Title)}: {Escape(change.Summary)}\n");
                if (change.Details.Length > 0)
                {
                    text.Append("  <details><summary>details</summary>\n\n");
                    text.AppendJoin("", change.Details.Select(detail => $"  - {Escape(detail)}\n"));
                    text.Append("\n  </details>\n");
                }
            }
        }

        return text.ToString();
    }

    private static string Headline(ImmutableArray<Change> changes) => string.Join(
        ", ",
        changes.GroupBy(change => change.Kind)
            .OrderBy(group => group.Key)
            .Select(group => ReportWords.Count(group.Count(), Noun(group.Key)))) + ".";

    private static string Noun(ChangeKind kind) => kind switch
    {
        ChangeKind.Data => "claim on other data",
        ChangeKind.Run => "changed run",
        ChangeKind.Verdict => "changed verdict",
        ChangeKind.Effect => "changed effect",
        ChangeKind.Text => "changed text",
        ChangeKind.Table => "changed table",
        ChangeKind.Figure => "changed figure",
        ChangeKind.Added => "new result",
        _ => "removed result",
    };

    private static IEnumerable<IGrouping<string, Change>> ByClaim(ImmutableArray<Change> changes) =>
        changes.GroupBy(change => $"{change.Claim} ({change.Data})");
}
