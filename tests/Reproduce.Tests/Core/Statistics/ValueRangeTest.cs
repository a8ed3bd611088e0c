using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class ValueRangeTest
{
    [Test]
    public void Differences_of_shares_are_up_to_100_points_either_way()
    {
        var differences = ValueRange.PercentDifference;

        (differences.Lowest, differences.Highest).Should().Be((-100, 100));
    }

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

    [TestCase(-1e300, true)]
    [TestCase(double.PositiveInfinity, false)]
    public void Unlimited_are_all_finite_numbers(double value, bool contained) =>
        ValueRange.Unlimited.Contains(value).Should().Be(contained);
}
