using CsCheck;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class RuleTest
{
    private static readonly Gen<double[]> Values = Gen.Double[-20, 20].Array[2, 8];

    [Test]
    public void What_is_claimed_to_be_beyond_a_level_needs_all_of_the_95_percent_interval_beyond_it()
    {
        var (estimate, interval, step) = Continuous(0.95);

        Rule.Above(interval.Lower - step).Decide(estimate).Should().Be(Verdict.Supported);
        Rule.Above(interval.Lower + step).Decide(estimate).Should().Be(Verdict.Undecided);
        Rule.Below(interval.Upper + step).Decide(estimate).Should().Be(Verdict.Supported);
        Rule.Below(interval.Upper - step).Decide(estimate).Should().Be(Verdict.Undecided);
    }

    [Test]
    public void What_is_claimed_to_be_within_levels_needs_all_of_the_90_percent_interval_within_them()
    {
        var (estimate, interval, step) = Continuous(0.9);

        Rule.AtLeast(interval.Lower - step).Decide(estimate).Should().Be(Verdict.Supported);
        Rule.AtLeast(interval.Lower + step).Decide(estimate).Should().Be(Verdict.Undecided);
        Rule.AtMost(interval.Upper + step).Decide(estimate).Should().Be(Verdict.Supported);
        Rule.AtMost(interval.Upper - step).Decide(estimate).Should().Be(Verdict.Undecided);
        Rule.Between(interval.Lower - step, interval.Upper + step).Decide(estimate).Should().Be(Verdict.Supported);
        Rule.Between(interval.Lower + step, interval.Upper + step).Decide(estimate).Should().Be(Verdict.Undecided);
    }

    [Test]
    public void A_claim_and_its_opposite_have_opposite_verdicts() => Gen.Select(Values, Gen.Double[-20, 20]).Sample(
        (values, level) =>
        {
            var estimate = Of(values);

            Rule.AtMost(level).Decide(estimate).Should().Be(Opposite(Rule.Above(level).Decide(estimate)));
            Rule.AtLeast(level).Decide(estimate).Should().Be(Opposite(Rule.Below(level).Decide(estimate)));
        },
        iter: 50);

    /// <summary>In 64ths, which add up exactly, so that equal samples resample alike.</summary>
    [Test]
    public void A_larger_quantity_never_weakens_the_verdict_that_it_is_large_or_strengthens_that_it_is_small() =>
        Gen.Select(Gen.Int[-640, 640].Array[2, 8], Gen.Int[0, 640]).Sample(
            (numbers, by) =>
            {
                var small = Of([.. numbers.Select(number => number / 64.0)]);
                var large = Of([.. numbers.Select(number => (number + by) / 64.0)]);

                Strength(Rule.Above(3).Decide(large)).Should().BeGreaterThanOrEqualTo(Strength(Rule.Above(3).Decide(small)));
                Strength(Rule.AtLeast(3).Decide(large)).Should().BeGreaterThanOrEqualTo(Strength(Rule.AtLeast(3).Decide(small)));
                Strength(Rule.Below(3).Decide(large)).Should().BeLessThanOrEqualTo(Strength(Rule.Below(3).Decide(small)));
                Strength(Rule.AtMost(3).Decide(large)).Should().BeLessThanOrEqualTo(Strength(Rule.AtMost(3).Decide(small)));
            },
            iter: 50);

    [Test]
    public void A_negated_quantity_is_below_where_it_was_above() =>
        Gen.Int[-640, 640].Array[2, 8].Sample(
            numbers =>
            {
                double[] values = [.. numbers.Select(number => number / 64.0)];

                Rule.Below(-3).Decide(Of([.. values.Select(value => -value)])).Should().Be(Rule.Above(3).Decide(Of(values)));
            },
            iter: 30);

    /// <summary>Values that sums round: three times 0.02 / 3 is not 0.02.</summary>
    [Test]
    public void A_quantity_of_exactly_the_level_is_at_it_and_not_beyond() => Gen.Select(Gen.Double[0.01, 99], Gen.Int[2, 7]).Sample(
        (level, seeds) =>
        {
            foreach (var range in new[] { ValueRange.Percent, ValueRange.PercentDifference, ValueRange.Unlimited, ValueRange.Ratio })
            {
                var estimate = Bootstrap.Estimate(Sample.OfSeeds([.. Enumerable.Repeat(level, seeds)], range), 1, resamples: 100);

                Rule.AtLeast(level).Decide(estimate).Should().Be(Verdict.Supported);
                Rule.AtMost(level).Decide(estimate).Should().Be(Verdict.Supported);
                Rule.Between(level, level + 1).Decide(estimate).Should().Be(Verdict.Supported);
                Rule.Above(level).Decide(estimate).Should().Be(Verdict.Contradicted);
                Rule.Below(level).Decide(estimate).Should().Be(Verdict.Contradicted);
            }
        });

    [Test]
    public void A_constant_beyond_a_level_is_beyond_it() => Gen.Select(Gen.Double[-10, 10], Gen.Double[0.001, 5]).Sample(
        (level, distance) =>
        {
            var estimate = Bootstrap.Estimate(Sample.OfSeeds([level + distance, level + distance], ValueRange.Unlimited), 1, resamples: 10);

            Rule.Above(level).Decide(estimate).Should().Be(Verdict.Supported);
            Rule.AtMost(level).Decide(estimate).Should().Be(Verdict.Contradicted);
            Rule.Between(level - 1, level).Decide(estimate).Should().Be(Verdict.Contradicted);
        });

    [Test]
    public void Shares_of_0_and_100_everywhere_are_decided()
    {
        Rule.AtLeast(95).Decide(Share(100)).Should().Be(Verdict.Supported);
        Rule.Above(100).Decide(Share(100)).Should().Be(Verdict.Contradicted);
        Rule.AtMost(0).Decide(Share(0)).Should().Be(Verdict.Supported);
        Rule.Above(0).Decide(Share(0)).Should().Be(Verdict.Contradicted);

        static Estimate Share(double value) =>
            Bootstrap.Estimate(Sample.OfImages([[value, value], [value, value], [value, value]], ValueRange.Percent));
    }

    [Test]
    public void One_seed_with_many_images_is_decided_by_them()
    {
        var estimate = Bootstrap.Estimate(
            Sample.OfImages([[.. Enumerable.Range(0, 300).Select(image => image % 10 == 0 ? 0.0 : 100)]], ValueRange.Percent));

        Rule.Above(85).Decide(estimate).Should().Be(Verdict.Supported);
        Rule.Above(88).Decide(estimate).Should().Be(Verdict.Undecided);
        Rule.Above(94).Decide(estimate).Should().Be(Verdict.Contradicted);
    }

    [Test]
    public void A_rule_says_what_is_claimed() =>
        new[] { Rule.Above(5), Rule.Below(5), Rule.AtMost(5), Rule.AtLeast(5), Rule.Between(-5, 5) }
            .Select(rule => rule.ToString())
            .Should().Equal("above 5", "below 5", "at most 5", "at least 5", "from -5 to 5");

    private static (Estimate Estimate, Interval Interval, double Step) Continuous(double level)
    {
        var estimate = Of([1.3, 2.1, 4.7, 8.9, 6.2, 3.4, 5.5, 7.8, 2.9, 6.6]);
        var interval = estimate.Interval(level);
        return (estimate, interval, 0.01 * (interval.Upper - interval.Lower));
    }

    private static Estimate Of(double[] values) => Bootstrap.Estimate(Sample.OfSeeds(values, ValueRange.Unlimited), 1, resamples: 2000);

    private static Verdict Opposite(Verdict verdict) => verdict switch
    {
        Verdict.Supported => Verdict.Contradicted,
        Verdict.Contradicted => Verdict.Supported,
        _ => verdict,
    };

    private static int Strength(Verdict verdict) => verdict switch { Verdict.Supported => 1, Verdict.Contradicted => -1, _ => 0 };
}
