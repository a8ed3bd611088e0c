using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class DifferenceRuleTest
{
    [TestCase(5.1, Verdict.Supported, Verdict.Supported, Verdict.Contradicted, Verdict.Contradicted)]
    [TestCase(4.9, Verdict.Supported, Verdict.Contradicted, Verdict.Supported, Verdict.Supported)]
    [TestCase(-4.9, Verdict.Contradicted, Verdict.Contradicted, Verdict.Supported, Verdict.Supported)]
    [TestCase(-5.1, Verdict.Contradicted, Verdict.Contradicted, Verdict.Supported, Verdict.Contradicted)]
    public void A_difference_of_shares_matters_from_5_points_on(
        double points, Verdict isPositive, Verdict isLarge, Verdict isNotLarge, Verdict isSmall)
    {
        var estimate = Of(points, ValueRange.PercentDifference);

        DifferenceRule.IsPositive.Decide(estimate).Should().Be(isPositive);
        DifferenceRule.Shares.IsLarge.Decide(estimate).Should().Be(isLarge);
        DifferenceRule.Shares.IsNotLarge.Decide(estimate).Should().Be(isNotLarge);
        DifferenceRule.Shares.IsSmall.Decide(estimate).Should().Be(isSmall);
    }

    [TestCase(0.021, Verdict.Supported)]
    [TestCase(0.019, Verdict.Contradicted)]
    public void A_difference_of_adherences_matters_from_two_hundredths_on(double cosines, Verdict isLarge) =>
        DifferenceRule.Adherences.IsLarge.Decide(Of(cosines, ValueRange.CosineDifference)).Should().Be(isLarge);

    private static Estimate Of(double difference, ValueRange range) =>
        Bootstrap.Estimate(Sample.OfSeeds([difference, difference, difference], range));
}
