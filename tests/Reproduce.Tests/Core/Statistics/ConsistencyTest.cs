using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class ConsistencyTest
{
    [Test]
    public void Cases_are_counted_by_their_verdicts() =>
        Consistency.Of([(At(1), Verdict.Supported), (At(2), Verdict.Contradicted)])
            .Should().Be(new Consistency(For: 1, Against: 1, Open: 0, OneMoreCase: null));

    [Test]
    public void One_more_case_lies_about_where_the_others_do()
    {
        var consistency = Consistency.Of(
            [(At(1), Verdict.Undecided), (At(2), Verdict.Undecided), (At(3), Verdict.Supported), (At(4), Verdict.Supported)]);

        // Student's quantile with 3 degrees of freedom is 3.182, the cases' deviation 1.291.
        var half = 3.182 * 1.291 * Math.Sqrt(1 + (1.0 / 4));
        var more = consistency.OneMoreCase!.Value;
        (consistency.For, consistency.Against, consistency.Open).Should().Be((2, 0, 2));
        more.Estimate.Should().BeApproximately(2.5, 1e-9);
        more.Lower.Should().BeApproximately(2.5 - half, 0.01);
        more.Upper.Should().BeApproximately(2.5 + half, 0.01);
    }

    [Test]
    public void Of_ratios_one_more_case_lies_around_their_geometric_mean_and_above_0()
    {
        var more = Consistency.Of([.. new[] { 0.25, 1, 4 }.Select(ratio => (RatioOf(ratio), Verdict.Undecided))]).OneMoreCase!.Value;

        more.Estimate.Should().BeApproximately(1, 1e-9);
        more.Lower.Should().BePositive().And.BeApproximately(1 / more.Upper, 1e-9);
    }

    private static Estimate At(double value) => Bootstrap.Estimate(Sample.OfSeeds([value - 1, value + 1], ValueRange.Unlimited));

    private static Estimate RatioOf(double ratio) => Bootstrap.Estimate(Sample.OfRatio([ratio, ratio], [1, 1]));
}
