using System.Collections.Immutable;

namespace Reproduce.Core.Statistics;

/// <summary>One case of a sub-claim, such as one temperature.</summary>
/// <param name="Case">The case, such as <c>T = 40</c>.</param>
/// <param name="Effect">The effect with its interval.</param>
/// <param name="Verdict">What the interval says of the sub-claim in this case.</param>
/// <param name="Decides">Whether the case counts for the sub-claim's verdict, or is shown beside it for orientation.</param>
public sealed record Finding(string Case, Interval Effect, Verdict Verdict, bool Decides = true);

/// <summary>A part of a claim that can be decided by itself.</summary>
/// <param name="Statement">What is claimed, in one sentence.</param>
/// <param name="Source">Where the paper says so, or that it is a control of ours.</param>
/// <param name="Effect">What the numbers are, such as <c>twilight area of FT_tempT / FT_temp1</c>.</param>
/// <param name="Findings">The cases, of which at least one decides.</param>
/// <param name="Conclusion">What the findings mean, in a sentence or two; empty where the statement simply holds.</param>
public sealed record SubClaim(string Statement, string Source, string Effect, ImmutableArray<Finding> Findings, string Conclusion = "")
{
    /// <summary>The verdict over the deciding cases.</summary>
    public Verdict Verdict => Verdicts.Combine(Findings.Where(finding => finding.Decides).Select(finding => finding.Verdict));
}
