using System.Text;
using Reproduce.Core.Statistics;
using Reproduce.Results.Headlines;
using static Reproduce.Results.MarkdownText;

namespace Reproduce.Results.Report;

/// <summary>
/// A result set as a Markdown article with the sections of the report template of the ML Reproducibility Challenge, to be completed by its
/// author: every number and every judgement is of the results or of the paper's description.
/// </summary>
/// <remarks>Source: Sinha et al., ML Reproducibility Challenge, template of the reproducibility report, ReScience C.</remarks>
public static class RescienceArticle
{
    /// <summary>Renders the text. Equal results give equal texts.</summary>
    /// <param name="set">The results.</param>
    public static string Render(ResultSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var claims = ClaimReport.Of(set);
        var statements = StatementEntry.Of(set);
        var text = new StringBuilder($"# Reproducibility report: {Escape(set.Paper.Title)}\n");
        if (set.Paper.Authors.Length > 0)
        {
            text.Append($"\nThe paper is by {Escape(set.Paper.Authors)}.\n");
        }

        AppendScope(text, claims, statements);
        AppendMethodology(text, set, claims);
        AppendResults(text, claims);
        AppendEasy(text, claims);
        AppendDifficult(text, claims, statements);
        return text.ToString();
    }

    private static void AppendScope(StringBuilder text, IEnumerable<ClaimReport> claims, IReadOnlyCollection<StatementEntry> statements)
    {
        text.Append("\n## Scope of reproducibility\n\n");
        AppendList(text, claims.Select(claim => claim.Run).DistinctBy(run => run.Claim).Select(run =>
            $"**{Escape(run.Claim)}**: \"{Escape(run.Sentence)}\" ({Escape(run.Source)})"));
        if (statements.Count > 0)
        {
            text.Append($"\nThe paper's statements: {StatementEntry.Summary(statements)}.\n");
        }
    }

    private static void AppendMethodology(StringBuilder text, ResultSet set, IReadOnlyCollection<ClaimReport> claims)
    {
        text.Append($"\n## Methodology\n\n{Escape(MarkdownReport.Summary(claims))}\n\n");
        AppendList(text, claims.Where(claim => claim.HasResults).GroupBy(claim => claim.Run.Data).Select(data =>
            $"Data {Escape(data.Key)}: {Escape(string.Join(", ", data.Select(claim => claim.Run.Claim)))}"));
        var sources = SourceIndex.Of(set).GroupBy(source => $"{source.Kind} on {source.Device}, {source.Processor}").ToList();
        if (sources.Count > 0)
        {
            text.Append("\n### Computational requirements\n\n");
            AppendList(text, sources.Select(kind =>
                $"{Escape(kind.Key)}: {kind.Sum(source => source.Keys.Length)}, "
                + $"in {ReportWords.Duration(kind.Sum(source => source.Seconds.Sum()))} of computing"));
        }

        if (set.Paper.Deviations.Length > 0)
        {
            text.Append("\n### Where text, released code and this run differ\n\n");
            AppendTable(
                text,
                ["what", "text", "released code", "here"],
                set.Paper.Deviations.Select(point => new[] { point.What, point.Text, point.Released, point.Here }));
        }
    }

    private static void AppendResults(StringBuilder text, IEnumerable<ClaimReport> claims)
    {
        text.Append("\n## Results\n");
        foreach (var claim in claims.Where(claim => claim.Whole is not null || claim.SubClaims.Length > 0))
        {
            text.Append($"\n### {Escape(claim.Run.Claim)} on {Escape(claim.Run.Data)}\n\n");
            if (claim.Whole?.Whole is { } whole)
            {
                var effect = HeadlineCell.Of(claim.Run.Data, whole).ShortEffect;
                text.Append(Escape($"{InShort(claim, whole)}. {(effect.Length > 0 ? $"The number: {effect}. " : "")}"));
            }

            text.Append($"{Escape(ReportWords.Capital(claim.Pinned))}.\n");
            if (claim.SubClaims.Length > 0)
            {
                text.Append('\n');
                AppendTable(
                    text, ["sub-claim", "claimed", "verdict", "ours", "paper"], claim.SubClaims.Select(item => RowOf(item.SubClaim!)));
            }
        }
    }

