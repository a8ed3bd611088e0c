using System.Collections.Immutable;
using Reproduce.Core.Statistics;
using Reproduce.Results.Tables;

namespace Reproduce.Results.Report;

/// <summary>A claim on one data set with its results, in the order in which they are read.</summary>
/// <param name="Run">The fixture.</param>
/// <param name="Whole">The verdict of the whole; null where none was found.</param>
/// <param name="SubClaims">The primary sub-claims, which make it.</param>
/// <param name="Beside">Further readings and controls.</param>
/// <param name="Tables">Tables, those beside the paper's numbers first.</param>
/// <param name="Figures">Figures: those that show the claim's point, then by their number in the paper.</param>
public sealed record ClaimReport(
    ClaimRun Run,
    ResultItem? Whole,
    ImmutableArray<ResultItem> SubClaims,
    ImmutableArray<ResultItem> Beside,
    ImmutableArray<ResultItem> Tables,
    ImmutableArray<ResultItem> Figures)
{
    // Between a result and the end of its run, clocks are read twice.
    private const double ClockSlack = 2;

    /// <summary>The claims of a result set in the paper's order, and by data; those that ran before those that did not.</summary>
    public static ImmutableArray<ClaimReport> Of(ResultSet set) =>
    [
        .. set.Runs.OrderBy(run => set.Paper.PlaceOf(run.Claim)).ThenBy(run => run.Claim, StringComparer.Ordinal)
            .ThenBy(run => run.State == ClaimState.NotRun)
            .ThenBy(run => set.Paper.PlaceOfData(run.Data)).ThenBy(run => run.Data, StringComparer.Ordinal)
            .Select(run => Of(set.Paper, run, [.. set.ItemsOf(run)])),
    ];

    /// <summary>Whether there is anything to show but why there is nothing.</summary>
    public bool HasResults => Whole is not null || SubClaims.Length + Beside.Length + Tables.Length + Figures.Length > 0;

    /// <summary>The verdict; null where none was found.</summary>
    public Verdict? Verdict => Whole?.Whole?.Verdict;

    /// <summary>
    /// Results that the fixture's latest run did not compute anew: a filter left their tests out, or they broke, or the data have gone.
    /// </summary>
    public int Earlier => All.Count(item => item.Origin.At < Run.Origin.At - TimeSpan.FromSeconds(Run.Seconds + ClockSlack));

    /// <summary>Whether the latest run ended well and no result differs, of this run or an earlier one.</summary>
    public bool IsAsPinned => Run.State == ClaimState.Passed && Differing == 0;

    /// <summary>How the results compare to the pinned ones, in words.</summary>
    public string Pinned => Run.State switch
    {
        ClaimState.Passed when Differing > 0 => ReportWords.Of(ClaimState.Failed),
        ClaimState.Failed when Differing == 0 => "failed",
        _ => ReportWords.Of(Run.State),
    } + (Run.Reason is { } reason ? $": {reason}" : "")
        + (Earlier > 0 ? $" ({ReportWords.Count(Earlier, "result")} from an earlier run)" : "");

    /// <summary>Results that differ from the pinned ones.</summary>
    public int Differing => All.Count(item => item.Snapshot == SnapshotState.Differs);

    /// <summary>How sure the verdict is: how many cases are decided by themselves; empty where there is no verdict.</summary>
    public string Certainty
    {
        get
        {
            Consistency[] parts = [.. (Whole?.Whole?.Primary ?? []).Select(part => part.Consistency).OfType<Consistency>()];
            var all = parts.Sum(part => part.For + part.Against + part.Open);
            return parts.Length == 0 ? "" : $"{all - parts.Sum(part => part.Open)} of {ReportWords.Count(all, "case")} decided";
        }
    }

    /// <summary>The primary sub-claims counted by verdict; empty where there is no verdict.</summary>
    public string Parts => Whole?.Whole is { } whole
        ? $"{ReportWords.Count(whole.Primary.Length, "primary sub-claim")}: {string.Join(", ", whole.Primary.CountBy(part => part.Verdict)
            .OrderBy(count => count.Key)
            .Select(count => $"{count.Value} {ReportWords.Of(count.Key)}"))}"
        : "";

    /// <summary>All results.</summary>
    public IEnumerable<ResultItem> All => [.. Whole is null ? [] : new[] { Whole }, .. SubClaims, .. Beside, .. Tables, .. Figures];

    private static ClaimReport Of(Paper paper, ClaimRun run, ImmutableArray<ResultItem> items)
    {
        var whole = items.FirstOrDefault(item => item.Whole is not null);
        var beside = Ordered(items, whole?.Whole?.Beside ?? []);
        var parts = Ordered(items, whole?.Whole?.Primary ?? []);
        var ordered = items.OrderBy(item => item.Figures.DefaultIfEmpty(int.MaxValue).Min())
            .ThenBy(item => NaturalOrder.KeyOf(item.Title), StringComparer.Ordinal);
        return new ClaimReport(
            run,
            whole,
            [.. parts, .. items.Where(item => item.SubClaim is not null).Except(parts).Except(beside)],
            beside,
            [
                .. ordered.Where(item => item.Table is not null)
                    .OrderByDescending(item => item.Table!.Columns.Any(column => column.Role == ColumnRole.Paper))
                    .ThenBy(item => item.Table!.Rows.Length > 0 && item.Sources.Length == 0),
            ],
            [.. ordered.Where(item => item.Figure is not null).OrderByDescending(paper.IsKey)]);
    }

    private static ImmutableArray<ResultItem> Ordered(ImmutableArray<ResultItem> items, ImmutableArray<PartResult> parts)
    {
        var places = parts.Select((part, place) => (part.Statement, place)).ToLookup(part => part.Statement, part => part.place);
        return
        [
            .. items.Where(item => item.SubClaim is { } part && places.Contains(part.Statement))
                .OrderBy(item => places[item.SubClaim!.Statement].First()),
        ];
    }
}
