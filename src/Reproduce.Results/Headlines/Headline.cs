using System.Collections.Immutable;

namespace Reproduce.Results.Headlines;

/// <summary>The claims by the data that they are decided on, in the paper's order: what a reader sees first.</summary>
/// <param name="Columns">What each column is called.</param>
/// <param name="Rows">The claims.</param>
public sealed record Headline(ImmutableArray<string> Columns, ImmutableArray<HeadlineRow> Rows)
{
    /// <summary>The column of the data that every claim is decided on, which are not the same for all; its cells say which.</summary>
    public const string DefaultColumn = "default data";

    private const string NotRun = "not run";
    private const string NoSuchData = "–";

    /// <summary>What ran. Claims that have a run and no verdict are there, too.</summary>
    public static Headline Of(ResultSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var cells = set.Items.Where(item => item.Whole is not null)
            .Select(item => (item.Claim, HeadlineCell.Of(item.Data, item.Whole!)));
        return Of(set.Paper, cells, set.Runs.Select(run => run.Claim));
    }

    /// <summary>What is pinned.</summary>
    /// <param name="paper">The paper, which has the order.</param>
    /// <param name="pinned">Its pinned claims.</param>
    public static Headline Of(Paper paper, IEnumerable<PinnedClaim> pinned) =>
        Of(paper, pinned.Select(claim => (claim.Claim, HeadlineCell.Of(claim))), []);

    /// <summary>Whether a column is that of the default data.</summary>
    public bool IsOfDefaultData(int column) => Columns[column] == DefaultColumn;

    /// <summary>What a cell without a result says: that it did not run, or a dash where the claim is not of such data.</summary>
    /// <param name="row">One of the rows.</param>
    /// <param name="column">The cell's column.</param>
    public string EmptyCell(HeadlineRow row, int column)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.IsOfDefaultData && !IsOfDefaultData(column) ? NoSuchData : NotRun;
    }

    private static Headline Of(Paper paper, IEnumerable<(string Claim, HeadlineCell Cell)> found, IEnumerable<string> further)
    {
        var cells = found.ToLookup(one => one.Claim, one => one.Cell);
        var defaults = cells.ToDictionary(claim => claim.Key, claim => DefaultOf(paper, claim));
        string[] others =
        [
            .. cells.SelectMany(claim => claim.Where(cell => cell.Data != defaults[claim.Key])).Select(cell => cell.Data)
                .Except(paper.FurtherData).Order(StringComparer.Ordinal),
        ];
        string[] data = [.. paper.FurtherData, .. others];
        var hasDefault = paper.DefaultData.Length > 0;
        return new Headline(
            [.. hasDefault ? new[] { DefaultColumn } : [], .. data],
            [
                .. cells.Select(claim => claim.Key).Union(further)
                    .OrderBy(paper.PlaceOf).ThenBy(claim => claim, StringComparer.Ordinal)
                    .Select(claim => new HeadlineRow(
                        claim,
                        [
                            .. hasDefault ? new[] { CellOn(claim, defaults.GetValueOrDefault(claim)) } : [],
                            .. data.Select(name => name == defaults.GetValueOrDefault(claim) ? null : CellOn(claim, name)),
                        ],
                        paper.ClaimsOfDefaultData.Contains(claim),
                        paper.ClaimsInShort.GetValueOrDefault(claim, ""))),
            ]);

        HeadlineCell? CellOn(string claim, string? name) => cells[claim].FirstOrDefault(cell => cell.Data == name);
    }

    /// <summary>Which of the default data a claim has; null where it has none.</summary>
    private static string? DefaultOf(Paper paper, IEnumerable<HeadlineCell> cells) =>
        paper.DefaultData.FirstOrDefault(name => cells.Any(cell => cell.Data == name));
}
