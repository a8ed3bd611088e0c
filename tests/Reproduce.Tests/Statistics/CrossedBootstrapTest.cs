using Reproduce.Core.Randomness;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Statistics;

[TestFixture]
public sealed class CrossedBootstrapTest
{
    [Test]
    public void A_constant_difference_has_an_interval_of_one_point()
    {
        var interval = CrossedBootstrap.Mean([[7, 7, 7], [7, 7, 7]]);

        interval.Should().Be(new Interval(7, 7, 7, 0.95, SampleSize: 3));
    }

    [Test]
    public void With_one_seed_only_images_are_resampled()
    {
        // 30 % of 400 images: the standard error is sqrt(0.3 * 0.7 / 400) = 2.29 points.
        double[] images = [.. Enumerable.Range(0, 400).Select(i => i % 10 < 3 ? 100.0 : 0)];

        var interval = CrossedBootstrap.Mean([images]);

        interval.Estimate.Should().Be(30);
        interval.Lower.Should().BeApproximately(30 - (1.96 * 2.29), 0.5);
        interval.Upper.Should().BeApproximately(30 + (1.96 * 2.29), 0.5);
    }

    [Test]
    public void Seeds_that_differ_widen_the_interval()
    {
        double[] low = [.. Enumerable.Range(0, 100).Select(i => i % 10 < 2 ? 100.0 : 0)];
        double[] high = [.. Enumerable.Range(0, 100).Select(i => i % 10 < 8 ? 100.0 : 0)];

        var (alike, different) = (CrossedBootstrap.Mean([low, low, low]), CrossedBootstrap.Mean([low, high, low]));

        (different.Upper - different.Lower).Should().BeGreaterThan(2 * (alike.Upper - alike.Lower));
    }

    [Test]
    public void The_interval_covers_the_true_mean_as_often_as_it_says_or_more()
    {
        const int samples = 60;
        var random = MersenneTwister.FromKey("coverage");
        var covered = 0;
        for (var sample = 0; sample < samples; sample++)
        {
            double[] images = [.. Enumerable.Range(0, 30).Select(_ => random.NextNormal(0, 1))];
            double[][] values =
            [
                .. Enumerable.Range(0, 5).Select(_ =>
                {
                    var ofSeed = random.NextNormal(0, 0.3);
                    return images.Select(image => image + ofSeed + random.NextNormal(0, 0.5)).ToArray();
                }),
            ];
            var interval = CrossedBootstrap.Mean(values);
            covered += interval.Lower <= 0 && interval.Upper >= 0 ? 1 : 0;
        }

        covered.Should().BeInRange((int)(0.88 * samples), samples);
    }

    [Test]
    public void Seeds_of_different_lengths_and_values_that_are_not_finite_are_refused()
    {
        FluentActions.Invoking(() => CrossedBootstrap.Mean([[1, 2, 3], [1, 2]])).Should().Throw<ArgumentException>().WithMessage("*3, 2*");
        FluentActions.Invoking(() => CrossedBootstrap.Mean([[1, double.NaN]])).Should().Throw<ArgumentException>().WithParameterName("values");
        FluentActions.Invoking(() => CrossedBootstrap.Mean([])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => CrossedBootstrap.Mean([[1]])).Should().Throw<ArgumentException>();
    }
}
