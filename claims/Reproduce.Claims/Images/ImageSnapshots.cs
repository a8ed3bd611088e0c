using System.Collections.Immutable;
using Reproduce.Results;
using Reproduce.Results.Tables;
using Reproduce.Testing;
using Reproduce.Testing.Snapshots;

namespace Reproduce.Claims.Images;

/// <summary>Pins what the image claims find: whole claims, sub-claims, tables and pictures.</summary>
internal static class ImageSnapshots
{
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
        Recorded(study, () => ClaimSnapshot.Verify(
            primary, beside, ImageSubClaims.ConclusionOn(study, found), requireConclusion: study.IsPinned));

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
    public static Task NothingPublished() => Ignored("The paper has no numbers of this data set: the drawn signs are ours.");

    /// <summary>Ignores the running test.</summary>
    /// <param name="reason">Why it does not apply.</param>
    public static Task Ignored(string reason)
    {
        Assert.Ignore(reason);
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
            ClaimFixture.LeaveUnpinned(study.Data.Fingerprint);
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

        ClaimFixture.LeaveUnpinned(study.HasOtherBytes ? study.Data.Fingerprint : null);
        return FigureSnapshot.Verify(png, figures);
    }
}
