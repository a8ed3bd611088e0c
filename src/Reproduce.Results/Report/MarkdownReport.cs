using System.Text;
using Reproduce.Core.Statistics;
using Reproduce.Results.Headlines;
using static Reproduce.Results.MarkdownText;

namespace Reproduce.Results.Report;

/// <summary>A result set as Markdown, for the summary of a continuous integration's job: verdicts, and what differs first.</summary>
public static class MarkdownReport
{
    // GitHub refuses a summary of more than 1 MiB.
    private const int MostDifferences = 100;
    private const int MostDifferenceLines = 12;
    private const int MostLetters = 200;

    /// <summary>Renders the text. Equal results give equal texts.</summary>
    /// <param name="set">The results.</param>
    public static string Render(ResultSet set)
    {
        var claims = ClaimReport.Of(set);
        var text = new StringBuilder();
        text.Append($"# {Escape(set.Paper.Title)}\n\n{Escape(Summary(claims))}\n\n");
        var headline = Headline.Of(set);
        text.Append(HeadlineMarkdown.Table(headline)).Append(HeadlineMarkdown.Findings(headline));
        text.Append("| claim | data | verdict | how sure | pinned |\n| :-- | :-- | :-- | :-- | :-- |\n");
        foreach (var claim in claims)
        {
            var verdict = claim.Verdict is { } found ? ReportWords.WithSign(found) : "";
            text.Append($"| {Escape(claim.Run.Claim)} | {Escape(claim.Run.Data)} | {verdict} | {Sure(claim)} | {Escape(claim.Pinned)} |\n");
        }

        AppendStatements(text, StatementEntry.Of(set));
        AppendDifferences(text, claims.SelectMany(claim => claim.All));
        foreach (var claim in claims.Where(claim => claim.HasResults))
        {
            AppendClaim(text, claim);
        }

        return text.ToString();
    }

    /// <summary>How many claims were decided, and by which commits.</summary>
    internal static string Summary(IReadOnlyCollection<ClaimReport> claims)
    {
        var origins = claims.Where(claim => claim.HasResults).SelectMany(claim => claim.All).Select(item => item.Origin).ToList();
        var commits = origins.Select(origin => ReportWords.Commit(origin.Commit)).Distinct().ToList();
        var profiles = origins.Select(origin => origin.Profile).Distinct();
        var processors = origins.Select(origin => $"{origin.Processor} ({ReportWords.Count(origin.Cores, "core")})").Distinct();
        var decided = claims.Count(claim => claim.Verdict is not null);
        return origins.Count == 0
            ? "No claim has been run."
            : $"{ReportWords.Count(decided, "claim")} decided, profile {string.Join(", ", profiles)}, "
                + $"{(commits.Count == 1 ? "commit" : "of different commits:")} {string.Join(", ", commits)}, "
                + $"{string.Join(", ", processors)}, "
                + $"{ReportWords.Moment(origins.Max(origin => origin.At))}.";
    }

    private static string Sure(ClaimReport claim) => claim.Verdict is null ? "" : $"{claim.Certainty}; {claim.Parts}";

    private static void AppendStatements(StringBuilder text, IReadOnlyCollection<StatementEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        text.Append($"\n## The paper's statements\n\n{StatementEntry.Summary(entries)}.\n\n");
        text.Append("| where | statement | verdict |\n| :-- | :-- | :-- |\n");
        foreach (var entry in entries)
        {
            var quote = entry.Statement.Quote is { } words ? $" '{words}'" : "";
            var verdicts = entry.Results.Select(item =>
                $"{ReportWords.WithSign(item.SubClaim!.Verdict)} ({Escape($"{item.Claim}: {item.Title}")})");
            text.Append($"| {Escape(entry.Statement.Where)} | {Escape(entry.Statement.Says + quote)} | "
                + $"{(entry.Open is { } open ? Escape(open) : string.Join("; ", verdicts))} |\n");
        }
    }

    private static void AppendDifferences(StringBuilder text, IEnumerable<ResultItem> items)
    {
        var differing = items.Where(item => item.Snapshot == SnapshotState.Differs).ToList();
        if (differing.Count == 0)
        {
            return;
        }

        text.Append("\n## Differs from what is pinned\n");
        foreach (var item in differing.Take(MostDifferences))
        {
            text.Append($"\n- **{Escape(item.Claim)} ({Escape(item.Data)}): {Escape(item.Title)}**\n\n");
            text.AppendJoin("", Shortened(item.Difference ?? "").Select(line => $"      {line}\n"));
        }

        if (differing.Count > MostDifferences)
        {
            text.Append($"\nAnd {ReportWords.Count(differing.Count - MostDifferences, "more result")}: the HTML report has them all.\n");
        }
    }

    private static IEnumerable<string> Shortened(string difference)
    {
        var lines = difference.ReplaceLineEndings("\n").Split('\n');
        return lines.Take(MostDifferenceLines).Select(line => line.Length > MostLetters ? line[..MostLetters] + " ..." : line)
            .Concat(lines.Length > MostDifferenceLines ? [$"... {ReportWords.Count(lines.Length - MostDifferenceLines, "more line")}"]
                : []);
    }

    private static void AppendClaim(StringBuilder text, ClaimReport claim)
    {
        text.Append($"\n## {Escape(claim.Run.Claim)} ({Escape(claim.Run.Data)})\n\n> {Escape(claim.Run.Sentence)} "
            + $"({Escape(claim.Run.Source)})\n\n");
        AppendParts(text, claim.SubClaims, "");
        AppendParts(text, claim.Beside, "secondary: ");
    }

    private static void AppendParts(StringBuilder text, IEnumerable<ResultItem> items, string label)
    {
        foreach (var part in items.Select(item => item.SubClaim!))
        {
            var notes = Notes(part).Select(note => ReportWords.Capital(note.TrimEnd('.')) + ".");
            var conclusion = part.Conclusion is { } meaning ? [meaning] : Array.Empty<string>();
            text.Append($"- {ReportWords.SignOf(part.Verdict)} **{ReportWords.Of(part.Verdict)}** "
                + $"{label}{Escape(string.Join(' ', [part.Statement, .. notes, .. conclusion]))}\n");
        }
    }

    /// <summary>The mean, how the cases agree, and what is lacking.</summary>
    private static IEnumerable<string> Notes(SubClaim part)
    {
        if (part.Verdict == Verdict.NotTested)
        {
            yield return part.Rule;
        }

        if (part.Mean is { } mean)
        {
            var published = mean.Published is { } paper ? $", paper {ShortNumber.Of(paper)}" : "";
            yield return $"Mean {ShortNumber.Of(mean.Interval)}{published}, "
                + $"claimed {part.Rule}";
        }

        if (part.Consistency is { } cases)
        {
            yield return $"Cases: {SubClaimWords.Cases(cases)}";
        }

        if (SubClaimWords.Lacking(part) is { Length: > 0 } lacking)
        {
            yield return lacking;
        }
    }
}
