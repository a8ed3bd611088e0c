using Reproduce.Results;
using Reproduce.Results.Report;

namespace Reproduce.Tests.Results.Report;

[TestFixture]
public sealed class ClosenessTest
{
    private static readonly ColumnResult Column = new("difference", IsNumeric: true, Role: ColumnRole.Difference, Similar: 2);

    [TestCase(0, "≈")]
    [TestCase(2, "≈")]
    [TestCase(-2, "≈")]
    [TestCase(2.1, "≠")]
    [TestCase(-6, "≠")]
    [TestCase(6.1, "≠≠")]
    [TestCase(double.NegativeInfinity, "≠≠")]
    public void A_difference_is_close_up_to_what_counts_as_alike_and_far_beyond_three_times_that(double difference, string expected) =>
        Closeness.Of(Column, difference)!.Sign.Should().Be(expected);

    [Test]
    public void No_number_is_neither_close_nor_far() => Closeness.Of(Column, double.NaN).Should().BeNull();

    [Test]
    public void Only_differences_with_a_margin_are_marked()
    {
        Closeness.Of(Column with { Similar = null }, 1).Should().BeNull();
        Closeness.Of(Column with { Role = ColumnRole.Ours }, 1).Should().BeNull();
    }

    [Test]
    public void The_legend_names_the_bounds() =>
        Closeness.Legend(0.02).Should().Be("Difference: ≈ within 0.02, ≠ within 0.06, ≠≠ beyond.");
}
