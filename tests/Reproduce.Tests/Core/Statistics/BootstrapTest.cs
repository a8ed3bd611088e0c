using CsCheck;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class BootstrapTest
{
    private static readonly Sample Eight = Sample.OfSeeds([1, 2, 4, 8, 16, 3, 5, 7], ValueRange.Unlimited);

    [Test]
    public void The_same_sample_gives_the_same_interval() =>
        Bootstrap.Estimate(Eight).Interval().Should().Be(Bootstrap.Estimate(Eight).Interval());

    [Test]
    public void The_seed_of_the_resampling_decides_the_interval_and_hardly_moves_it()
    {
        var (one, other) = (Bootstrap.Estimate(Eight, 1).Interval(), Bootstrap.Estimate(Eight, 2).Interval());

        one.Should().NotBe(other);
        other.Lower.Should().BeApproximately(one.Lower, 0.05 * (one.Upper - one.Lower));
        other.Upper.Should().BeApproximately(one.Upper, 0.05 * (one.Upper - one.Lower));
    }

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(100)]
    public void An_interval_of_a_constant_is_that_constant(double value)
    {
        Sample[] samples =
        [
            Sample.OfSeeds([value, value, value], ValueRange.Percent),
            Sample.OfImages([[value, value], [value, value]], ValueRange.Percent),
            Sample.OfImages([[value, value, value]], ValueRange.Percent),
        ];
        foreach (var estimate in samples.Select(sample => Bootstrap.Estimate(sample)))
        {
            estimate.Value.Should().Be(value);
            estimate.Interval().Lower.Should().BeApproximately(value, 1e-9);
            estimate.Interval().Upper.Should().BeApproximately(value, 1e-9);
        }
    }

    [Test]
    public void Its_bounds_enclose_the_mean_and_move_with_the_sample() =>
        // In 64ths, which add up exactly: a sum that is rounded would make ties of the resamples, or break them.
        Gen.Int[-640, 640].Array[3, 20].Select(Gen.Int[-6400, 6400]).Sample(
            (sample, by) =>
            {
                var shift = by / 64.0;
                double[] values = [.. sample.Select(value => value / 64.0)];

                var interval = Of(values);
                var shifted = Of([.. values.Select(value => value + shift)]);

                interval.Estimate.Should().BeInRange(interval.Lower, interval.Upper);
                shifted.Lower.Should().BeApproximately(interval.Lower + shift, 1e-9);
                shifted.Upper.Should().BeApproximately(interval.Upper + shift, 1e-9);
            },
            iter: 20);

    [Test]
    public void Pairing_takes_out_what_a_seed_does_to_both()
    {
        double[] teachers = [10, 20, 30, 40, 50, 60, 70, 80];
        double[] students = [9.1, 17.9, 27.2, 35.8, 45.1, 53.9, 63.1, 71.8];

        var paired = Bootstrap.Estimate(Sample.OfRatio(students, teachers)).Interval();
        var shuffled = Bootstrap.Estimate(Sample.OfRatio([.. students.Reverse()], teachers)).Interval();

        (paired.Upper - paired.Lower).Should().BeLessThan(0.015);
        (shuffled.Upper - shuffled.Lower).Should().BeGreaterThan(0.5);
    }

    [Test]
    public void A_seed_without_any_boundary_does_not_divide_by_zero() =>
        Bootstrap.Estimate(Sample.OfRatio([10, 0, 12, 9, 11, 10, 10, 9], [20, 21, 0, 19, 22, 20, 21, 20]))
            .Interval().Upper.Should().BeLessThan(1);

    [Test]
    public void A_seed_that_differs_from_the_others_widens_it()
    {
        double[] images = [.. Enumerable.Range(0, 50).Select(i => (double)(i % 5))];

        var alike = Width(images, images, images);
        var apart = Width(images, images, [.. images.Select(value => value + 6)]);

        apart.Should().BeGreaterThan(3 * alike);
    }

    [Test]
    public void Four_times_the_images_halve_it_where_seeds_are_alike()
    {
        double[] images = [.. Enumerable.Range(0, 400).Select(i => (double)(i * 7919 % 101))];

        (Width(images, images, images) / Width(images[..100], images[..100], images[..100])).Should().BeInRange(0.4, 0.6);
    }

    [Test]
    public void A_statistic_that_is_a_mean_has_the_means_interval()
    {
        double[][] values = [[1, 2, 5, 4], [2, 2, 6, 3], [1, 0, 4, 4]];

        var interval = Bootstrap.Estimate(Sample.OfImages(
            3, 4, ValueRange.Unlimited, (seed, counts) => counts.Zip(values[seed], (count, value) => count * value).Sum() / 4)).Interval();

        var mean = Bootstrap.Estimate(Sample.OfImages(values, ValueRange.Unlimited)).Interval();
        interval.Lower.Should().BeApproximately(mean.Lower, 1e-12);
        interval.Upper.Should().BeApproximately(mean.Upper, 1e-12);
    }

    [Test]
    public void A_statistic_sees_as_many_images_as_there_are_in_every_resample()
    {
        var resamples = new List<double>();

        Bootstrap.Estimate(Sample.OfImages(1, 10, ValueRange.Unlimited, (_, counts) =>
        {
            resamples.Add(counts.Sum());
            return 0;
        }));

        resamples.Should().OnlyContain(sum => sum == 10).And.HaveCountGreaterThan(Bootstrap.Resamples);
    }

    [Test]
    public void A_statistic_that_is_not_finite_in_a_resample_alone_is_refused() =>
        FluentActions.Invoking(() => Bootstrap.Estimate(Sample.OfImages(1, 2, ValueRange.Unlimited, (_, counts) => 1 / counts[0])))
            .Should().Throw<ArgumentException>().WithMessage("*of a resample is*finite*");

    private static Interval Of(double[] values) =>
        Bootstrap.Estimate(Sample.OfSeeds(values, ValueRange.Unlimited), 1, resamples: 2000).Interval();

    private static double Width(params double[][] values)
    {
        var interval = Bootstrap.Estimate(Sample.OfImages(values, ValueRange.Unlimited), 1, resamples: 2000).Interval();
        return interval.Upper - interval.Lower;
    }
}
