using Reproduce.Results.Report;
using Reproduce.Results.Tables;

namespace Reproduce.Tests.Results.Report;

[TestFixture]
public sealed class ClosenessTest
{
    private static readonly Column Difference = Column.Number("difference", Tolerance.Exact).OfDifference(similar: 2);

    [TestCase(0, "≈")]
    [TestCase(2, "≈")]
    [TestCase(-2, "≈")]
    [TestCase(2.1, "≠")]
    [TestCase(-6, "≠")]
    [TestCase(6.1, "≠≠")]
    [TestCase(double.NegativeInfinity, "≠≠")]
    public void A_difference_is_close_up_to_what_counts_as_alike_and_far_beyond_three_times_that(double difference, string expected) =>
        Closeness.Of(Difference, difference)!.Sign.Should().Be(expected);

    [Test]
    public void No_number_is_neither_close_nor_far() => Closeness.Of(Difference, double.NaN).Should().BeNull();

    [Test]
    public void Only_differences_with_a_margin_are_marked()
    {
        Closeness.Of(Column.Number("difference", Tolerance.Exact), 1).Should().BeNull();
        Closeness.Of(Difference.OfOurs(), 1).Should().BeNull();
    }

    [Test]
    public void The_legend_names_the_bounds() =>
        Closeness.Legend(0.02).Should().Be("Difference: ≈ within 0.02, ≠ within 0.06, ≠≠ beyond.");
}
