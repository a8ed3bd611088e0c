using System.Collections.Immutable;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Tables;
using Reproduce.Testing;
using Reproduce.Testing.Snapshots;

namespace Reproduce.Claims.Images;

/// <summary>Cases and snapshots of the image claims.</summary>
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
        new(label, Sample.OfImages(Minus(values, reference), ValueRange.PercentDifference));

    /// <summary>The mean of a group, or what is left of it when a number is subtracted.</summary>
    /// <param name="label">The case.</param>
    /// <param name="values">Percentages, shape <c>[seeds, images]</c>.</param>
    /// <param name="minus">What is subtracted from the mean, in percentage points.</param>
    public static MeasuredCase Mean(string label, ImmutableArray<double[]> values, double minus = 0)
    {
        var mean = Sample.OfImages(values, ValueRange.Percent);
        return new(label, minus == 0 ? mean : mean.Minus(minus));
    }

    /// <summary>The differences image by image and seed by seed.</summary>
    public static double[][] Minus(ImmutableArray<double[]> values, ImmutableArray<double[]> reference) =>
        [.. values.Zip(reference, (row, other) => row.Zip(other, (value, otherValue) => value - otherValue).ToArray())];

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
            effect + (isBesideOtherData ? "; the paper's numbers are of CIFAR-10" : ""),
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

    /// <summary>Pins a whole claim.</summary>
    /// <param name="study">The data.</param>
    /// <param name="primary">The sub-claims that state the paper's sentence.</param>
    /// <param name="beside">Further readings and controls.</param>
    /// <param name="found">What was found, in one sentence, for each data set that somebody has concluded on.</param>
    public static Task VerifyWhole(
        ImageStudy study,
        IReadOnlyList<SubClaim> primary,
        IReadOnlyList<SubClaim> beside,
        params DataConclusion[] found) =>
        Recorded(study, () => ClaimSnapshot.Verify(primary, beside, ConclusionOn(study, found), requireConclusion: study.IsPinned));

    /// <summary>Pins a sub-claim.</summary>
    public static Task Verify(ImageStudy study, SubClaim subClaim) =>
        Recorded(study, () => SubClaimSnapshot.Verify(subClaim, requireConclusion: study.IsPinned));

    /// <summary>Pins a table. On the paper's data its heading ends with how the models were trained.</summary>
    /// <param name="study">The data.</param>
    /// <param name="make">Makes the table.</param>
    /// <param name="figures">Numbers of the paper's figures that it reproduces or stands in for.</param>
    public static Task VerifyTable(ImageStudy study, Func<Table> make, params ImmutableArray<int> figures) => Recorded(study, () =>
    {
        var table = make();
        return TableSnapshot.Verify(
            study.DataSet.Files is null ? table : table.WithHeading([.. table.Heading, TrainingText.Of(study)]), figures: figures);
    });

    /// <summary>Pins a table of the paper's numbers beside ours; ignores the test on data that the paper has none of.</summary>
    /// <param name="study">The data.</param>
    /// <param name="published">The paper's numbers, null if it has none.</param>
    /// <param name="make">Makes the table from them.</param>
    /// <param name="figures">Numbers of the paper's figures that have them.</param>
    public static Task VerifyBesidePaper<TColumn>(
        ImageStudy study,
        PublishedTable<TColumn>? published,
        Func<ImageStudy, PublishedTable<TColumn>, Table> make,
        params ImmutableArray<int> figures)
        where TColumn : notnull =>
        published is null ? NothingPublished() : VerifyTable(study, () => make(study, published), figures);

    /// <summary>Ignores the running test: there is nothing of the paper to compare with.</summary>
    public static Task NothingPublished()
    {
        Assert.Ignore("The paper has no numbers of this data set: the drawn signs are ours.");
        return Task.CompletedTask;
    }

    /// <summary>
    /// Verifies a snapshot. Where results are not pinned, as in the Paper profile, a missing one does not fail: there is a result, and
    /// nobody has recorded one to compare it with. A result on other bytes than those that were published is recorded only: nobody else
    /// has its data.
    /// </summary>
    public static async Task Recorded(ImageStudy study, Func<Task> verify)
    {
        if (study.HasOtherBytes)
        {
            ResultRecorder.LeaveUnpinned(study.Data.Fingerprint);
            await verify();
            Assert.Inconclusive($"Measured on {study}: not compared with any other result, and not accepted. `reproduce data verify "
                + $"{study.DataSet.Files?.CommandName}` names the files that differ from those that were published.");
        }

        try
        {
            await verify();
        }
        catch (SnapshotException missing) when (missing.IsMissing && !study.IsPinned)
        {
            Assert.Inconclusive($"Measured, but no result on {study} is recorded to compare with. {missing.Message}");
        }
    }

    /// <summary>
    /// Verifies a picture that shows images of the data: pinned where they are drawn, else recorded only, for the repository holds no
    /// images of others.
    /// </summary>
    public static Task VerifyPictures(ImageStudy study, byte[] png, params ImmutableArray<int> figures)
    {
        if (study.DataSet.Files is null)
        {
            return Recorded(study, () => FigureSnapshot.Verify(png, figures));
        }

        ResultRecorder.LeaveUnpinned(study.HasOtherBytes ? study.Data.Fingerprint : null);
        return FigureSnapshot.Verify(png, figures);
    }

    private static Conclusion? ConclusionOn(ImageStudy study, DataConclusion[] conclusions)
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
