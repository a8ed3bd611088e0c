using Reproduce.Core.Statistics;
using Reproduce.Results.Headlines;

namespace Reproduce.Tests.Results.Headlines;

[TestFixture]
public sealed class ShortNumberTest
{
    [TestCase(12.345, "12.3")]
    [TestCase(0.775, "0.775")]
    [TestCase(0.00012345, "0.000123")]
    [TestCase(100, "100")]
    [TestCase(12345.6, "12346")]
    [TestCase(0.5, "0.5")]
    [TestCase(0, "0")]
    [TestCase(-0.0, "0")]
    [TestCase(-2.5, "-2.5")]
    [TestCase(double.NaN, "NaN")]
    public void Three_digits_count_and_zeros_at_the_end_do_not(double number, string expected) =>
        ShortNumber.Of(number).Should().Be(expected);

    [TestCase(12.34, 8.12, 16.42, "12.3 [8.1, 16.4]")]
    [TestCase(0.775, 0.7101, 0.8399, "0.775 [0.71, 0.84]")]
    [TestCase(97.34, 88, 103.26, "97.3 [88, 103.3]")]
    [TestCase(0.000012, -0.25, 0.275, "0 [-0.25, 0.275]")]
    [TestCase(-0.00001, -3, 3, "0 [-3, 3]")]
    [TestCase(1.5, double.NegativeInfinity, double.PositiveInfinity, "1.5 [-Infinity, Infinity]")]
    public void Bounds_have_no_more_decimals_than_their_estimate(double estimate, double lower, double upper, string expected) =>
        ShortNumber.Of(new Interval(estimate, lower, upper, 0.95)).Should().Be(expected);
}
