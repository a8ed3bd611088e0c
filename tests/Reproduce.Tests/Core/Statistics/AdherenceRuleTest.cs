using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class AdherenceRuleTest
{
    [TestCase(0.03, 0.2, Verdict.Supported, Verdict.NotSupported)]
    [TestCase(0.01, 0.2, Verdict.Inconclusive, Verdict.Inconclusive)]
    [TestCase(-0.01, 0.02, Verdict.NotSupported, Verdict.Supported)]
    [TestCase(-0.2, -0.03, Verdict.NotSupported, Verdict.Supported)]
    public void A_model_is_closer_if_all_of_the_difference_is_above_the_margin(
        double lower, double upper, Verdict isCloser, Verdict isNotCloser)
    {
        var difference = new Interval((lower + upper) / 2, lower, upper, 0.95, 300);

        AdherenceRule.IsCloser(difference).Should().Be(isCloser);
        AdherenceRule.IsNotCloser(difference).Should().Be(isNotCloser);
    }
}
