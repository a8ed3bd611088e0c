using System.Collections.Immutable;
using System.Text;
using Reproduce.Core.Statistics;
using Reproduce.Results.Headlines;

namespace Reproduce.Results.Report;

/// <summary>A result set as plain text of limited width, for a console: the claims with their parts, and the headline of several.</summary>
public static class ConsoleReport
{
    /// <summary>Most letters of a line.</summary>
    public const int Width = 120;

    private const string Indent = "  ";
    private const int Gap = 2;
    private const int LeastWidth = 20;

    /// <summary>Renders the text. Equal results give equal texts.</summary>
    /// <param name="set">The results.</param>
    public static string Render(ResultSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var text = new StringBuilder();
        var claims = ClaimReport.Of(set);
        foreach (var claim in claims)
        {
            AppendClaim(text, claim);
        }

        AppendNotRun(text, claims.Where(claim => claim.Run.State == ClaimState.NotRun));
        if (claims.Select(claim => claim.Run.Claim).Distinct().Count() > 1)
        {
            text.Append(ConsoleMatrix.Render(Headline.Of(set), Width));
        }

        return text.ToString();
    }

    private static void AppendClaim(StringBuilder text, ClaimReport claim)
    {
        var (primary, beside) = PartsOf(claim);
        PartResult[] parts = [.. primary, .. beside];
        if (parts.Length == 0)
        {
            return;
        }

        int[] widths = [Widest(VerdictOf), Widest(NumberOf), Widest(PaperOf)];
        AppendLine(text, $"{claim.Run.Claim} on {claim.Run.Data}: {Title(claim)}");
        AppendParts(text, primary, widths);
        if (beside.Length > 0)
        {
            AppendLine(text, Indent + "controls and further readings:");
            AppendParts(text, beside, widths);
        }

        if (claim.Whole?.Whole is { } whole)
        {
            AppendSentences(text, HeadlineCell.Of(claim.Run.Data, whole));
        }

        text.Append('\n');

        int Widest(Func<PartResult, string> column) => parts.Max(part => column(part).Length);
    }

    /// <summary>Of the whole claim's verdict; where its test did not run, of those that did.</summary>
    private static (ImmutableArray<PartResult> Primary, ImmutableArray<PartResult> Beside) PartsOf(ClaimReport claim) =>
        claim.Whole?.Whole is { } whole
            ? (whole.Primary, whole.Beside)
            : ([.. claim.SubClaims.Select(item => PartResult.Of(item.SubClaim!))], []);

    private static string Title(ClaimReport claim)
    {
        if (claim.Whole?.Whole is not { } whole)
        {
            return "no verdict on the whole";
        }

        var cell = HeadlineCell.Of(claim.Run.Data, whole);
        var differs = claim.Differing > 0 ? [$"{ReportWords.Count(claim.Differing, "result")} not as pinned"] : Array.Empty<string>();
        return string.Join("; ", [cell.VerdictInWords, .. cell.Numbers, .. differs]);
    }

    private static void AppendParts(StringBuilder text, IEnumerable<PartResult> parts, IReadOnlyList<int> widths)
    {
        var rest = Math.Max(LeastWidth, Width - Indent.Length - widths.Where(width => width > 0).Sum(width => width + Gap));
        foreach (var part in parts)
        {
            var rows = PlainText.Row(
                [[VerdictOf(part)], [NumberOf(part)], [PaperOf(part)], PlainText.Wrap(part.Statement + SeedsOf(part), rest)],
                [.. widths, rest],
                Gap);
            foreach (var row in rows)
            {
                AppendLine(text, Indent + row);
            }
        }
    }

    private static string VerdictOf(PartResult part) => $"{ReportWords.SignOf(part.Verdict)} {ReportWords.Of(part.Verdict)}";

    private static string NumberOf(PartResult part) =>
        part.Trend is { } trend ? ShortNumber.Of(new Interval(trend.Estimate, trend.Lower, trend.Upper, trend.Level)) : "";

    private static string PaperOf(PartResult part) =>
        part.Trend?.Published is { } published ? $"paper {ShortNumber.Of(published)}" : "";

    private static string SeedsOf(PartResult part) =>
        part.SeedsNeeded is { } seeds ? $" ({ReportWords.Count(seeds, "seed")} would decide it)" : "";

    private static void AppendSentences(StringBuilder text, HeadlineCell cell)
    {
        if (cell.Found is { } found)
        {
            AppendWrapped(text, "Found: " + found);
        }

        if (cell.ShortEffect.Length > 0)
        {
            AppendWrapped(text, "The number: " + cell.ShortEffect);
        }
    }

    private static void AppendNotRun(StringBuilder text, IEnumerable<ClaimReport> claims)
    {
        foreach (var reason in claims.GroupBy(claim => claim.Run.Reason))
        {
            var which = reason.GroupBy(claim => claim.Run.Data)
                .Select(data => $"{string.Join(", ", data.Select(claim => claim.Run.Claim))} on {data.Key}");
            AppendWrapped(text, $"Not run: {string.Join("; ", which)}. {reason.Key}", indent: "");
            text.Append('\n');
        }
    }

    private static void AppendWrapped(StringBuilder text, string words, string indent = Indent)
    {
        foreach (var line in PlainText.Wrap(words, Width - indent.Length))
        {
            AppendLine(text, indent + line);
        }
    }

    private static void AppendLine(StringBuilder text, string line) => text.Append(PlainText.Cut(line, Width)).Append('\n');
}
