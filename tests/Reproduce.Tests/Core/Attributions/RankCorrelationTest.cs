using CsCheck;
using Reproduce.Core.Attributions;

namespace Reproduce.Tests.Core.Attributions;

[TestFixture]
public sealed class RankCorrelationTest
{
    [Test]
    public void The_textbooks_formula_holds_without_ties()
    {
        // Differences of ranks: 1, 1, 2, 0, 2 of five: 1 - 6 · 10 / (5 · 24).
        RankCorrelation.Of([10, 20, 30, 40, 50], [2, 1, 5, 4, 3]).Should().BeApproximately(1 - (6 * 10 / 120.0), 1e-12);
    }

    [Test]
    public void Equal_numbers_share_the_mean_of_their_ranks()
    {
        // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / sqrt(4.5 · 5).
        RankCorrelation.Of([0, 7, 7, 9], [1, 2, 3, 4]).Should().BeApproximately(4.5 / Math.Sqrt(4.5 * 5), 1e-12);
    }

    [Test]
    public void Equal_numbers_everywhere_correlate_with_nothing() => RankCorrelation.Of([0, 0, 0], [1, 2, 3]).Should().Be(0);

    [Test]
    public void Only_the_order_matters() =>
        Gen.Float[-3, 3].Array[2, 40].Sample(numbers =>
        {
            float[] reference = [.. numbers.Select((number, i) => i % 3 == 0 ? -number : number)];
            var correlation = RankCorrelation.Of(numbers, reference);

            RankCorrelation.Of(reference, numbers).Should().BeApproximately(correlation, 1e-12);
            RankCorrelation.Of([.. numbers.Select(number => -number)], reference).Should().BeApproximately(-correlation, 1e-12);
            RankCorrelation.Of([.. numbers.Select(number => 8 * number)], reference).Should().BeApproximately(correlation, 1e-12);
            correlation.Should().BeInRange(-1 - 1e-12, 1 + 1e-12);
        });

    [Test]
    public void Other_lengths_are_refused() =>
        FluentActions.Invoking(() => RankCorrelation.Of([1, 2], [1])).Should().Throw<ArgumentException>().WithMessage("*2 and 1*");
}
