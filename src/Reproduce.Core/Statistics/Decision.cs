using System.Collections.Immutable;

namespace Reproduce.Core.Statistics;

/// <summary>The verdict on a sub-claim, and what it rests on.</summary>
/// <param name="Verdict">
/// Mixed where mean and cases are decided in both ways, some for the claim and some against it; else what the mean says.
/// </param>
/// <param name="Mean">The mean over the cases, which decides.</param>
/// <param name="MeanVerdict">What the mean alone says.</param>
/// <param name="Cases">Each case's estimate, and its verdict after <see cref="Holm"/>'s correction, in the cases' order.</param>
/// <param name="Consistency">How the cases agree.</param>
/// <param name="SeedsNeeded">
/// Where the verdict is Undecided: how many seeds would decide it (see <see cref="Statistics.SeedsNeeded"/>); null where none would.
/// </param>
public sealed record Decision(
    Verdict Verdict,
    Estimate Mean,
    Verdict MeanVerdict,
    ImmutableArray<(Estimate Estimate, Verdict Verdict)> Cases,
    Consistency Consistency,
    int? SeedsNeeded)
{
    /// <summary>Decides a sub-claim.</summary>
    /// <param name="rule">What is claimed of every case and of their mean.</param>
    /// <param name="cases">The cases, at least one, all of the same seeds, images and range.</param>
    /// <exception cref="ArgumentException">There are no cases, or they differ in their seeds, images or range.</exception>
    public static Decision Of(Rule rule, IReadOnlyList<Sample> cases)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(cases);
        var mean = Bootstrap.Estimate(Sample.MeanOf(cases));
        Estimate[] estimates = cases.Count == 1 ? [mean] : [.. cases.Select(sample => Bootstrap.Estimate(sample))];
        (Estimate, Verdict)[] decided = [.. estimates.Zip(Holm.Decide([.. estimates.Select(rule.Weigh)]))];
        var (ofMean, consistency) = (rule.Decide(mean), Consistency.Of(decided));
        var isFor = ofMean == Verdict.Supported || consistency.For > 0;
        var isAgainst = ofMean == Verdict.Contradicted || consistency.Against > 0;
        var verdict = isFor && isAgainst ? Verdict.Mixed : ofMean;
        return new Decision(
            verdict,
            mean,
            ofMean,
            [.. decided],
            consistency,
            verdict == Verdict.Undecided ? Statistics.SeedsNeeded.Of(mean, rule) : null);
    }
}
