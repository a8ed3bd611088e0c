using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class DifferenceRuleTest
{
    [TestCase(6, 20, Verdict.Supported, Verdict.NotSupported)]
    [TestCase(4, 20, Verdict.Inconclusive, Verdict.Inconclusive)]
    [TestCase(1, 4, Verdict.NotSupported, Verdict.Supported)]
    [TestCase(-20, -6, Verdict.NotSupported, Verdict.Supported)]
    public void A_difference_is_large_if_all_of_it_is_above_five_points(double lower, double upper, Verdict isLarge, Verdict isNotLarge)
    {
        DifferenceRule.IsLarge(Points(lower, upper)).Should().Be(isLarge);
        DifferenceRule.IsNotLarge(Points(lower, upper)).Should().Be(isNotLarge);
    }

    [TestCase(-4, 4, Verdict.Supported)]
    [TestCase(1, 4, Verdict.Supported)]
    [TestCase(-6, 4, Verdict.Inconclusive)]
    [TestCase(6, 20, Verdict.NotSupported)]
    [TestCase(-20, -6, Verdict.NotSupported)]
    public void A_difference_is_small_if_it_matters_neither_way(double lower, double upper, Verdict expected) =>
        DifferenceRule.IsSmall(Points(lower, upper)).Should().Be(expected);

    [TestCase(0.1, 2, Verdict.Supported)]
    [TestCase(-1, 2, Verdict.Inconclusive)]
    [TestCase(-2, 0, Verdict.NotSupported)]
    public void A_difference_is_positive_if_all_of_it_is_above_zero(double lower, double upper, Verdict expected) =>
        DifferenceRule.IsPositive(Points(lower, upper)).Should().Be(expected);

    private static Interval Points(double lower, double upper) => new((lower + upper) / 2, lower, upper, 0.95, 300);
}
