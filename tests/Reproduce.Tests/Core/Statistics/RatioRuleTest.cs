using CsCheck;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class RatioRuleTest
{
    private const double OneTwentiethLess = 1 / RatioRule.Margin;

    [TestCase(0.50, 0.90, Verdict.Supported)]
    [TestCase(0.50, OneTwentiethLess, Verdict.Inconclusive, Description = "exactly the margin counts as no effect")]
    [TestCase(0.94, 0.99, Verdict.Inconclusive, Description = "real, but perhaps too small to matter")]
    [TestCase(0.80, 1.10, Verdict.Inconclusive)]
    [TestCase(OneTwentiethLess, OneTwentiethLess, Verdict.NotSupported)]
    [TestCase(0.96, 0.99, Verdict.NotSupported, Description = "real, but too small to matter")]
    [TestCase(0.97, 1.20, Verdict.NotSupported)]
    public void A_ratio_shrinks_if_all_of_it_is_below_one_by_more_than_the_margin(double lower, double upper, Verdict shrinks)
    {
        RatioRule.Shrinks(Of(lower, upper)).Should().Be(shrinks);
        RatioRule.DoesNotShrink(Of(lower, upper)).Should().Be(VerdictOrder.Opposite(shrinks));
    }

    [TestCase(1.10, 2.00, Verdict.Supported)]
    [TestCase(RatioRule.Margin, 2.00, Verdict.Inconclusive, Description = "exactly the margin counts as no effect")]
    [TestCase(0.90, 1.20, Verdict.Inconclusive)]
    [TestCase(RatioRule.Margin, RatioRule.Margin, Verdict.NotSupported)]
    [TestCase(1.01, 1.04, Verdict.NotSupported, Description = "real, but too small to matter")]
    [TestCase(0.50, 0.90, Verdict.NotSupported)]
    public void A_ratio_grows_if_all_of_it_is_above_one_by_more_than_the_margin(double lower, double upper, Verdict grows)
    {
        RatioRule.Grows(Of(lower, upper)).Should().Be(grows);
        RatioRule.DoesNotGrow(Of(lower, upper)).Should().Be(VerdictOrder.Opposite(grows));
    }

    [TestCase(0.80, 1.25, Verdict.Supported)]
    [TestCase(0.70, 1.10, Verdict.Inconclusive)]
    [TestCase(0.70, 0.80, Verdict.Inconclusive)]
    [TestCase(1.25, 2.00, Verdict.Inconclusive)]
    [TestCase(0.60, 0.79, Verdict.NotSupported)]
    [TestCase(1.26, 2.00, Verdict.NotSupported)]
    public void Quantities_are_similar_if_all_of_their_ratio_is_between_four_fifths_and_five_fourths(
        double lower, double upper, Verdict expected) =>
        RatioRule.IsSimilar(Of(lower, upper)).Should().Be(expected);

    [Test]
    public void Two_groups_in_the_other_order_grow_where_they_shrank() =>
        Gen.Select(Gen.Double[0.5, 2], Gen.Double[0, 1]).Sample((lower, width) =>
        {
            var ratio = Of(lower, lower + width);
            var inverse = Of(1 / ratio.Upper, 1 / ratio.Lower);

            RatioRule.Grows(inverse).Should().Be(RatioRule.Shrinks(ratio));
            RatioRule.IsSimilar(inverse).Should().Be(RatioRule.IsSimilar(ratio));
        });

    [Test]
    public void A_larger_effect_never_weakens_a_verdict() =>
        Gen.Select(Gen.Double[0.5, 2], Gen.Double[0, 1], Gen.Double[1, 2]).Sample((lower, width, factor) =>
        {
            var (small, large) = (Of(lower, lower + width), Of(lower * factor, (lower + width) * factor));

            VerdictOrder.Rank(RatioRule.Grows(large)).Should().BeGreaterThanOrEqualTo(VerdictOrder.Rank(RatioRule.Grows(small)));
            VerdictOrder.Rank(RatioRule.Shrinks(small)).Should().BeGreaterThanOrEqualTo(VerdictOrder.Rank(RatioRule.Shrinks(large)));
        });

    private static Interval Of(double lower, double upper) => new((lower + upper) / 2, lower, upper, 0.95, 20);
}
