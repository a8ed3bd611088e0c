using System.Collections.Immutable;
using Reproduce.Core.Statistics;

namespace Reproduce.Results;

/// <summary>A sub-claim with its verdict and all its cases.</summary>
/// <param name="Statement">What is claimed, in one sentence.</param>
/// <param name="Source">Where the paper says so, or that it is a control of ours.</param>
/// <param name="Effect">What the numbers are.</param>
/// <param name="Unit">What sample sizes count, such as <c>seeds</c> or <c>images</c>.</param>
/// <param name="Verdict">The verdict over the deciding cases.</param>
/// <param name="Conclusion">What a person concludes; null where the statement simply holds or nobody has concluded yet.</param>
/// <param name="Findings">The cases.</param>
public sealed record SubClaimResult(
    string Statement,
    string Source,
    string Effect,
    string Unit,
    Verdict Verdict,
    string? Conclusion,
    ImmutableArray<FindingResult> Findings)
{
    /// <summary>What an effect or bound may differ from the pinned one, in its unit.</summary>
    public double AbsoluteTolerance { get; init; }

    /// <summary>The same as a share of the pinned number.</summary>
    public double RelativeTolerance { get; init; }

    /// <summary>The result of a sub-claim.</summary>
    public static SubClaimResult Of(SubClaim subClaim)
    {
        ArgumentNullException.ThrowIfNull(subClaim);
        return new(
            subClaim.Statement,
            subClaim.Source,
            subClaim.Effect,
            subClaim.Unit,
            subClaim.Verdict,
            subClaim.Conclusion?.Verdict == subClaim.Verdict ? subClaim.Conclusion.Text : null,
            [
                .. subClaim.Findings.Select(finding => new FindingResult(
                    finding.Case,
                    finding.Effect.Estimate,
                    finding.Effect.Lower,
                    finding.Effect.Upper,
                    finding.Effect.Level,
                    finding.Effect.SampleSize,
                    finding.Verdict,
                    finding.Decides)),
            ]);
    }
}

/// <summary>One case of a sub-claim.</summary>
/// <param name="Case">The case, such as <c>T = 40</c>.</param>
/// <param name="Estimate">The effect.</param>
/// <param name="Lower">Lower bound of its interval.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="Level">The interval's level, such as 0.95.</param>
/// <param name="SampleSize">Independent units behind it.</param>
/// <param name="Verdict">What the interval says.</param>
/// <param name="Decides">Whether it counts, or is shown for orientation.</param>
public sealed record FindingResult(
    string Case, double Estimate, double Lower, double Upper, double Level, int SampleSize, Verdict Verdict, bool Decides);
