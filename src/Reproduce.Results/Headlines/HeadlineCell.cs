using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Reproduce.Core.Statistics;
using Reproduce.Results.Report;

namespace Reproduce.Results.Headlines;

/// <summary>A claim's verdict on one data set, with one number.</summary>
/// <param name="Data">The data, such as <c>toy</c>.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Effect">What the number is; empty where there is none.</param>
/// <param name="Number">The claim's number with its interval; null where it was not tested.</param>
/// <param name="Published">The paper's number; null where it has none.</param>
/// <param name="SeedsNeeded">Where the verdict is Undecided: how many seeds would decide it; null where no number would.</param>
/// <param name="Found">What was found, in one sentence; null where nobody has concluded from this verdict.</param>
public sealed record HeadlineCell(
    string Data, Verdict Verdict, string Effect, Interval? Number, double? Published, int? SeedsNeeded, string? Found)
{
    /// <summary>What a claim's run found.</summary>
    /// <param name="data">The data.</param>
    /// <param name="whole">The claim's verdict.</param>
    public static HeadlineCell Of(string data, WholeClaimResult whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        return new(
            data,
            whole.Verdict,
            whole.Primary.FirstOrDefault(part => part.Mean is not null)?.Effect ?? "",
            whole.Number?.Interval,
            whole.Number?.Published,
            whole.SeedsNeeded,
            whole.Found);
    }

    /// <summary>What is pinned of a claim.</summary>
    public static HeadlineCell Of(PinnedClaim pinned)
    {
        ArgumentNullException.ThrowIfNull(pinned);
        return new(pinned.Data, pinned.Verdict, pinned.Effect, pinned.Number, pinned.Published, pinned.SeedsNeeded, pinned.Found);
    }

    /// <summary>What the number is, without the details behind a semicolon; empty where there is none.</summary>
    [JsonIgnore]
    public string ShortEffect => Effect.Split(';')[0].TrimEnd('.');

    /// <summary>The verdict with its sign, such as <c>✓ supported</c>.</summary>
    [JsonIgnore]
    public string VerdictInWords => ReportWords.WithSign(Verdict);

    /// <summary>Verdict and numbers in a line, such as <c>✓ supported, 12.3 [8.1, 16.4], paper 14.2</c>.</summary>
    public override string ToString() => string.Join(", ", [VerdictInWords, .. Numbers]);

    /// <summary>The number, the paper's, and the seeds that are lacking, as far as there are any; each for a line of its own.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Numbers =>
    [
        .. Number is { } number ? new[] { ShortNumber.Of(number) } : [],
        .. Published is { } published ? new[] { $"paper {ShortNumber.Of(published)}" } : [],
        .. Verdict == Verdict.Undecided && SeedsNeeded is { } seeds ? new[] { $"needs {ReportWords.Count(seeds, "seed")}" } : [],
    ];
}
