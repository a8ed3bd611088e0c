using System.Collections.Immutable;

namespace Reproduce.Core.Statistics;

/// <summary>A part of a claim that can be decided by itself.</summary>
/// <param name="Statement">What is claimed, in one sentence.</param>
/// <param name="Source">Where the paper says so, or that it is a control of ours.</param>
/// <param name="Effect">What the numbers are, such as <c>twilight area of FT_tempT / FT_temp1</c>.</param>
/// <param name="Findings">The cases, of which at least one decides.</param>
/// <param name="Conclusion">What the findings mean; null where the statement simply holds.</param>
public sealed record SubClaim(
    string Statement, string Source, string Effect, ImmutableArray<Finding> Findings, Conclusion? Conclusion = null)
{
    /// <summary>What the sample sizes of the effects count.</summary>
    public string Unit { get; init; } = "seeds";

    /// <summary>The verdict over the deciding cases.</summary>
    public Verdict Verdict => Verdicts.Combine(Findings.Where(finding => finding.Decides).Select(finding => finding.Verdict));

    /// <summary>Checks that the conclusion was written for the verdict that the findings give now.</summary>
    /// <exception cref="InvalidOperationException">The verdict has changed since.</exception>
    public void RequireCurrentConclusion()
    {
        var writtenFor = Conclusion?.Verdict ?? Verdict.Supported;
        if (Verdict != writtenFor)
        {
            throw new InvalidOperationException(
                $"The verdict on '{Statement}' is {Verdict}, but its conclusion was written for {writtenFor}: read the new findings and "
                + $"rewrite the conclusion before the snapshot is accepted.\n{string.Join('\n', Findings.Select(finding => $"  {finding}"))}");
        }
    }
}
