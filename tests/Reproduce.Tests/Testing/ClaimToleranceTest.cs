using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Tables;
using Reproduce.Testing;
using Reproduce.Testing.Snapshots.Tables;

namespace Reproduce.Tests.Testing;

/// <summary>A share is pinned with one tolerance, whether it stands in a table or decides a sub-claim.</summary>
[TestFixture]
public sealed class ClaimToleranceTest
{
    private const int Images = 300;

    private static readonly double[][] Seeds = [.. Enumerable.Range(0, 3).Select(seed => SeedOf(recognized: 270 + (6 * seed)))];

    [TestCase(1, 120)]
    [TestCase(300, 0.4)]
    public void A_share_may_differ_by_one_image_and_a_fifth(int images, double expected) =>
        ClaimTolerance.Share(images).Should().Be(new Tolerance(expected));

    [TestCase(0, 0)]
    [TestCase(0, 299)]
    [TestCase(1, 0)]
    [TestCase(1, 299)]
    [TestCase(2, 0)]
    [TestCase(2, 299)]
    public void One_image_that_is_classified_otherwise_fails_neither_the_table_nor_the_sub_claim(int seed, int image)
    {
        var changed = Seeds.Select(values => values.ToArray()).ToArray();
        changed[seed][image] = 100 - changed[seed][image];

        Difference(TableOf(Seeds), TableOf(changed)).Should().BeNull();
        Difference(SubClaimOf(Seeds), SubClaimOf(changed)).Should().BeNull();
    }

    [Test]
    public void Six_images_fail_both()
    {
        var changed = Seeds.Select(values => values.Select((value, image) => image < 2 ? 100 - value : value).ToArray()).ToArray();

        Difference(TableOf(Seeds), TableOf(changed)).Should().NotBeNull();
        Difference(SubClaimOf(Seeds), SubClaimOf(changed)).Should().NotBeNull();
    }

    private static double[] SeedOf(int recognized) => [.. Enumerable.Range(0, Images).Select(image => image < recognized ? 100.0 : 0)];

    private static Table TableOf(double[][] seeds) => Table
        .WithColumns(Column.Number("accuracy", ClaimTolerance.Share(Images), decimals: 1))
        .AddRow(Bootstrap.Estimate(Sample.OfImages(seeds, ValueRange.Percent)).Value);

    private static Table SubClaimOf(double[][] seeds) => SubClaimSnapshot.TableOf(
        SubClaim.Decide(
            "It is accurate.", "section 1", "accuracy", Rule.Above(50), [new("all", Sample.OfImages(seeds, ValueRange.Percent))]) with
        {
            Tolerance = ClaimTolerance.Share(Images),
            BoundFactor = 2,
        });

    private static string? Difference(Table before, Table after) =>
        new TableContent(after).CompareTo(new TableContent(before).Received)?.Message;
}
