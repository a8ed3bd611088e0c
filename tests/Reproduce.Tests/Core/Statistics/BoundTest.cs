using CsCheck;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class BoundTest
{
    [TestCase(1, 2, Verdict.Supported)]
    [TestCase(1, 5, Verdict.Supported)]
    [TestCase(4, 6, Verdict.Inconclusive)]
    [TestCase(5, 6, Verdict.Inconclusive)]
    [TestCase(5.1, 6, Verdict.NotSupported)]
    public void An_interval_is_below_a_bound_if_all_of_it_is_not_above(double lower, double upper, Verdict expected)
    {
        Bound.IsBelow(Of(lower, upper), 5).Should().Be(expected);
        Bound.IsAbove(Of(lower, upper), 5).Should().Be(Opposite(expected));
    }

    [TestCase(-5, 5, Verdict.Supported)]
    [TestCase(-6, 0, Verdict.Inconclusive)]
    [TestCase(0, 6, Verdict.Inconclusive)]
    [TestCase(-9, 9, Verdict.Inconclusive)]
    [TestCase(5, 9, Verdict.Inconclusive)]
    [TestCase(5.1, 9, Verdict.NotSupported)]
    [TestCase(-9, -5.1, Verdict.NotSupported)]
    public void An_interval_is_between_two_bounds_if_all_of_it_is(double lower, double upper, Verdict expected) =>
        Bound.IsBetween(Of(lower, upper), -5, 5).Should().Be(expected);

    [Test]
    public void A_narrower_interval_never_turns_a_decided_verdict_around() =>
        Gen.Select(Gen.Double[-20, 20], Gen.Double[0, 30], Gen.Double[0, 1], Gen.Double[0, 1]).Sample((lower, width, from, to) =>
        {
            var wide = Of(lower, lower + width);
            var narrow = Of(lower + (width * Math.Min(from, to)), lower + (width * Math.Max(from, to)));
            Func<Interval, Verdict>[] rules =
            [
                interval => Bound.IsBelow(interval, 5), interval => Bound.IsAbove(interval, 5), interval => Bound.IsBetween(interval, -5, 5),
            ];
            foreach (var rule in rules)
            {
                (rule(wide) == Verdict.Inconclusive || rule(narrow) == rule(wide)).Should().BeTrue();
            }
        });

    [Test]
    public void A_larger_quantity_is_never_less_above() =>
        Gen.Select(Gen.Double[-20, 20], Gen.Double[0, 30], Gen.Double[0, 10]).Sample((lower, width, shift) =>
            Rank(Bound.IsAbove(Of(lower + shift, lower + shift + width), 5)).Should().BeGreaterThanOrEqualTo(
                Rank(Bound.IsAbove(Of(lower, lower + width), 5))));

    private static int Rank(Verdict verdict) => verdict switch { Verdict.Supported => 1, Verdict.NotSupported => -1, _ => 0 };

    private static Verdict Opposite(Verdict verdict) =>
        verdict == Verdict.Supported ? Verdict.NotSupported : verdict == Verdict.NotSupported ? Verdict.Supported : verdict;

    private static Interval Of(double lower, double upper) => new((lower + upper) / 2, lower, upper, 0.95, 20);
}
