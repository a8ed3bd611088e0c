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

        CrossedBootstrap.Mean(values, ValueRange.Unlimited).Should().Be(CrossedBootstrap.Mean(values, ValueRange.Unlimited));
    }

    [Test]
    public void An_interval_of_a_constant_is_that_constant() =>
        CrossedBootstrap.Mean([[3, 3, 3], [3, 3, 3]], ValueRange.Unlimited).Should().Be(new Interval(3, 3, 3, 0.95, 3));

    [Test]
    public void Its_bounds_enclose_the_mean() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[5, 20], Gen.UInt).Sample(
            (seeds, images, seed) =>
            {
                var values = Values(seeds, images, new MersenneTwister(seed), seedDeviation: 1);

                var interval = CrossedBootstrap.Mean(values, ValueRange.Unlimited);

                interval.Estimate.Should().BeApproximately(values.Average(row => row.Average()), 1e-12);
                interval.Lower.Should().BeLessThanOrEqualTo(interval.Estimate);
                interval.Upper.Should().BeGreaterThanOrEqualTo(interval.Estimate);
                interval.SampleSize.Should().Be(images);
            },
            iter: 20);

    [Test]
    public void The_interval_of_a_share_stays_within_0_and_100_percent()
    {
        double[][] recognized = [Recognized(300), Recognized(299), Recognized(296)];

        var limited = CrossedBootstrap.Mean(recognized, ValueRange.Percent);
        var unlimited = CrossedBootstrap.Mean(recognized, ValueRange.Unlimited);

        unlimited.Upper.Should().BeGreaterThan(100);
        limited.Should().Be(unlimited with { Upper = 100 });

        static double[] Recognized(int images) => [.. Enumerable.Range(0, 300).Select(image => image < images ? 100.0 : 0)];
    }

    [Test]
    public void An_interval_of_shares_cosines_or_their_differences_never_leaves_the_range_that_they_can_have() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[2, 20], Gen.UInt, Gen.Int[0, 3]).Sample(
            (seeds, images, seed, kind) =>
            {
                var range = new[]
                {
                    ValueRange.Percent, ValueRange.Percent.OfDifferences, ValueRange.Cosine, ValueRange.Cosine.OfDifferences,
                }[kind];
                var random = new MersenneTwister(seed);
                // One value of all images of a seed, at or near an end of the range: a bootstrap that enlarges the seeds' part leaves it.
                double[][] values =
                [
                    .. Enumerable.Range(0, seeds).Select(_ => random.NextInt32(3)).Select(
                        end =>
                            Enumerable.Repeat(end == 0 ? range.Lowest : end == 1 ? range.Highest : 0.9 * range.Highest, images).ToArray()),
                ];

                var interval = CrossedBootstrap.Mean(values, range);

                interval.Lower.Should().BeInRange(range.Lowest, interval.Estimate);
                interval.Upper.Should().BeInRange(interval.Estimate, range.Highest);
            },
            iter: 40);

    [Test]
    public void The_seed_of_the_resampling_decides_the_interval_and_hardly_moves_it()
    {
        var values = Values(seeds: 3, images: 100, new MersenneTwister(1), seedDeviation: 1);

        var one = CrossedBootstrap.Mean(values, ValueRange.Unlimited, resamplingSeed: 1);
        var other = CrossedBootstrap.Mean(values, ValueRange.Unlimited, resamplingSeed: 2);

        one.Should().NotBe(other).And.Be(CrossedBootstrap.Mean(values, ValueRange.Unlimited, resamplingSeed: 1));
        other.Lower.Should().BeApproximately(one.Lower, 0.1 * (one.Upper - one.Lower));
        other.Upper.Should().BeApproximately(one.Upper, 0.1 * (one.Upper - one.Lower));
    }

    [Test]
    public void With_one_seed_it_is_the_interval_over_images_alone()
    {
        var values = Values(seeds: 1, images: 200, new MersenneTwister(1), seedDeviation: 0);

        var crossed = CrossedBootstrap.Mean(values, ValueRange.Unlimited);
        var plain = Bootstrap.Mean(values[0]);

        var width = plain.Upper - plain.Lower;
        crossed.Lower.Should().BeApproximately(plain.Lower, 0.05 * width);
        crossed.Upper.Should().BeApproximately(plain.Upper, 0.05 * width);
    }

    [Test]
    public void A_seed_that_differs_from_the_others_widens_it()
    {
        double[] images = [.. Enumerable.Range(0, 50).Select(i => (double)(i % 5))];

        var alike = CrossedBootstrap.Mean([images, images, images], ValueRange.Unlimited);
        var apart = CrossedBootstrap.Mean([images, images, [.. images.Select(value => value + 6)]], ValueRange.Unlimited);

        (apart.Upper - apart.Lower).Should().BeGreaterThan(3 * (alike.Upper - alike.Lower));
    }

    [Test]
    public void Four_times_the_images_halve_it_where_seeds_are_alike()
    {
        var images = Values(1, 400, new MersenneTwister(2), seedDeviation: 0)[0];
        var few = CrossedBootstrap.Mean([images[..100], images[..100], images[..100]], ValueRange.Unlimited);
        var many = CrossedBootstrap.Mean([images, images, images], ValueRange.Unlimited);

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
            var interval = CrossedBootstrap.Mean(Values(seeds, images: 30, random, seedDeviation), ValueRange.Unlimited);
            return interval.Lower <= 0 && interval.Upper >= 0;
        });

        ((double)hits / trials).Should().BeInRange(0.90, 1);
    }

    [Test]
    public void A_statistic_that_is_a_mean_has_the_means_interval()
    {
        var values = Values(seeds: 3, images: 40, new MersenneTwister(5), seedDeviation: 1);

        var interval = CrossedBootstrap.Of(
            3, 40, ValueRange.Unlimited, (seed, counts) => counts.Zip(values[seed], (count, value) => count * value).Sum() / 40);

        var mean = CrossedBootstrap.Mean(values, ValueRange.Unlimited);
        interval.Estimate.Should().BeApproximately(mean.Estimate, 1e-12);
        interval.Lower.Should().BeApproximately(mean.Lower, 1e-12);
        interval.Upper.Should().BeApproximately(mean.Upper, 1e-12);
        interval.SampleSize.Should().Be(40);
    }

    [Test]
    public void A_statistic_sees_as_many_images_as_there_are_in_every_resample()
    {
        var resamples = new List<double>();

        CrossedBootstrap.Of(1, 10, ValueRange.Unlimited, (_, counts) =>
        {
            resamples.Add(counts.Sum());
            return 0;
        });

        resamples.Should().OnlyContain(sum => sum == 10).And.HaveCountGreaterThan(1000);
    }

    [Test]
    public void A_statistic_that_is_not_finite_is_refused() =>
        FluentActions.Invoking(() => CrossedBootstrap.Of(1, 2, ValueRange.Unlimited, (_, _) => double.NaN))
            .Should().Throw<ArgumentException>().WithMessage("*is NaN; expected a finite value*");

    [Test]
    public void A_statistic_that_is_not_finite_in_a_resample_alone_is_refused() =>
        FluentActions.Invoking(() => CrossedBootstrap.Of(1, 2, ValueRange.Unlimited, (_, counts) => 1 / counts[0]))
            .Should().Throw<ArgumentException>().WithMessage("*not finite*");

    [Test]
    public void A_statistic_outside_its_range_is_refused() =>
        FluentActions.Invoking(() => CrossedBootstrap.Mean([[90, 100], [100, 104]], ValueRange.Percent))
            .Should().Throw<ArgumentException>().WithMessage("*seed at index 1 is 102; expected a finite value from 0 to 100*");

    [TestCase(0, 2)]
    [TestCase(1, 1)]
    public void A_statistic_of_too_few_is_refused(int seeds, int images) =>
        FluentActions.Invoking(() => CrossedBootstrap.Of(seeds, images, ValueRange.Unlimited, (_, _) => 0))
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
        FluentActions.Invoking(() => CrossedBootstrap.Mean(values, ValueRange.Unlimited)).Should().Throw<ArgumentException>();

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
