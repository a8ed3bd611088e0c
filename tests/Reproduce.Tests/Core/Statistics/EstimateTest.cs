using CsCheck;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class EstimateTest
{
    [Test]
    public void An_interval_of_a_lower_level_lies_within_that_of_a_higher_one() => Gen.Double[-10, 10].Array[3, 8].Sample(
        values =>
        {
            var estimate = Of(values);

            var (wide, narrow) = (estimate.Interval(0.95), estimate.Interval(0.9));

            narrow.Lower.Should().BeGreaterThanOrEqualTo(wide.Lower);
            narrow.Upper.Should().BeLessThanOrEqualTo(wide.Upper);
            (narrow.Level, wide.Level).Should().Be((0.9, Estimate.ShownLevel));
        },
        iter: 20);

    [Test]
    public void One_more_seed_is_less_certain_than_the_mean()
    {
        var estimate = Of(1, 2, 3, 4, 5, 6, 7, 8);

        var more = estimate.OneMoreSeed()!.Value;

        // Student's quantile with 7 degrees of freedom is 2.365, the deviation 2.449.
        more.Estimate.Should().Be(4.5);
        more.Upper.Should().BeApproximately(4.5 + (2.365 * 2.449 * Math.Sqrt(1 + (1.0 / 8))), 0.2);
        more.Lower.Should().BeLessThan(estimate.Interval().Lower);
    }

    [Test]
    public void Of_a_single_seed_nobody_knows_where_one_more_lies() =>
        Bootstrap.Estimate(Sample.OfImages([[1, 2, 3]], ValueRange.Unlimited)).OneMoreSeed().Should().BeNull();

    [Test]
    public void Other_images_make_one_more_model_less_certain_and_shared_ones_do_not()
    {
        double[][] values = [[0, 2, 4, 6], [1, 3, 5, 7], [2, 4, 6, 8]];
        var estimate = Bootstrap.Estimate(Sample.OfImages(values, ValueRange.Unlimited));

        var same = estimate.OneMoreModel(images: 4, shared: 4)!.Value;
        var more = estimate.OneMoreModel(images: 1000, shared: 4)!.Value;
        var others = estimate.OneMoreModel(images: 1000, shared: 0)!.Value;

        same.Should().Be(estimate.OneMoreSeed());
        Width(same).Should().BeApproximately(4.303 * Math.Sqrt(1 + (1.0 / 3)), 0.15, "only the seeds vary, by 1");
        Width(more).Should().BeGreaterThan(Width(same)).And.BeLessThan(Width(others));

    }

    [Test]
    public void Half_of_the_images_shared_make_half_as_much_uncertain_as_none()
    {
        double[][] values = [[0, 2, 4, 6], [1, 3, 5, 7], [2, 4, 6, 8]];
        var estimate = Bootstrap.Estimate(Sample.OfImages(values, ValueRange.Unlimited));

        var (all, half, none) = (OfImages(shared: 4), OfImages(shared: 2), OfImages(shared: 0));

        (none - all).Should().BePositive().And.BeApproximately(2 * (half - all), 1e-9, "variances add up");

        double OfImages(int shared) => Math.Pow(Width(estimate.OneMoreModel(images: 4, shared)!.Value), 2);
    }

    [TestCase(0, 0)]
    [TestCase(10, -1)]
    [TestCase(10, 4)]
    public void Numbers_of_images_that_cannot_be_are_refused(int images, int shared)
    {
        var estimate = Bootstrap.Estimate(Sample.OfImages([[1, 2, 3], [2, 3, 4]], ValueRange.Unlimited));

        var predict = () => estimate.OneMoreModel(images, shared);

        predict.Should().Throw<ArgumentOutOfRangeException>();
    }

    [TestCase(10, 1)]
    [TestCase(1, 0)]
    public void A_quantity_that_is_not_one_of_images_has_none_to_vary(int images, int shared)
    {
        var predict = () => Of(1, 2, 3).OneMoreModel(images, shared);

        predict.Should().Throw<ArgumentException>().WithMessage($"images is {images} and shared {shared}*pass 1 and 1*");
    }

    [Test]
    public void The_variances_of_seeds_and_images_are_told_apart()
    {
        double[] images = [0, 2, 4, 6];

        var ofImages = Bootstrap.Estimate(Sample.OfImages([images, images, images], ValueRange.Unlimited));
        var ofSeeds = Bootstrap.Estimate(Sample.OfImages([[1, 1], [2, 2], [3, 3]], ValueRange.Unlimited));

        ofImages.SeedVariance.Should().BeApproximately(0, 1e-9);
        ofImages.ImageVariance.Should().BeApproximately(20.0 / 3 / 4, 0.1);
        ofSeeds.SeedVariance.Should().BeApproximately(1, 0.05);
        ofSeeds.ImageVariance.Should().BeApproximately(0, 1e-9);
    }

    private static Estimate Of(params double[] values) => Bootstrap.Estimate(Sample.OfSeeds(values, ValueRange.Unlimited));

    private static double Width(Interval interval) => interval.Upper - interval.Estimate;
}
