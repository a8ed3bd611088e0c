using CsCheck;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class RatioRuleTest
{
    [TestCase(0.90, Verdict.Supported, Verdict.Contradicted, Verdict.Supported)]
    [TestCase(0.97, Verdict.Contradicted, Verdict.Contradicted, Verdict.Supported)]
    [TestCase(1.04, Verdict.Contradicted, Verdict.Contradicted, Verdict.Supported)]
    [TestCase(1.06, Verdict.Contradicted, Verdict.Supported, Verdict.Supported)]
    [TestCase(1.30, Verdict.Contradicted, Verdict.Supported, Verdict.Contradicted)]
    [TestCase(0.70, Verdict.Supported, Verdict.Contradicted, Verdict.Contradicted)]
    public void A_ratio_within_a_twentieth_of_1_is_no_effect_and_one_within_a_quarter_is_similar(
        double ratio, Verdict shrinks, Verdict grows, Verdict isSimilar)
    {
        var estimate = Bootstrap.Estimate(Sample.OfRatio([ratio, 2 * ratio, 3 * ratio], [1, 2, 3]));

        RatioRule.Shrinks.Decide(estimate).Should().Be(shrinks);
        RatioRule.Grows.Decide(estimate).Should().Be(grows);
        RatioRule.IsSimilar.Decide(estimate).Should().Be(isSimilar);
    }

    [Test]
    public void Two_groups_in_the_other_order_grow_where_they_shrank() =>
        Gen.Select(Gen.Double[1, 2], Gen.Double[1, 2]).Array[3, 8].Sample(
            pairs =>
            {
                double[] one = [.. pairs.Select(pair => pair.Item1)], other = [.. pairs.Select(pair => pair.Item2)];
                var (ratio, inverse) = (Of(one, other), Of(other, one));

                RatioRule.Grows.Decide(inverse).Should().Be(RatioRule.Shrinks.Decide(ratio));
                RatioRule.DoesNotGrow.Decide(inverse).Should().Be(RatioRule.DoesNotShrink.Decide(ratio));
                RatioRule.IsSimilar.Decide(inverse).Should().Be(RatioRule.IsSimilar.Decide(ratio));
            },
            iter: 30);

    private static Estimate Of(double[] numerators, double[] denominators) =>
        Bootstrap.Estimate(Sample.OfRatio(numerators, denominators), 1, resamples: 2000);
}
