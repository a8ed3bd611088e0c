using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class LevelRuleTest
{
    [TestCase(0.8, 0.9, Verdict.Supported, Verdict.NotSupported)]
    [TestCase(0.6, 0.8, Verdict.Inconclusive, Verdict.Inconclusive)]
    [TestCase(0.5, 0.6, Verdict.NotSupported, Verdict.Supported)]
    public void A_level_is_reached_if_all_of_the_interval_is_above_it_and_its_opposite_the_other_way(
        double lower, double upper, Verdict isAtLeast, Verdict isAtMost)
    {
        var quantity = new Interval((lower + upper) / 2, lower, upper, 0.95, 300);

        LevelRule.IsAtLeast(quantity, 0.7).Should().Be(isAtLeast);
        LevelRule.IsAtMost(quantity, 0.7).Should().Be(isAtMost);
    }
}
