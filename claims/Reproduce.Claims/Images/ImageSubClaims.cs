using System.Collections.Immutable;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Testing;

namespace Reproduce.Claims.Images;

/// <summary>Cases and sub-claims of the image claims.</summary>
internal static class ImageSubClaims
{
    // With three seeds, the fewest, an image of one of them moves a bound by up to 2.1 times its share.
    private const double BoundFactor = 2;

    /// <summary>The end of the effect of a sub-claim on a large difference of shares: its unit and margin.</summary>
    public static string Points { get; } = $"in points (large: more than {DifferenceRule.Shares.Margin})";

    /// <summary>The difference of two groups' means, paired by image and seed.</summary>
    /// <param name="label">The case.</param>
    /// <param name="values">Percentages, shape <c>[seeds, images]</c>.</param>
    /// <param name="reference">What is subtracted, of the same seeds and images.</param>
    public static MeasuredCase Difference(string label, ImmutableArray<double[]> values, ImmutableArray<double[]> reference) =>
        new(label, Sample.OfImages(values.Minus(reference), ValueRange.PercentDifference));

    /// <summary>The mean of a group, or what is left of it when a number is subtracted.</summary>
    /// <param name="label">The case.</param>
    /// <param name="values">Percentages, shape <c>[seeds, images]</c>.</param>
    /// <param name="minus">What is subtracted from the mean, in percentage points.</param>
    public static MeasuredCase Mean(string label, ImmutableArray<double[]> values, double minus = 0)
    {
        var mean = Sample.OfImages(values, ValueRange.Percent);
        return new(label, minus == 0 ? mean : mean.Minus(minus));
    }

    /// <summary>A sub-claim of an image set: its conclusion is the one that was written for this set, if any was.</summary>
    public static SubClaim Of(
        ImageStudy study,
        string statement,
        string source,
        string effect,
        Rule rule,
        IEnumerable<MeasuredCase> cases,
        params DataConclusion[] conclusions)
    {
        MeasuredCase[] all = [.. cases];
        var isBesideOtherData = study.DataSet.Files is null && all.Any(one => one.Published is not null);
        return SubClaim.Decide(
            statement,
            source,
            effect + (isBesideOtherData ? "; the paper's numbers are from CIFAR-10" : ""),
            rule,
            all,
            ConclusionOn(study, conclusions));
    }

    /// <summary>
    /// The same of effects that are shares of test images or differences of such, in percent: one image that is classified otherwise does
    /// not fail the snapshot.
    /// </summary>
    public static SubClaim OfShares(
        ImageStudy study,
        string statement,
        string source,
        string effect,
        Rule rule,
        IEnumerable<MeasuredCase> cases,
        params DataConclusion[] conclusions) =>
        OfShares(study.TestSample.Count, study, statement, source, effect, rule, cases, conclusions);

    /// <summary>The same of effects that are measured on fewer images.</summary>
    public static SubClaim OfShares(
        int images,
        ImageStudy study,
        string statement,
        string source,
        string effect,
        Rule rule,
        IEnumerable<MeasuredCase> cases,
        params DataConclusion[] conclusions) =>
        Of(study, statement, source, effect, rule, cases, conclusions) with
        {
            Tolerance = ClaimTolerance.Share(images),
            BoundFactor = BoundFactor,
        };

    /// <summary>The conclusion that was written for a data set; null where none was.</summary>
    /// <exception cref="ArgumentException">One is on data that there are not.</exception>
    public static Conclusion? ConclusionOn(ImageStudy study, DataConclusion[] conclusions)
    {
        string[] titles = [.. ImageStudy.All.Select(known => known.DataSet.Title)];
        if (conclusions.FirstOrDefault(conclusion => !titles.Contains(conclusion.Data)) is { } mistyped)
        {
            throw new ArgumentException(
                $"A conclusion is on '{mistyped.Data}'; expected one of {string.Join(", ", titles)}.", nameof(conclusions));
        }

        var written = conclusions.FirstOrDefault(conclusion => conclusion.Data == study.ToString());
        return written is null ? null : new Conclusion(written.Verdict, written.Text);
    }
}
