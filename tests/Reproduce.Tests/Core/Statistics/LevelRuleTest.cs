using CsCheck;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class LevelRuleTest
{
    private static readonly Func<Interval, double, Verdict>[] OneSided =
        [LevelRule.IsAtLeast, LevelRule.IsAtMost, LevelRule.IsAbove, LevelRule.IsBelow];

    [TestCase(95, 95, Verdict.Supported, Description = "the level itself is at least the level")]
    [TestCase(95, 96, Verdict.Supported)]
    [TestCase(94, 95, Verdict.Inconclusive)]
    [TestCase(94, 96, Verdict.Inconclusive)]
    [TestCase(94, 94.9, Verdict.NotSupported)]
    public void A_quantity_is_at_least_a_level_if_all_of_its_interval_is(double lower, double upper, Verdict isAtLeast)
    {
        LevelRule.IsAtLeast(Of(lower, upper), 95).Should().Be(isAtLeast);
        LevelRule.IsBelow(Of(lower, upper), 95).Should().Be(VerdictOrder.Opposite(isAtLeast));
    }

    [TestCase(95, 95, Verdict.Supported, Description = "the level itself is at most the level")]
    [TestCase(94, 95, Verdict.Supported)]
    [TestCase(95, 96, Verdict.Inconclusive)]
    [TestCase(94, 96, Verdict.Inconclusive)]
    [TestCase(95.1, 96, Verdict.NotSupported)]
    public void A_quantity_is_at_most_a_level_if_all_of_its_interval_is(double lower, double upper, Verdict isAtMost)
    {
        LevelRule.IsAtMost(Of(lower, upper), 95).Should().Be(isAtMost);
        LevelRule.IsAbove(Of(lower, upper), 95).Should().Be(VerdictOrder.Opposite(isAtMost));
    }

    [TestCase(-5, 5, Verdict.Supported)]
    [TestCase(5, 5, Verdict.Supported, Description = "the levels themselves are between them")]
    [TestCase(-5, -5, Verdict.Supported)]
    [TestCase(-6, 0, Verdict.Inconclusive)]
    [TestCase(0, 6, Verdict.Inconclusive)]
    [TestCase(-9, 9, Verdict.Inconclusive)]
    [TestCase(-9, -5, Verdict.Inconclusive)]
    [TestCase(5, 9, Verdict.Inconclusive)]
    [TestCase(5.1, 9, Verdict.NotSupported)]
    [TestCase(-9, -5.1, Verdict.NotSupported)]
    public void A_quantity_is_between_two_levels_if_all_of_its_interval_is(double lower, double upper, Verdict expected) =>
        LevelRule.IsBetween(Of(lower, upper), -5, 5).Should().Be(expected);

    /// <summary>Halves of small integers, so that bounds meet the level often.</summary>
    [Test]
    public void A_verdict_says_of_how_many_values_in_the_interval_the_claim_is_true() =>
        Gen.Select(Gen.Int[-8, 8], Gen.Int[0, 8], Gen.Int[-8, 8]).Sample((from, width, twiceTheLevel) =>
        {
            var (interval, level) = (Of(from / 2.0, (from + width) / 2.0), twiceTheLevel / 2.0);
            Func<double, bool>[] claims =
                [value => value >= level, value => value <= level, value => value > level, value => value < level];
            foreach (var (rule, claim) in OneSided.Zip(claims))
            {
                // A claim of one side that is true of both bounds is true of all between them, as is one that is false of both.
                Verdict expected = (claim(interval.Lower), claim(interval.Upper)) switch
                {
                    (true, true) => Verdict.Supported,
                    (false, false) => Verdict.NotSupported,
                    _ => Verdict.Inconclusive,
                };
                rule(interval, level).Should().Be(expected);
            }
        });

    [Test]
    public void An_interval_within_a_decided_one_is_decided_alike() =>
        Gen.Select(Gen.Double[-20, 20], Gen.Double[0, 30], Gen.Double[0, 1], Gen.Double[0, 1]).Sample((lower, width, from, to) =>
        {
            var wide = Of(lower, lower + width);
            var narrow = Of(lower + (width * Math.Min(from, to)), lower + (width * Math.Max(from, to)));
            foreach (var rule in OneSided.Select(rule => (Func<Interval, Verdict>)(interval => rule(interval, 5)))
                .Append(interval => LevelRule.IsBetween(interval, -5, 5)))
            {
                (rule(wide) == Verdict.Inconclusive || rule(narrow) == rule(wide)).Should().BeTrue();
            }
        });

    [Test]
    public void A_larger_quantity_never_weakens_the_verdict_that_it_is_large() =>
        Gen.Select(Gen.Double[-20, 20], Gen.Double[0, 30], Gen.Double[0, 10]).Sample((lower, width, shift) =>
        {
            var (small, large) = (Of(lower, lower + width), Of(lower + shift, lower + shift + width));

            VerdictOrder.Rank(LevelRule.IsAtLeast(large, 5)).Should()
                .BeGreaterThanOrEqualTo(VerdictOrder.Rank(LevelRule.IsAtLeast(small, 5)));
            VerdictOrder.Rank(LevelRule.IsAbove(large, 5)).Should().BeGreaterThanOrEqualTo(VerdictOrder.Rank(LevelRule.IsAbove(small, 5)));
        });

    private static Interval Of(double lower, double upper) => new((lower + upper) / 2, lower, upper, 0.95, 20);
}
