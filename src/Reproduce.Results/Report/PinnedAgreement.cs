namespace Reproduce.Results.Report;

/// <summary>How the verdicts of a report and the pinned ones agree, in a sentence.</summary>
public static class PinnedAgreement
{
    /// <summary>How many verdicts are the pinned ones, and how many results of any kind are not; empty where there is no verdict.</summary>
    /// <param name="claims">The claims; those without a verdict don't count.</param>
    public static string Of(IReadOnlyCollection<ClaimReport> claims)
    {
        var decided = claims.Where(claim => claim.Verdict is not null).ToList();
        if (decided.Count == 0)
        {
            return "";
        }

        var agreeing = decided.Count(claim => claim.Whole!.Snapshot == SnapshotState.Agrees);
        var unpinned = decided.Count(claim => claim.Whole!.Snapshot == SnapshotState.Missing);
        var differing = claims.Sum(claim => claim.Differing);
        return $"Verdicts that agree with the pinned ones: {agreeing} of {decided.Count}"
            + (unpinned > 0 ? $"; without a pinned one: {unpinned}" : "")
            + (differing > 0 ? $"; results that differ from what is pinned: {differing}" : "")
            + ".";
    }
}
