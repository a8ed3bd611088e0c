using CsCheck;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Statistics;

[TestFixture]
public sealed class DifferenceTestTest
{
    [TestCase(6, 9, Verdict.Supported)]
    [TestCase(5.1, 90, Verdict.Supported)]
    [TestCase(4, 9, Verdict.Inconclusive)]
    [TestCase(-9, 4.9, Verdict.NotSupported)]
    [TestCase(-9, -6, Verdict.NotSupported)]
    public void A_difference_is_large_if_all_of_its_interval_is_above_the_margin(double lower, double upper, Verdict expected) =>
        DifferenceTest.IsLarge(Of(lower, upper)).Should().Be(expected);

    [TestCase(-4, 4, Verdict.Supported)]
    [TestCase(-6, 4, Verdict.Inconclusive)]
    [TestCase(6, 9, Verdict.NotSupported)]
    [TestCase(-9, -6, Verdict.NotSupported)]
    public void A_difference_is_small_if_all_of_its_interval_is_within_the_margin(double lower, double upper, Verdict expected) =>
        DifferenceTest.IsSmall(Of(lower, upper)).Should().Be(expected);

    [TestCase(0.1, 2, Verdict.Supported)]
    [TestCase(-1, 2, Verdict.Inconclusive)]
    [TestCase(-3, -1, Verdict.NotSupported)]
    public void A_gain_that_is_said_to_be_small_is_held_against_zero(double lower, double upper, Verdict expected) =>
        DifferenceTest.IsPositive(Of(lower, upper)).Should().Be(expected);

    [Test]
    public void Large_and_not_large_are_opposites() => Gen.Double[-20, 20].Select(Gen.Double[0, 20]).Sample((lower, width) =>
    {
        var interval = Of(lower, lower + width);
        var (large, notLarge) = (DifferenceTest.IsLarge(interval), DifferenceTest.IsNotLarge(interval));
        return large == Verdict.Inconclusive ? notLarge == Verdict.Inconclusive : large != notLarge && notLarge != Verdict.Inconclusive;
    });

    [Test]
    public void A_level_is_reached_from_below_and_kept_from_above()
    {
        LevelTest.IsAtLeast(Of(91, 95), 90).Should().Be(Verdict.Supported);
        LevelTest.IsAtLeast(Of(85, 95), 90).Should().Be(Verdict.Inconclusive);
        LevelTest.IsAtMost(Of(91, 95), 90).Should().Be(Verdict.NotSupported);
        LevelTest.IsAtMost(Of(1, 9), 10).Should().Be(Verdict.Supported);
    }

    private static Interval Of(double lower, double upper) => new((lower + upper) / 2, lower, upper, 0.95, SampleSize: 100);
}
