using CsCheck;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class ValueRangeTest
{
    [Test]
    public void Differences_of_shares_are_up_to_100_points_either_way() =>
        (ValueRange.PercentDifference.Lowest, ValueRange.PercentDifference.Highest).Should().Be((-100, 100));

    [TestCase(-0.1, 0)]
    [TestCase(0, 0)]
    [TestCase(99, 99)]
    [TestCase(100.75, 100)]
    public void A_value_outside_is_moved_to_the_nearest_end(double value, double nearest) =>
        ValueRange.Percent.Nearest(value).Should().Be(nearest);

    [TestCase(0, true)]
    [TestCase(100.00001, true, Description = "rounding")]
    [TestCase(100.1, false)]
    [TestCase(-0.1, false)]
    [TestCase(double.NaN, false)]
    public void A_range_contains_its_ends_and_what_rounding_adds_to_them(double value, bool contained) =>
        ValueRange.Percent.Contains(value).Should().Be(contained);

    [TestCase(0.5, true)]
    [TestCase(1e300, true)]
    [TestCase(-1e-9, false)]
    [TestCase(-0.5, false)]
    public void A_ratio_is_not_below_0(double value, bool contained) => ValueRange.Ratio.Contains(value).Should().Be(contained);

    [TestCase(-1e300, true)]
    [TestCase(double.PositiveInfinity, false)]
    public void Unlimited_are_all_finite_numbers(double value, bool contained) =>
        ValueRange.Unlimited.Contains(value).Should().Be(contained);

    [Test]
    public void A_place_on_the_scale_is_that_of_one_value() => Gen.Double[0.001, 2].Sample(value =>
    {
        foreach (var range in new[]
        {
            ValueRange.Percent, ValueRange.PercentDifference, ValueRange.CosineDifference, ValueRange.Ratio, ValueRange.Unlimited,
        })
        {
            range.FromScale(range.ToScale(value)).Should().BeApproximately(value, 1e-9);
        }
    });

    [Test]
    public void Shares_of_all_sizes_have_a_place_on_the_scale() => Gen.Double[0, 100].Sample(value =>
        ValueRange.Percent.FromScale(ValueRange.Percent.ToScale(value)).Should().BeApproximately(value, 1e-9));

    [Test]
    public void The_bounds_of_shares_lie_from_0_to_100() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[2, 12], Gen.Double[0, 1]).SelectMany((seeds, images, share) =>
            Gen.Double[0, 1].Select(draw => draw < share ? 100.0 : 0).Array[images].Array[seeds]).Sample(
            values => Between(Sample.OfImages(values, ValueRange.Percent), 0, 100),
            iter: 30);

    [Test]
    public void The_bounds_of_differences_lie_from_minus_100_to_100() =>
        Gen.Int[-20, 20].Select(fifth => 5.0 * fifth).Array[2, 6].Sample(
            values => Between(Sample.OfSeeds(values, ValueRange.PercentDifference), -100, 100), iter: 30);

    [Test]
    public void The_bounds_of_ratios_are_above_0() =>
        Gen.Select(Gen.Double[0.01, 10], Gen.Double[0.01, 10]).Array[2, 6].Sample(
            pairs => Between(
                Sample.OfRatio([.. pairs.Select(pair => pair.Item1)], [.. pairs.Select(pair => pair.Item2)]), 1e-300, 1e300),
            iter: 30);

    [Test]
    public void The_mean_of_ratios_is_the_geometric_one()
    {
        ValueRange.Ratio.MeanOf([0.5, 2]).Should().BeApproximately(1, 1e-12);
        ValueRange.Percent.MeanOf([0, 50]).Should().Be(25);
    }

    private static void Between(Sample sample, double lowest, double highest)
    {
        var interval = Bootstrap.Estimate(sample).Interval();
        interval.Lower.Should().BeInRange(lowest, highest);
        interval.Upper.Should().BeInRange(interval.Lower, highest);
        interval.Estimate.Should().BeInRange(interval.Lower - 1e-9, interval.Upper + 1e-9);
    }
}
