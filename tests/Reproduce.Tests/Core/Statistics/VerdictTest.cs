using CsCheck;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class VerdictTest
{
    [TestCase(0.50, 0.90, Verdict.Supported)]
    [TestCase(0.94, 0.99, Verdict.Inconclusive, Description = "real, but perhaps too small to matter")]
    [TestCase(0.96, 0.99, Verdict.NotSupported, Description = "real, but too small to matter")]
    [TestCase(0.97, 1.20, Verdict.NotSupported)]
    [TestCase(0.80, 1.10, Verdict.Inconclusive)]
    public void A_claim_of_shrinking_is_decided_by_the_interval_and_its_opposite_the_other_way(double lower, double upper, Verdict expected)
    {
        RatioRule.Shrinks(Ratio(lower, upper)).Should().Be(expected);
        RatioRule.DoesNotShrink(Ratio(lower, upper)).Should().Be(Opposite(expected));
    }

    [TestCase(1.10, 2.00, Verdict.Supported)]
    [TestCase(1.01, 1.04, Verdict.NotSupported, Description = "real, but too small to matter")]
    [TestCase(0.50, 0.90, Verdict.NotSupported)]
    [TestCase(0.90, 1.20, Verdict.Inconclusive)]
    public void A_claim_of_growing_is_decided_by_the_interval_and_its_opposite_the_other_way(double lower, double upper, Verdict expected)
    {
        RatioRule.Grows(Ratio(lower, upper)).Should().Be(expected);
        RatioRule.DoesNotGrow(Ratio(lower, upper)).Should().Be(Opposite(expected));
    }

    [Test]
    public void A_narrower_interval_never_turns_a_decided_verdict_around() =>
        Gen.Select(Gen.Double[0.5, 2], Gen.Double[0, 0.3], Gen.Double[0, 1], Gen.Double[0, 1]).Sample((lower, width, from, to) =>
        {
            var wide = Ratio(lower, lower + width);
            var narrow = Ratio(lower + (width * Math.Min(from, to)), lower + (width * Math.Max(from, to)));
            foreach (var rule in new Func<Interval, Verdict>[] { RatioRule.Shrinks, RatioRule.Grows, RatioRule.DoesNotGrow, RatioRule.IsSimilar })
            {
                (rule(wide) == Verdict.Inconclusive || rule(narrow) == rule(wide)).Should().BeTrue();
            }
        });

    [TestCase(0.80, 1.25, Verdict.Supported)]
    [TestCase(0.60, 0.79, Verdict.NotSupported)]
    [TestCase(1.26, 2.00, Verdict.NotSupported)]
    [TestCase(0.70, 1.10, Verdict.Inconclusive)]
    public void A_claim_of_similarity_is_decided_by_the_interval(double lower, double upper, Verdict expected) =>
        RatioRule.IsSimilar(Ratio(lower, upper)).Should().Be(expected);

    [TestCase(Verdict.Supported, Verdict.Supported, Verdict.Supported)]
    [TestCase(Verdict.Supported, Verdict.NotSupported, Verdict.PartlySupported)]
    [TestCase(Verdict.Supported, Verdict.Inconclusive, Verdict.PartlySupported)]
    [TestCase(Verdict.PartlySupported, Verdict.NotSupported, Verdict.PartlySupported)]
    [TestCase(Verdict.NotSupported, Verdict.Inconclusive, Verdict.NotSupported)]
    [TestCase(Verdict.Inconclusive, Verdict.Inconclusive, Verdict.Inconclusive)]
    public void The_verdict_of_the_whole_follows_its_parts_in_any_order(Verdict one, Verdict other, Verdict whole)
    {
        Verdicts.Combine([one, other]).Should().Be(whole);
        Verdicts.Combine([other, one]).Should().Be(whole);
    }

    [Test]
    public void A_whole_without_parts_is_refused() =>
        FluentActions.Invoking(() => Verdicts.Combine([])).Should().Throw<ArgumentException>();

    private static Verdict Opposite(Verdict verdict) =>
        verdict == Verdict.Supported ? Verdict.NotSupported : verdict == Verdict.NotSupported ? Verdict.Supported : verdict;

    private static Interval Ratio(double lower, double upper) => new((lower + upper) / 2, lower, upper, 0.95, 20);
}
