using CsCheck;
using Reproduce.Core.Randomness;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class CrossedBootstrapTest
{
    [Test]
    public void The_same_sample_gives_the_same_interval()
    {
        double[][] values = [[1, 2, 4], [8, 16, 32]];

        CrossedBootstrap.Mean(values).Should().Be(CrossedBootstrap.Mean(values));
    }

    [Test]
    public void An_interval_of_a_constant_is_that_constant() =>
        CrossedBootstrap.Mean([[3, 3, 3], [3, 3, 3]]).Should().Be(new Interval(3, 3, 3, 0.95, 3));

    [Test]
    public void Its_bounds_enclose_the_mean() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[5, 20], Gen.UInt).Sample(
            (seeds, images, seed) =>
            {
                var values = Values(seeds, images, new MersenneTwister(seed), seedDeviation: 1);

                var interval = CrossedBootstrap.Mean(values);

                interval.Estimate.Should().BeApproximately(values.Average(row => row.Average()), 1e-12);
                interval.Lower.Should().BeLessThanOrEqualTo(interval.Estimate);
                interval.Upper.Should().BeGreaterThanOrEqualTo(interval.Estimate);
                interval.SampleSize.Should().Be(images);
            },
            iter: 20);

    [Test]
    public void With_one_seed_it_is_the_interval_over_images_alone()
    {
        var values = Values(seeds: 1, images: 200, new MersenneTwister(1), seedDeviation: 0);

        var crossed = CrossedBootstrap.Mean(values);
        var plain = Bootstrap.Mean(values[0]);

        var width = plain.Upper - plain.Lower;
        crossed.Lower.Should().BeApproximately(plain.Lower, 0.05 * width);
        crossed.Upper.Should().BeApproximately(plain.Upper, 0.05 * width);
    }

    [Test]
    public void A_seed_that_differs_from_the_others_widens_it()
    {
        double[] images = [.. Enumerable.Range(0, 50).Select(i => (double)(i % 5))];

        var alike = CrossedBootstrap.Mean([images, images, images]);
        var apart = CrossedBootstrap.Mean([images, images, [.. images.Select(value => value + 6)]]);

        (apart.Upper - apart.Lower).Should().BeGreaterThan(3 * (alike.Upper - alike.Lower));
    }

    [Test]
    public void Four_times_the_images_halve_it_where_seeds_are_alike()
    {
        var images = Values(1, 400, new MersenneTwister(2), seedDeviation: 0)[0];
        var few = CrossedBootstrap.Mean([images[..100], images[..100], images[..100]]);
        var many = CrossedBootstrap.Mean([images, images, images]);

        ((many.Upper - many.Lower) / (few.Upper - few.Lower)).Should().BeInRange(0.4, 0.6);
    }

    [TestCase(3, 3.0, Description = "seeds decide")]
    [TestCase(3, 0.5, Description = "seeds and images both do")]
    [TestCase(3, 0.0, Description = "images decide")]
    [TestCase(5, 3.0)]
    public void More_than_nine_in_ten_intervals_hold_the_true_mean(int seeds, double seedDeviation)
    {
        const int trials = 100;
        var random = new MersenneTwister(7);

        var hits = Enumerable.Range(0, trials).Count(_ =>
        {
            var interval = CrossedBootstrap.Mean(Values(seeds, images: 30, random, seedDeviation));
            return interval.Lower <= 0 && interval.Upper >= 0;
        });

        ((double)hits / trials).Should().BeInRange(0.90, 1);
    }

    [Test]
    public void A_statistic_that_is_a_mean_has_the_means_interval()
    {
        var values = Values(seeds: 3, images: 40, new MersenneTwister(5), seedDeviation: 1);

        var interval = CrossedBootstrap.Of(3, 40, (seed, counts) => counts.Zip(values[seed], (count, value) => count * value).Sum() / 40);

        var mean = CrossedBootstrap.Mean(values);
        interval.Estimate.Should().BeApproximately(mean.Estimate, 1e-12);
        interval.Lower.Should().BeApproximately(mean.Lower, 1e-12);
        interval.Upper.Should().BeApproximately(mean.Upper, 1e-12);
        interval.SampleSize.Should().Be(40);
    }

    [Test]
    public void A_statistic_sees_as_many_images_as_there_are_in_every_resample()
    {
        var resamples = new List<double>();

        CrossedBootstrap.Of(1, 10, (_, counts) =>
        {
            resamples.Add(counts.Sum());
            return 0;
        });

        resamples.Should().OnlyContain(sum => sum == 10).And.HaveCountGreaterThan(1000);
    }

    [Test]
    public void A_statistic_that_is_not_finite_is_refused() =>
        FluentActions.Invoking(() => CrossedBootstrap.Of(1, 2, (_, _) => double.NaN)).Should().Throw<ArgumentException>().WithMessage("*not finite*");

    [TestCase(0, 2)]
    [TestCase(1, 1)]
    public void A_statistic_of_too_few_is_refused(int seeds, int images) =>
        FluentActions.Invoking(() => CrossedBootstrap.Of(seeds, images, (_, _) => 0))
            .Should().Throw<ArgumentException>().WithMessage($"*at least one seed and two images*{seeds} and {images}*");

    [Test]
    public void Too_few_values_are_refused()
    {
        Refusal([]).WithMessage("*at least one seed and two images*");
        Refusal([[1]]).WithMessage("*at least one seed and two images*");
    }

    [Test]
    public void Seeds_with_different_numbers_of_images_are_refused() => Refusal([[1, 2, 3], [1, 2]]).WithMessage("*3 images; found 3, 2*");

    [Test]
    public void A_value_that_is_not_finite_is_refused() => Refusal([[1, 2], [double.NaN, 2]]).WithMessage("*not finite*");

    private static FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Refusal(double[][] values) =>
        FluentActions.Invoking(() => CrossedBootstrap.Mean(values)).Should().Throw<ArgumentException>();

    /// <summary>An effect of the seed, one of the image (deviation 1) and one of the pair (deviation 1), all of mean 0.</summary>
    private static double[][] Values(int seeds, int images, MersenneTwister random, double seedDeviation)
    {
        double[] imageEffects = [.. Enumerable.Range(0, images).Select(_ => random.NextNormal(0, 1))];
        return
        [
            .. Enumerable.Range(0, seeds).Select(_ =>
            {
                var seedEffect = random.NextNormal(0, seedDeviation);
                return imageEffects.Select(effect => seedEffect + effect + random.NextNormal(0, 1)).ToArray();
            }),
        ];
    }
}