    private static string[] RowOf(SubClaim part)
    {
        var isTested = part.Verdict != Verdict.NotTested;
        var verdict = ReportWords.WithSign(part.Verdict);
        return
        [
            part.Statement,
            isTested ? part.Rule : "",
            isTested ? verdict : $"{verdict}: {part.Rule}",
            part.Mean is { } mean ? ShortNumber.Of(mean.Interval) : "",
            part.Mean?.Published is { } published ? ShortNumber.Of(published) : "",
        ];
    }

    /// <summary>What holds, and how long it took to find out.</summary>
    private static void AppendEasy(StringBuilder text, IReadOnlyCollection<ClaimReport> claims)
    {
        text.Append("\n## What was easy\n\n");
        AppendList(
            text,
            claims.Where(claim => claim.Verdict == Verdict.Supported)
                .Select(claim => $"{NameOf(claim)}: {Escape(InShort(claim, claim.Whole!.Whole!))}. It ran in "
                    + $"{ReportWords.Duration(claim.Run.Seconds)}."),
            ifNone: "No claim that was run is supported.");
    }

    /// <summary>What does not hold or could not be decided, and why.</summary>
    private static void AppendDifficult(
        StringBuilder text, IReadOnlyCollection<ClaimReport> claims, IReadOnlyCollection<StatementEntry> statements)
    {
        text.Append("\n## What was difficult\n\n");
        AppendList(
            text,
            claims.Where(claim => claim.Verdict is Verdict.Contradicted or Verdict.Mixed or Verdict.Undecided or Verdict.NotTested)
                .Select(claim => $"{NameOf(claim)}: {Escape(InShort(claim, claim.Whole!.Whole!))}."),
            ifNone: "No claim that was run is contradicted, mixed, undecided or not tested.");
        foreach (var reason in NotRunWords.Of(claims))
        {
            text.Append($"\n{Escape(reason)}\n");
        }

        var open = statements.Where(entry => entry.Open is not null).ToList();
        if (open.Count > 0)
        {
            text.Append($"\n### Statements without a verdict\n\n");
            AppendTable(
                text,
                ["where", "statement", "why"],
                open.Select(entry => new[] { entry.Statement.Where, entry.Statement.Says, entry.Open! }));
        }
    }

    private static string NameOf(ClaimReport claim) => $"**{Escape(claim.Run.Claim)}** on {Escape(claim.Run.Data)}";

    /// <summary>Verdict, number, the paper's number, how sure, and what was found; without a full stop.</summary>
    private static string InShort(ClaimReport claim, WholeClaimResult whole)
    {
        var sure = claim.Certainty.Length > 0 ? $"; {claim.Certainty}" : "";
        return HeadlineCell.Of(claim.Run.Data, whole) + sure + (whole.Found is { } found ? $". {found.TrimEnd('.')}" : "");
    }

    private static void AppendList(StringBuilder text, IEnumerable<string> lines, string ifNone = "Nothing.")
    {
        var length = text.Length;
        text.AppendJoin("", lines.Select(line => $"- {line}\n"));
        if (text.Length == length)
        {
            text.Append($"{ifNone}\n");
        }
    }

    private static void AppendTable(StringBuilder text, string[] header, IEnumerable<string[]> rows)
    {
        text.Append($"| {string.Join(" | ", header)} |\n| {string.Join(" | ", header.Select(_ => ":--"))} |\n");
        text.AppendJoin("", rows.Select(row => $"| {string.Join(" | ", row.Select(Escape))} |\n"));
    }
}
