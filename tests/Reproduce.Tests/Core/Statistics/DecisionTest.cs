using CsCheck;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class DecisionTest
{
    private static readonly Rule IsLarge = Rule.Above(5);

    [Test]
    public void The_trend_decides_where_single_cases_do_not()
    {
        // Each case by itself is open, for its seeds differ; the cases differ in opposite ways, which their mean evens out.
        var decision = Of([2, 12, 7], [12, 2, 7]);

        decision.Verdict.Should().Be(Verdict.Supported);
        decision.Mean.Value.Should().BeApproximately(7, 1e-9);
        decision.Consistency.Should().Be(new Consistency(0, 0, 2, null));
        decision.SeedsNeeded.Should().BeNull();
    }

    [Test]
    public void A_single_case_is_the_trend()
    {
        var decision = Of([8, 9, 10]);

        decision.Cases.Single().Should().Be((decision.Mean, Verdict.Supported));
        decision.MeanVerdict.Should().Be(Verdict.Supported);
    }

    [Test]
    public void Cases_that_are_decided_in_both_ways_are_mixed_whatever_the_trend_says()
    {
        var decision = Of([20, 20.1, 20.2], [1, 1.1, 1.2]);

        decision.Verdict.Should().Be(Verdict.Mixed);
        decision.MeanVerdict.Should().Be(Verdict.Supported);
        decision.Consistency.Should().BeEquivalentTo(new { For = 1, Against = 1, Open = 0 });
    }

    [Test]
    public void It_is_mixed_exactly_where_trend_and_cases_are_decided_in_both_ways() => AnyCases.Sample(
        cases =>
        {
            var decision = Of(cases);

            Verdict[] all = [decision.MeanVerdict, .. decision.Cases.Select(one => one.Verdict)];
            var isMixed = all.Contains(Verdict.Supported) && all.Contains(Verdict.Contradicted);
            decision.Verdict.Should().Be(isMixed ? Verdict.Mixed : decision.MeanVerdict);
        },
        iter: 15);

    [Test]
    public void Cases_in_another_order_change_nothing_but_their_order() => AnyCases.Sample(
        cases =>
        {
            var (decision, reversed) = (Of(cases), Of([.. cases.Reverse()]));

            reversed.Cases.Select(one => one.Verdict).Should().Equal(decision.Cases.Select(one => one.Verdict).Reverse());
            reversed.Verdict.Should().Be(decision.Verdict);
            reversed.Mean.Value.Should().BeApproximately(decision.Mean.Value, 1e-9);
            (reversed.Consistency with { OneMoreCase = null }).Should().Be(decision.Consistency with { OneMoreCase = null });
        },
        iter: 8);

    [Test]
    public void What_is_undecided_says_how_many_seeds_would_decide_it()
    {
        Of([3, 7, 11]).SeedsNeeded.Should().BeGreaterThan(3);
        Of([4, 5, 6]).SeedsNeeded.Should().BeNull("the estimate lies at the margin");
    }

    [Test]
    public void A_sub_claim_without_cases_is_refused() =>
        FluentActions.Invoking(() => Decision.Of(IsLarge, [])).Should().Throw<ArgumentException>();

    /// <summary>Up to four cases of three to five seeds, in 64ths, which add up exactly.</summary>
    private static Gen<double[][]> AnyCases { get; } = Gen.Int[3, 5].SelectMany(seeds => Gen.Int[-320, 960].SelectMany(
        place => Gen.Int[-128, 128].Select(number => (place + number) / 64.0).Array[seeds]).Array[1, 4]);

    private static Decision Of(params double[][] cases) =>
        Decision.Of(IsLarge, [.. cases.Select(values => Sample.OfSeeds(values, ValueRange.Unlimited))]);
}
