using System.Collections.Immutable;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Testing;
using Reproduce.Testing.Snapshots;

namespace Reproduce.Claims.Images;

/// <summary>Findings and snapshots of the image claims.</summary>
internal static class ImageSubClaims
{
    private const string Unit = "images";

    // With three seeds, the fewest, an image of one of them moves a bound by up to 2.1 times its share.
    private const double BoundFactor = 2;

    /// <summary>What a difference of two groups says.</summary>
    /// <param name="label">The case.</param>
    /// <param name="values">Percentages, shape <c>[seeds, images]</c>.</param>
    /// <param name="reference">What is subtracted, of the same images.</param>
    /// <param name="decide">The rule.</param>
    public static Finding Difference(
        string label, ImmutableArray<double[]> values, ImmutableArray<double[]> reference, Func<Interval, Verdict> decide)
    {
        var difference = ModelGroup.Difference(values, reference);
        return new Finding(WithSeeds(label, Math.Min(values.Length, reference.Length)), difference, decide(difference));
    }

    /// <summary>What a mean says, or what is left of it when a number is subtracted.</summary>
    /// <param name="label">The case.</param>
    /// <param name="values">Percentages, shape <c>[seeds, images]</c>.</param>
    /// <param name="decide">The rule.</param>
    /// <param name="minus">What is subtracted from the mean, in percentage points.</param>
    public static Finding Mean(string label, ImmutableArray<double[]> values, Func<Interval, Verdict> decide, double minus = 0)
    {
        var mean = CrossedBootstrap.Mean(values, ValueRange.Percent).Minus(minus);
        return new Finding(WithSeeds(label, values.Length), mean, decide(mean));
    }

    /// <summary>A sub-claim of an image set: its conclusion is the one that was written for this case, if any was.</summary>
    public static SubClaim Of(
        ImageStudy study,
        string statement,
        string source,
        string effect,
        IEnumerable<Finding> findings,
        params (string Case, Verdict Verdict, string Text)[] conclusions)
    {
        var written = conclusions.FirstOrDefault(conclusion => conclusion.Case == study.ToString());
        var conclusion = written.Text is null ? null : new Conclusion(written.Verdict, written.Text);
        return new SubClaim(statement, source, effect, [.. findings], conclusion)
        {
            Unit = Unit,
        };
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
        IEnumerable<Finding> findings,
        params (string Case, Verdict Verdict, string Text)[] conclusions) =>
        Of(study, statement, source, effect, findings, conclusions) with
        {
            Tolerance = ClaimTolerance.Share(study.TestSample.Count),
            BoundFactor = BoundFactor,
        };

    /// <summary>Pins a sub-claim.</summary>
    public static Task Verify(ImageStudy study, SubClaim subClaim) =>
        Recorded(study, () => SubClaimSnapshot.Verify(subClaim, requireConclusion: study.IsPinned));

    /// <summary>
    /// Verifies a snapshot. On data that a person has brought, and in the Paper profile, a missing one does not fail: there is a result,
    /// and nothing to compare it with.
    /// </summary>
    public static async Task Recorded(ImageStudy study, Func<Task> verify)
    {
        try
        {
            await verify();
        }
        catch (SnapshotException missing) when (missing.IsMissing && !study.IsPinned)
        {
            Assert.Inconclusive($"Measured, but no result on {study} is recorded to compare with. {missing.Message}");
        }
    }

    /// <summary>A case with its number of seeds.</summary>
    public static string WithSeeds(string label, int seeds) =>
        seeds == 1 ? $"{label} (1 seed)" : $"{label} ({seeds} seeds)";
}
