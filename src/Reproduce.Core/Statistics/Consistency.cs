using MathNet.Numerics.Distributions;

namespace Reproduce.Core.Statistics;

/// <summary>How the cases of a sub-claim agree.</summary>
/// <param name="For">Cases that are decided for it.</param>
/// <param name="Against">Cases that are decided against it.</param>
/// <param name="Open">Cases that are not decided.</param>
/// <param name="OneMoreCase">
/// Between which values the effect in one more case like these would lie, with 95 % probability; null for fewer than three cases.
/// </param>
public sealed record Consistency(int For, int Against, int Open, Interval? OneMoreCase)
{
    /// <summary>How cases agree.</summary>
    /// <param name="cases">Each case's estimate and verdict, at least one.</param>
    public static Consistency Of(IReadOnlyCollection<(Estimate Estimate, Verdict Verdict)> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        return new(
            cases.Count(item => item.Verdict == Verdict.Supported),
            cases.Count(item => item.Verdict == Verdict.Contradicted),
            cases.Count(item => item.Verdict == Verdict.Undecided),
            cases.Count < 3 ? null : OneMore([.. cases.Select(item => item.Estimate)]));
    }

    /// <summary>From the spread of the estimates, which holds both the cases' differences and their errors.</summary>
    private static Interval OneMore(Estimate[] cases)
    {
        var range = cases[0].Range;
        double[] places = [.. cases.Select(item => range.ToScale(item.Value))];
        var mean = places.Average();
        var variance = places.Sum(place => Math.Pow(place - mean, 2)) / (places.Length - 1);
        var quantile = StudentT.InvCDF(0, 1, places.Length - 1, (1 + Estimate.ShownLevel) / 2);
        var deviation = quantile * Math.Sqrt(variance * (1 + (1.0 / places.Length)));
        return new Interval(
            range.FromScale(mean), range.FromScale(mean - deviation), range.FromScale(mean + deviation), Estimate.ShownLevel);
    }
}
