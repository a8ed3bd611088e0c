using System.Collections.Immutable;
using System.Text;
using Reproduce.Results.Headlines;

namespace Reproduce.Results.Report;

/// <summary>A result set as plain text of limited width, for a console: the claims with their parts, and the headline of several.</summary>
public static class ConsoleReport
{
    /// <summary>Most letters of a line: a usual terminal's, so that the text is the same on every one and in files.</summary>
    public const int Width = 80;

    private const string AsPinned = "as pinned";
    private const string Indent = "  ";
    private const string IndentOfStatement = "      ";
    private const int Gap = 2;

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

        AppendNotRun(text, claims);
        if (claims.Where(claim => claim.Verdict is not null).Select(claim => claim.Run.Claim).Distinct().Count() > 1)
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
        AppendWrapped(text, $"{claim.Run.Claim} on {claim.Run.Data}: {Title(claim)}", indent: "");
        foreach (var part in primary)
        {
            AppendPart(text, part, StateOf(claim, part), widths);
            AppendWrapped(text, part.Statement + SeedsOf(part), IndentOfStatement);
        }

        AppendBeside(text, claim, beside, widths);
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
        var differs = claim.Differing > 0 ? [$"{claim.Differing} changed"] : Array.Empty<string>();
        return string.Join("; ", [cell.VerdictInWords, .. cell.Numbers, .. differs]);
    }

    /// <summary>Two lines each, with the statement's start; where something has changed, those that have not are counted.</summary>
    private static void AppendBeside(StringBuilder text, ClaimReport claim, ImmutableArray<PartResult> beside, IReadOnlyList<int> widths)
    {
        if (beside.IsEmpty)
        {
            return;
        }

        AppendLine(text, Indent + "controls and further readings:");
        var shown = beside.Where(part => claim.Differing == 0 || StateOf(claim, part) != AsPinned).ToList();
        foreach (var part in shown)
        {
            AppendPart(text, part, StateOf(claim, part), widths);
            var seeds = SeedsOf(part);
            AppendLine(text, IndentOfStatement + PlainText.Cut(part.Statement, Width - IndentOfStatement.Length - seeds.Length) + seeds);
        }

        if (shown.Count < beside.Length)
        {
            AppendLine(text, $"{Indent}{beside.Length - shown.Count} more as pinned");
        }
    }

    /// <summary>The numbers of a part; its statement stands below, for a terminal has no room beside them.</summary>
    private static void AppendPart(StringBuilder text, PartResult part, string state, IReadOnlyList<int> widths)
    {
        foreach (var row in PlainText.Row([[VerdictOf(part)], [NumberOf(part)], [PaperOf(part)], [state]], [.. widths, state.Length], Gap))
        {
            AppendLine(text, Indent + row);
        }
    }

    /// <summary>How the part's own test compares to its snapshot; empty where it did not run.</summary>
    private static string StateOf(ClaimReport claim, PartResult part) =>
        claim.SubClaims.Concat(claim.Beside).FirstOrDefault(item => item.SubClaim!.Statement == part.Statement)?.Snapshot switch
        {
            SnapshotState.Agrees => AsPinned,
            SnapshotState.Differs => "CHANGED",
            SnapshotState.Missing => "not pinned yet",
            _ => "",
        };

    private static string VerdictOf(PartResult part) => ReportWords.WithSign(part.Verdict);

    private static string NumberOf(PartResult part) =>
        part.Mean is { } mean ? ShortNumber.Of(mean.Interval) : "";

    private static string PaperOf(PartResult part) =>
        part.Mean?.Published is { } published ? $"paper {ShortNumber.Of(published)}" : "";

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
        var lines = NotRunWords.Of(claims);
        foreach (var line in lines)
        {
            AppendWrapped(text, line, indent: "");
        }

        text.Append(lines.Length > 0 ? "\n" : "");
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
