using System.Collections.Immutable;

namespace Reproduce.Results.Report;

/// <summary>Which claims did not run, and why: a sentence or two for each reason, whatever the number of claims.</summary>
internal static class NotRunWords
{
    /// <summary>One text for each reason; empty where all ran.</summary>
    public static ImmutableArray<string> Of(IEnumerable<ClaimReport> claims) =>
    [
        .. claims.Where(claim => claim.Run.State == ClaimState.NotRun).GroupBy(claim => claim.Run.Reason)
            .Select(reason => $"Not run: {string.Join("; ", Which(reason))}. {reason.Key}"),
    ];

    private static IEnumerable<string> Which(IEnumerable<ClaimReport> claims) => claims
        .GroupBy(claim => claim.Run.Data, claim => claim.Run.Claim)
        .GroupBy(data => string.Join(", ", data), data => data.Key)
        .Select(data => $"{data.Key} on {string.Join(", ", data)}");
}
