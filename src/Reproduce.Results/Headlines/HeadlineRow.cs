using System.Collections.Immutable;

namespace Reproduce.Results.Headlines;

/// <summary>A claim in the headline.</summary>
/// <param name="Claim">Its name.</param>
/// <param name="Cells">A cell for each of the headline's columns; null where there is no result.</param>
/// <param name="IsOfDefaultData">Whether the claim is of the default data alone.</param>
/// <param name="InShort">What the claim says in a few plain words; empty where nobody has said.</param>
public sealed record HeadlineRow(
    string Claim, ImmutableArray<HeadlineCell?> Cells, bool IsOfDefaultData = false, string InShort = "")
{
    /// <summary>The cell that speaks for the claim: that of the default data, or else the first that there is.</summary>
    public HeadlineCell? Leading => Cells.FirstOrDefault(cell => cell is not null);
}
