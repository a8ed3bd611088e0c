using CsCheck;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class DifferenceRuleTest
{
    [TestCase(6, 20, Verdict.Supported)]
    [TestCase(5, 20, Verdict.Inconclusive, Description = "a difference of exactly the margin does not matter")]
    [TestCase(4, 20, Verdict.Inconclusive)]
    [TestCase(5, 5, Verdict.NotSupported)]
    [TestCase(1, 5, Verdict.NotSupported)]
    [TestCase(1, 4, Verdict.NotSupported)]
    [TestCase(-20, -6, Verdict.NotSupported)]
    public void A_difference_of_shares_is_large_if_all_of_it_is_above_five_points(double lower, double upper, Verdict isLarge)
    {
        DifferenceRule.Shares.IsLarge(Of(lower, upper)).Should().Be(isLarge);
        DifferenceRule.Shares.IsNotLarge(Of(lower, upper)).Should().Be(VerdictOrder.Opposite(isLarge));
    }

    [TestCase(0.03, 0.2, Verdict.Supported)]
    [TestCase(0.01, 0.2, Verdict.Inconclusive)]
    [TestCase(-0.01, 0.02, Verdict.NotSupported)]
    [TestCase(-0.2, -0.03, Verdict.NotSupported)]
    public void A_difference_of_adherences_is_large_if_all_of_it_is_above_two_hundredths(double lower, double upper, Verdict isLarge)
    {
        DifferenceRule.Adherences.IsLarge(Of(lower, upper)).Should().Be(isLarge);
        DifferenceRule.Adherences.IsNotLarge(Of(lower, upper)).Should().Be(VerdictOrder.Opposite(isLarge));
    }

    [TestCase(-5, 5, Verdict.Supported)]
    [TestCase(1, 4, Verdict.Supported)]
    [TestCase(-6, 4, Verdict.Inconclusive)]
    [TestCase(5, 20, Verdict.Inconclusive)]
    [TestCase(-20, -5, Verdict.Inconclusive)]
    [TestCase(6, 20, Verdict.NotSupported)]
    [TestCase(-20, -6, Verdict.NotSupported)]
    public void A_difference_is_small_if_it_matters_neither_way(double lower, double upper, Verdict expected) =>
        DifferenceRule.Shares.IsSmall(Of(lower, upper)).Should().Be(expected);

    [TestCase(0.1, 2, Verdict.Supported)]
    [TestCase(0, 2, Verdict.Inconclusive, Description = "0 is no difference")]
    [TestCase(-1, 2, Verdict.Inconclusive)]
    [TestCase(0, 0, Verdict.NotSupported)]
    [TestCase(-2, 0, Verdict.NotSupported)]
    public void A_difference_is_positive_if_all_of_it_is_above_zero(double lower, double upper, Verdict expected) =>
        DifferenceRule.IsPositive(Of(lower, upper)).Should().Be(expected);

    [Test]
    public void A_larger_difference_never_weakens_the_verdict_that_there_is_one() =>
        Gen.Select(Gen.Double[-20, 20], Gen.Double[0, 30], Gen.Double[0, 10]).Sample((lower, width, shift) =>
        {
            var (small, large) = (Of(lower, lower + width), Of(lower + shift, lower + shift + width));
            foreach (var rule in new Func<Interval, Verdict>[]
            {
                DifferenceRule.Shares.IsLarge, DifferenceRule.Adherences.IsLarge, DifferenceRule.IsPositive,
            })
            {
                VerdictOrder.Rank(rule(large)).Should().BeGreaterThanOrEqualTo(VerdictOrder.Rank(rule(small)));
            }
        });

    private static Interval Of(double lower, double upper) => new((lower + upper) / 2, lower, upper, 0.95, 300);
}
