using CsCheck;
using Reproduce.Results;
using Reproduce.Results.Report;

namespace Reproduce.Tests.Results.Report;

[TestFixture]
public sealed class PlotAxisTest
{
    [TestCase("after / before", 1)]
    [TestCase("after minus before", 0)]
    public void A_ratio_is_held_against_one_and_a_difference_against_zero(string effect, double expected) =>
        PlotAxis.Of(Part(effect, (0.5, 0.6))).Reference.Should().Be(expected);

    [Test]
    public void A_reference_that_is_near_is_on_the_axis()
    {
        var axis = PlotAxis.Of(Part("difference", (2, 5)));

        axis.Should().Be(new PlotAxis(0, 5, 0));
        axis.HasReference.Should().BeTrue();
    }

    [Test]
    public void A_reference_that_is_far_does_not_squeeze_the_intervals()
    {
        var axis = PlotAxis.Of(Part("difference", (97, 99)));

        axis.Should().Be(new PlotAxis(97, 99, 0));
        axis.HasReference.Should().BeFalse();
    }

    [Test]
    public void Without_a_finite_bound_there_is_an_axis_around_the_reference() =>
        PlotAxis.Of(Part("after / before", (double.NegativeInfinity, double.PositiveInfinity), (double.NaN, double.NaN)))
            .Should().Be(new PlotAxis(0, 2, 1));

    [Test]
    public void A_single_number_has_an_axis_too() => PlotAxis.Of(Part("difference", (0, 0))).At(0).Should().Be(PlotAxis.Width / 2);

    [Test]
    public void Every_number_has_a_place_within_the_plot_in_the_numbers_order() =>
        Gen.Select(Gen.Double, Gen.Double, Gen.Double, Gen.Double).Sample((first, second, one, other) =>
        {
            var axis = PlotAxis.Of(Part("difference", (first, second)));

            axis.At(one).Should().BeInRange(0, PlotAxis.Width);
            if (one <= other)
            {
                axis.At(one).Should().BeLessThanOrEqualTo(axis.At(other));
            }
        });

    [Test]
    public void The_largest_numbers_have_an_axis_too() =>
        PlotAxis.Of(Part("difference", (double.MinValue, double.MaxValue))).At(double.MaxValue / 2).Should().BeApproximately(118, 0.1);

    private static SubClaim Part(string effect, params (double Lower, double Upper)[] intervals) =>
        Sample.SubClaim(Sample.Finding("T = 10", 1)).SubClaim! with { Effect = effect, Findings = [.. intervals.Select(Finding)] };

    private static Finding Finding((double Lower, double Upper) interval) => Sample.Finding("T = 10", 1) with
    {
        Estimate = (interval.Lower / 2) + (interval.Upper / 2),
        Lower = interval.Lower,
        Upper = interval.Upper,
    };
}
