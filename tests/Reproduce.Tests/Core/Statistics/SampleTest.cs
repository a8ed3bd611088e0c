using CsCheck;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class SampleTest
{
    [Test]
    public void The_mean_of_samples_is_the_mean_of_their_estimates() =>
        Gen.Select(Gen.Double[0, 100].Array[3].Array[2], Gen.Double[0, 100].Array[3].Array[2]).Sample((one, other) =>
        {
            Sample[] values = [Sample.OfImages(one, ValueRange.Percent), Sample.OfImages(other, ValueRange.Percent)];
            Sample[] statistics = [Statistic(one), Statistic(other)];

            foreach (var samples in new[] { values, statistics, [values[0], statistics[1]] })
            {
                Value(Sample.MeanOf(samples)).Should().BeApproximately(samples.Average(Value), 1e-9);
            }
        });

    [Test]
    public void The_mean_of_ratios_is_the_geometric_one() =>
        Gen.Select(Gen.Double[0.1, 10].Array[4], Gen.Double[0.1, 10].Array[4], Gen.Double[0.1, 10].Array[4]).Sample((one, other, third) =>
        {
            Sample[] samples = [Sample.OfRatio(one, other), Sample.OfRatio(other, third)];

            Value(Sample.MeanOf(samples)).Should().BeApproximately(Math.Sqrt(Value(samples[0]) * Value(samples[1])), 1e-9);
        });

    [Test]
    public void A_ratio_is_one_of_means_and_not_a_mean_of_ratios() => Value(Sample.OfRatio([0, 4], [1, 1])).Should().Be(2);

    [Test]
    public void A_share_is_one_of_means() =>
        Value(Sample.OfShare([[1, 2], [3, 0]], [[4, 4], [0, 4]])).Should().Be(50);

    [Test]
    public void A_share_of_a_whole_has_no_bound_above_100()
    {
        double[][] parts = [[1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 0, 1]];
        double[][] wholes = [[1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1]];

        var interval = Bootstrap.Estimate(Sample.OfShare(parts, wholes, ValueRange.Percent)).Interval();

        interval.Estimate.Should().BeApproximately(100 * 11 / 12.0, 1e-9);
        interval.Upper.Should().BeInRange(92, 100);
        Bootstrap.Estimate(Sample.OfShare(parts, wholes)).Interval().Upper.Should().BeGreaterThan(100);
    }

    [Test]
    public void A_share_of_few_images_has_an_interval_although_some_resamples_have_no_whole()
    {
        // One of twenty images is recognized: a third of the resamples have none.
        double[] whole = [100, .. new double[19]];

        Bootstrap.Estimate(Sample.OfShare([whole, whole, whole], [whole, whole, whole], ValueRange.Percent)).Interval()
            .Should().BeEquivalentTo(new { Estimate = 100.0, Lower = 100.0, Upper = 100.0 });
    }

    [Test]
    public void A_share_of_nothing_is_refused_with_the_number_of_images() =>
        Refused(() => Sample.OfShare([[0, 0, 0]], [[0, 0, 0]])).WithMessage("*1 seeds x 3 images*nothing to have a share of*");

    [Test]
    public void A_quantity_of_means_is_computed_from_them() =>
        Value(Sample.OfMeans([[1, 10], [3, 30]], ValueRange.Unlimited, means => means[1] - means[0])).Should().Be(18);

    [Test]
    public void A_sample_less_a_number_has_its_estimate_less_the_number() =>
        Value(Sample.OfSeeds([60, 80], ValueRange.Percent).Minus(100)).Should().BeApproximately(-30, 1e-9);

    [Test]
    public void Samples_of_other_seeds_images_or_ranges_have_no_mean()
    {
        var sample = Sample.OfSeeds([1, 2, 3], ValueRange.Percent);

        Refused(() => Sample.MeanOf([sample, Sample.OfSeeds([1, 2], ValueRange.Percent)])).WithMessage("*same seeds*3 x 1, 2 x 1*");
        Refused(() => Sample.MeanOf([sample, Sample.OfSeeds([1, 2, 3], ValueRange.Unlimited)])).WithMessage("*range*");
        Refused(() => Sample.MeanOf([sample, Sample.OfImages([[1, 2], [1, 2], [1, 2]], ValueRange.Percent)])).WithMessage("*3 x 2*");
        Refused(() => Sample.MeanOf([]));
    }

    [Test]
    public void Numbers_that_are_not_paired_make_no_ratio() =>
        Refused(() => Sample.OfRatio([1, 2], [1, 2, 3])).WithMessage("*2 numerators and 3 denominators*");

    [TestCase(-1, 2)]
    [TestCase(0, 0)]
    [TestCase(double.NaN, 2)]
    public void A_ratio_needs_values_that_are_not_negative_and_not_all_0(double one, double other)
    {
        Refused(() => Sample.OfRatio([one, other], [1, 2])).WithMessage("*0 and more, not all 0*");
        Refused(() => Sample.OfRatio([1, 2], [one, other])).WithMessage("*0 and more, not all 0*");
    }

    [Test]
    public void A_single_seed_without_images_is_refused() =>
        Refused(() => Sample.OfSeeds([1], ValueRange.Unlimited)).WithMessage("*two seeds or more*1*");

    [TestCase(0, 2)]
    [TestCase(1, 1)]
    public void A_statistic_of_too_few_is_refused(int seeds, int images) =>
        Refused(() => Sample.OfImages(seeds, images, ValueRange.Unlimited, (_, _) => 0))
            .WithMessage($"*at least one seed and two images*{seeds} and {images}*");

    [Test]
    public void Seeds_with_different_numbers_of_images_are_refused()
    {
        Refused(() => Sample.OfImages([[1, 2, 3], [1, 2]], ValueRange.Unlimited)).WithMessage("*3, 2*");
        Refused(() => Sample.OfShare([[1, 2]], [[1, 2, 3]])).WithMessage("*2, 3*");
        Refused(() => Sample.OfShare([[1, 2]], [[1, 2], [3, 4]])).WithMessage("*2 seeds*1 part*");
    }

    [Test]
    public void A_quantity_of_means_needs_equally_many_numbers_of_every_seed() =>
        Refused(() => Sample.OfMeans([[1, 2], [1, 2, 3]], ValueRange.Unlimited, means => means[0])).WithMessage("*2, 3*")
            .WithParameterName("values");

    [Test]
    public void An_error_names_the_argument_that_the_caller_passed()
    {
        Refused(() => Sample.OfSeeds([1], ValueRange.Unlimited)).WithParameterName("values");
        Refused(() => Sample.OfMeans([[1]], ValueRange.Unlimited, means => means[0])).WithParameterName("values");
        Refused(() => Sample.OfRatio([1], [1])).WithParameterName("numerators");
        Refused(() => Sample.OfRatio([1, 2], [0, 0])).WithParameterName("denominators");
        Refused(() => Sample.OfImages([[1]], ValueRange.Unlimited)).WithParameterName("values");
        Refused(() => Sample.OfImages(0, 2, ValueRange.Unlimited, (_, _) => 0)).WithParameterName("seeds");
        Refused(() => Sample.OfImages(1, 1, ValueRange.Unlimited, (_, _) => 0)).WithParameterName("images");
        Refused(() => Sample.OfShare([[1]], [[1, 2]])).WithParameterName("parts");
        Refused(() => Sample.OfShare([[1, 2]], [[1]])).WithParameterName("wholes");
    }

    [Test]
    public void A_seed_outside_the_range_is_named()
    {
        Refused(() => Sample.OfImages([[90, 100], [100, 104]], ValueRange.Percent))
            .WithMessage("*seed at index 1 is 102; expected a finite value from 0 to 100*");
        Refused(() => Sample.OfSeeds([1, double.NaN], ValueRange.Unlimited)).WithMessage("*seed at index 1 is NaN*");
    }

    private static Sample Statistic(double[][] values) => Sample.OfImages(
        values.Length,
        values[0].Length,
        ValueRange.Percent,
        (seed, counts) => counts.Zip(values[seed], (count, value) => count * value).Sum() / counts.Sum());

    private static double Value(Sample sample) => Bootstrap.Estimate(sample, 1, resamples: 1).Value;

    private static FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Refused(Func<Sample> make) =>
        FluentActions.Invoking(make).Should().Throw<ArgumentException>();
}
