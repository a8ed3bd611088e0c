using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Reproduce.Core.Statistics;
using Reproduce.Results.Tables;

namespace Reproduce.Results;

/// <summary>A part of a claim that can be decided by itself, with its verdict and all its cases.</summary>
/// <param name="Statement">What is claimed, in one sentence.</param>
/// <param name="Source">Where the paper says so, or that it is a control of ours.</param>
/// <param name="Effect">What the numbers are, such as <c>twilight area of FT_tempT / FT_temp1</c>.</param>
/// <param name="Unit">What sample sizes count, such as <c>seeds</c> or <c>images</c>.</param>
/// <param name="Verdict">The verdict over the deciding cases.</param>
/// <param name="Conclusion">
/// What a person concludes; null where the statement simply holds or nobody has concluded from this verdict.
/// </param>
/// <param name="Findings">The cases, of which at least one decides.</param>
[method: JsonConstructor]
public sealed record SubClaim(
    string Statement, string Source, string Effect, string Unit, Verdict Verdict, string? Conclusion, ImmutableArray<Finding> Findings)
{
    private readonly Verdict? _concludedFrom;

    /// <summary>Decides a sub-claim from its cases.</summary>
    /// <param name="statement">What is claimed, in one sentence.</param>
    /// <param name="source">Where the paper says so, or that it is a control of ours.</param>
    /// <param name="effect">What the numbers are.</param>
    /// <param name="findings">The cases, of which at least one decides.</param>
    /// <param name="conclusion">
    /// What the findings mean; null where the statement simply holds. One from another verdict is not kept.
    /// </param>
    public SubClaim(string statement, string source, string effect, ImmutableArray<Finding> findings, Conclusion? conclusion = null)
        : this(
            statement,
            source,
            effect,
            "seeds",
            Verdicts.Combine(findings.Where(finding => finding.Decides).Select(finding => finding.Verdict)),
            Conclusion: null,
            findings)
    {
        _concludedFrom = conclusion?.Verdict ?? Verdict.Supported;
        Conclusion = conclusion?.Verdict == Verdict ? conclusion.Text : null;
    }

    /// <summary>What an effect or bound may differ from the pinned one, in its unit.</summary>
    public double AbsoluteTolerance { get; init; }

    /// <summary>The same as a share of the pinned number.</summary>
    public double RelativeTolerance { get; init; }

    /// <summary>What an effect may differ from the pinned one.</summary>
    [JsonIgnore]
    public Tolerance Tolerance
    {
        get => new(AbsoluteTolerance, RelativeTolerance);
        init => (AbsoluteTolerance, RelativeTolerance) = (value.Absolute, value.Relative);
    }

    /// <summary>What a bound may differ from the pinned one, as a multiple of what the effect may.</summary>
    [JsonIgnore]
    public double BoundFactor { get; init; } = 1;

    /// <summary>Checks that the conclusion was written for the verdict that the findings give now.</summary>
    /// <exception cref="OutdatedConclusionException">The verdict has changed since.</exception>
    public void RequireCurrentConclusion()
    {
        if (_concludedFrom is { } verdict && verdict != Verdict)
        {
            throw new OutdatedConclusionException(
                $"The verdict on '{Statement}' is {Verdict}, but its conclusion was written for {verdict}: read the new findings and "
                + "rewrite the conclusion before the snapshot is accepted.\n"
                + string.Join('\n', Findings.Select(finding => $"  {finding.Case}: {finding}")));
        }
    }
}
