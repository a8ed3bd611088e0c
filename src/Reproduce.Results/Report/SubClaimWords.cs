using Reproduce.Core.Statistics;
using Reproduce.Results.Headlines;

namespace Reproduce.Results.Report;

/// <summary>What a report says of a sub-claim beside its numbers: the same in HTML and Markdown.</summary>
public static class SubClaimWords
{
    /// <summary>
    /// What an undecided sub-claim lacks, such as <c>14 seeds would decide it, if the estimate is true</c>; empty for others.
    /// </summary>
    public static string Lacking(SubClaim part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part.Verdict == Verdict.Undecided ? Lacking(part.SeedsNeeded) : "";
    }

    /// <summary>What an undecided sub-claim lacks.</summary>
    /// <param name="seedsNeeded">How many seeds would decide it; null where no number would.</param>
    internal static string Lacking(int? seedsNeeded) => seedsNeeded is { } seeds
        ? $"{ReportWords.Count(seeds, "seed")} would decide it, if the estimate is true"
        : $"{SeedsNeeded.Most} seeds would not decide it, if the estimate is true";

    /// <summary>How cases agree, such as <c>6 for, 0 against, 2 open; one more case would lie between 1 and 3</c>.</summary>
    public static string Cases(Consistency cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        return $"{cases.For} for, {cases.Against} against, {cases.Open} open"
            + (cases.OneMoreCase is { } more
                ? $"; one more case would lie between {ShortNumber.Of(more.Lower)} and {ShortNumber.Of(more.Upper)}"
                : "");
    }

    /// <summary>How effects compare with the paper's.</summary>
    public static string Paper(PaperAgreement paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        return $"{paper.SameSign} of {ReportWords.Count(paper.Cases, "effect")} {(paper.Cases == 1 ? "has" : "have")} the sign of the "
            + $"paper's, {paper.Predicted} of the paper's {(paper.Predicted == 1 ? "lies" : "lie")} in the 95 % prediction interval of one "
            + $"more seed of ours; the mean is {ShortNumber.Of(paper.Published)} in the paper, {ShortNumber.Of(paper.Ours)} here";
    }
}
