using CsCheck;
using Reproduce.Core.Randomness;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class BootstrapTest
{
    [Test]
    public void The_same_sample_gives_the_same_interval()
    {
        double[] values = [1, 2, 4, 8, 16];

        Bootstrap.Mean(values).Should().Be(Bootstrap.Mean(values));
    }

    [Test]
    public void The_seed_of_the_resampling_decides_the_interval_and_hardly_moves_it()
    {
        double[] values = [1, 2, 4, 8, 16, 3, 5, 7];

        var (one, other) = (Of(resamplingSeed: 1), Of(resamplingSeed: 2));

        one.Should().NotBe(other).And.Be(Of(resamplingSeed: 1));
        other.Upper.Should().BeApproximately(one.Upper, 0.1 * (one.Upper - one.Lower));

        Interval Of(uint resamplingSeed) => Bootstrap.Estimate(
            values.Length, units => units.ToArray().Average(unit => values[unit]), resamplingSeed);
    }

    [Test]
    public void An_interval_of_a_constant_is_that_constant() =>
        Bootstrap.Mean([3, 3, 3]).Should().Be(new Interval(3, 3, 3, 0.95, 3));

    [Test]
    public void Its_bounds_enclose_the_mean_and_move_with_the_sample() =>
        // In 64ths, which add up exactly: a sum that is rounded would make ties of the resamples, or break them.
        Gen.Int[-640, 640].Array[5, 30].Select(Gen.Int[-6400, 6400]).Sample(
            (sample, by) =>
            {
                var shift = by / 64.0;
                double[] values = [.. sample.Select(value => value / 64.0)];

                var interval = Bootstrap.Mean(values);
                var shifted = Bootstrap.Mean([.. values.Select(value => value + shift)]);

                interval.Lower.Should().BeLessThanOrEqualTo(interval.Estimate);
                interval.Upper.Should().BeGreaterThanOrEqualTo(interval.Estimate);
                shifted.Lower.Should().BeApproximately(interval.Lower + shift, 1e-9);
                shifted.Upper.Should().BeApproximately(interval.Upper + shift, 1e-9);
            },
            iter: 20);

    [Test]
    public void About_nineteen_in_twenty_intervals_of_twenty_normal_values_hold_the_true_mean()
    {
        const int trials = 400;
        var random = new MersenneTwister(7);

        var hits = Enumerable.Range(0, trials).Count(_ =>
        {
            double[] values = [.. Enumerable.Range(0, 20).Select(_ => random.NextNormal(5, 2))];
            var interval = Bootstrap.Mean(values);
            return interval.Lower <= 5 && interval.Upper >= 5;
        });

        // Twenty units are few: BCa is known to cover a little less than it says there. Three standard deviations around 0.92 and 0.96.
        hits.Should().BeInRange(351, 396);
    }

    [Test]
    public void A_skewed_samples_interval_is_the_one_that_another_implementation_of_BCa_gives()
    {
        double[] values = [0.1, 0.2, 0.2, 0.3, 0.4, 0.5, 0.7, 1.1, 2.6, 6.9];

        var interval = Bootstrap.Mean(values);

        // scipy.stats.bootstrap with 1,000,000 resamples gives [0.50, 3.58] (and [0.36, 2.70] by percentiles alone); ten thousand resamples
        // leave some noise, the more so in the long tail.
        interval.Estimate.Should().BeApproximately(1.3, 1e-12);
        interval.Lower.Should().BeApproximately(0.50, 0.03);
        interval.Upper.Should().BeApproximately(3.58, 0.25);
    }

    [Test]
    public void Pairing_takes_out_what_a_seed_does_to_both()
    {
        double[] teachers = [10, 20, 30, 40, 50, 60, 70, 80];
        double[] students = [9.1, 17.9, 27.2, 35.8, 45.1, 53.9, 63.1, 71.8];

        var paired = Bootstrap.RatioOfMeans(students, teachers);
        var shuffled = Bootstrap.RatioOfMeans([.. students.Reverse()], teachers);

        (paired.Upper - paired.Lower).Should().BeLessThan(0.01);
        (shuffled.Upper - shuffled.Lower).Should().BeGreaterThan(0.5);
    }

    [Test]
    public void A_paired_ratio_is_exact_where_every_pair_has_the_same_ratio()
    {
        var interval = Bootstrap.RatioOfMeans([2, 4, 6], [1, 2, 3]);

        interval.Should().Be(new Interval(2, 2, 2, 0.95, 3));
    }

    [Test]
    public void A_unit_without_any_boundary_does_not_divide_by_zero() =>
        Bootstrap.RatioOfMeans([10, 0, 12, 9, 11, 10, 10, 9], [20, 21, 0, 19, 22, 20, 21, 20]).Upper.Should().BeLessThan(1);

    [Test]
    public void Samples_that_are_not_paired_are_refused() =>
        FluentActions.Invoking(() => Bootstrap.RatioOfMeans([1, 2], [1, 2, 3]))
            .Should().Throw<ArgumentException>().WithMessage("*2 numerators and 3 denominators*");

    [Test]
    public void A_single_unit_is_refused() =>
        FluentActions.Invoking(() => Bootstrap.Mean([1])).Should().Throw<ArgumentOutOfRangeException>();

    [Test]
    public void A_statistic_that_is_not_a_number_is_refused() =>
        FluentActions.Invoking(() => Bootstrap.Mean([1, double.NaN])).Should().Throw<ArgumentException>().WithMessage("*NaN*");
}
