using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Reproduce.Core.Statistics;
using Reproduce.Results.Tables;

namespace Reproduce.Results;

/// <summary>A part of a claim that can be decided by itself, with its verdict and all its cases.</summary>
/// <param name="Statement">What is claimed, in one sentence.</param>
/// <param name="Source">Where the paper says so, or that it is a control of ours.</param>
/// <param name="Effect">What the numbers are, such as <c>twilight area of FT_tempT / FT_temp1</c>.</param>
/// <param name="Rule">What is claimed of the effect, such as <c>above 5</c>; of an untested sub-claim, why it is not tested.</param>
/// <param name="Verdict">The verdict: see <see cref="Decision"/>.</param>
/// <param name="Mean">The mean over the deciding cases, which decides; null for an untested sub-claim.</param>
/// <param name="Consistency">How the deciding cases agree; null for an untested sub-claim.</param>
/// <param name="SeedsNeeded">
/// Where the verdict is Undecided: how many seeds would decide it; null where no number would (<see cref="Core.Statistics.SeedsNeeded"/>).
/// </param>
/// <param name="Paper">How the deciding cases compare with the paper's numbers; null where it has none.</param>
/// <param name="Conclusion">
/// What a person concludes; null where the statement simply holds or nobody has concluded from this verdict.
/// </param>
/// <param name="Findings">The cases; none for an untested sub-claim.</param>
[method: JsonConstructor]
public sealed record SubClaim(
    string Statement,
    string Source,
    string Effect,
    string Rule,
    Verdict Verdict,
    Finding? Mean,
    Consistency? Consistency,
    int? SeedsNeeded,
    PaperAgreement? Paper,
    string? Conclusion,
    ImmutableArray<Finding> Findings)
{
    /// <summary>What the mean is called among the cases.</summary>
    public const string MeanName = "mean";

    private readonly Verdict? _concludedFrom;

    private SubClaim(
        string statement,
        string source,
        string effect,
        Rule rule,
        ImmutableArray<MeasuredCase> cases,
        Decision decision,
        Conclusion? conclusion)
        : this(
            statement,
            source,
            effect,
            rule.ToString(),
            decision.Verdict,
            MeanOf(cases, decision),
            decision.Consistency,
            decision.SeedsNeeded,
            PaperAgreement.Of(Deciding(cases).Zip(decision.Cases, (one, decided) => (decided.Estimate, one.Published))),
            Conclusion: conclusion?.Verdict == decision.Verdict ? conclusion.Text : null,
            FindingsOf(cases, decision, rule)) =>
        _concludedFrom = conclusion?.Verdict ?? Verdict.Supported;

    /// <summary>What an effect may differ from the pinned one, in its unit; finite, at least 0.</summary>
    public double AbsoluteTolerance { get; init => field = Tolerance.Check(value, nameof(AbsoluteTolerance)); }

    /// <summary>The same as a share of the pinned number.</summary>
    public double RelativeTolerance { get; init => field = Tolerance.Check(value, nameof(RelativeTolerance)); }

    /// <summary>What a bound may differ from the pinned one, as a multiple of what the effect may; finite, at least 0.</summary>
    public double BoundFactor { get; init => field = Tolerance.Check(value, nameof(BoundFactor)); } = 1;

    /// <summary>What an effect may differ from the pinned one.</summary>
    [JsonIgnore]
    public Tolerance Tolerance
    {
        get => new(AbsoluteTolerance, RelativeTolerance);
        init => (AbsoluteTolerance, RelativeTolerance) = (value.Absolute, value.Relative);
    }

    /// <summary>What a bound may differ from the pinned one.</summary>
    [JsonIgnore]
    public Tolerance BoundTolerance => new(BoundFactor * AbsoluteTolerance, BoundFactor * RelativeTolerance);

    /// <summary>The mean, where there is one, and then the cases.</summary>
    [JsonIgnore]
    public IEnumerable<Finding> MeanAndCases => Mean is null ? Findings : Findings.Prepend(Mean);

    /// <summary>Decides a sub-claim from its cases.</summary>
    /// <param name="statement">What is claimed, in one sentence.</param>
    /// <param name="source">Where the paper says so, or that it is a control of ours.</param>
    /// <param name="effect">What the numbers are.</param>
    /// <param name="rule">What is claimed of the effect.</param>
    /// <param name="cases">The cases, of which at least one decides; deciding ones have the same seeds and images.</param>
    /// <param name="conclusion">
    /// What the findings mean; null where the statement simply holds. One from another verdict is not kept.
    /// </param>
    public static SubClaim Decide(
        string statement, string source, string effect, Rule rule, IEnumerable<MeasuredCase> cases, Conclusion? conclusion = null)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ImmutableArray<MeasuredCase> all = [.. cases];
        return new SubClaim(
            statement, source, effect, rule, all, Decision.Of(rule, [.. Deciding(all).Select(one => one.Sample)]), conclusion);
    }

    /// <summary>A sub-claim about data that this run does not have.</summary>
    /// <param name="statement">What is claimed, in one sentence.</param>
    /// <param name="source">Where the paper says so.</param>
    /// <param name="effect">What would be measured.</param>
    /// <param name="reason">Why it is not tested here.</param>
    public static SubClaim NotTested(string statement, string source, string effect, string reason) =>
        new(statement, source, effect, reason, Verdict.NotTested, null, null, null, null, null, []);

    /// <summary>Says that the conclusion was written for another verdict than the findings give now; null where it was not.</summary>
    [JsonIgnore]
    public string? OutdatedConclusion => _concludedFrom is { } verdict && verdict != Verdict
        ? $"The verdict is {Verdict}, but its conclusion was written for {verdict}: read the new findings and rewrite it."
        : null;

    private static IEnumerable<MeasuredCase> Deciding(IEnumerable<MeasuredCase> cases) => cases.Where(one => one.Decides);

    private static Finding MeanOf(ImmutableArray<MeasuredCase> cases, Decision decision)
    {
        double[] published = [.. Deciding(cases).Select(one => one.Published).OfType<double>()];
        return new Finding(MeanName, decision.Mean, decision.MeanVerdict)
        {
            // Of the same cases: a mean over fewer would be the paper's number of something else.
            Published = published.Length == decision.Cases.Length ? decision.Mean.Range.MeanOf(published) : null,
        };
    }

    private static ImmutableArray<Finding> FindingsOf(ImmutableArray<MeasuredCase> cases, Decision decision, Rule rule)
    {
        var decided = new Queue<(Estimate Estimate, Verdict Verdict)>(decision.Cases);
        return
        [
            .. cases.Select(one =>
            {
                if (one.Decides)
                {
                    var (estimate, verdict) = decided.Dequeue();
                    return new Finding(one.Name, estimate, verdict) { Published = one.Published };
                }

                var shown = Bootstrap.Estimate(one.Sample);
                return new Finding(one.Name, shown, rule.Decide(shown), decides: false) { Published = one.Published };
            }),
        ];
    }
}
