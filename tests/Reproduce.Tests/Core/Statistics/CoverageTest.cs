using Reproduce.Core.Randomness;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

/// <summary>
/// In how many of a hundred runs the interval of 95 % holds the true value. Measured in 4000 runs with 2000 resamples (crossed: 2000 runs),
/// at 3, 8 and 20 seeds: normal 94.6, 94.4, 95.2; ratios 93.6, 94.1, 94.6; shares of 20 images 96.8, 95.6, 95.1; their differences 95.8,
/// 96.1, 95.3. Three standard deviations of chance are 2 % in 1000 runs and 3 % in the 400 of crossed samples.
/// </summary>
[TestFixture]
public sealed class CoverageTest
{
    private const int Runs = 1000;
    private const int CrossedRuns = 400;

    [TestCase(3)]
    [TestCase(8)]
    [TestCase(20)]
    public void Intervals_of_normal_effects_hold_the_true_one(int seeds) =>
        Coverage(3, random => Simulated.Normal(random, seeds, mean: 3)).Should().BeInRange(92.5, 97.5);

    [TestCase(3)]
    [TestCase(8)]
    [TestCase(20)]
    public void Intervals_of_ratios_hold_the_true_one(int seeds) =>
        Coverage(0.8, random => Simulated.Ratio(random, seeds)).Should().BeInRange(91.5, 97.5);

    [TestCase(3)]
    [TestCase(8)]
    [TestCase(20)]
    public void Intervals_of_shares_hold_the_true_one_of_other_models_on_other_images(int seeds) =>
        Coverage(Simulated.TrueShare, random => Simulated.Share(random, seeds), CrossedRuns).Should().BeInRange(92, 99);

    /// <summary>Most of the spread is chance of single outcomes: counted for seeds and again for images, intervals hold 100 %.</summary>
    [TestCase(3)]
    [TestCase(8)]
    [TestCase(20)]
    public void Intervals_of_differences_hold_the_true_one_and_are_no_wider_than_that_needs(int seeds) =>
        Coverage(Simulated.TrueDifference, random => Simulated.Difference(random, seeds), CrossedRuns).Should().BeInRange(92, 98.5);

    [Test]
    public void One_seed_is_enough_for_an_interval_over_images() =>
        Coverage(3, OfOneSeed, CrossedRuns).Should().BeInRange(92, 98);

    /// <summary>An accuracy that somebody else measures: another model, other images.</summary>
    [TestCase(3)]
    [TestCase(8)]
    public void One_more_model_on_other_images_has_the_share_that_is_predicted(int seeds)
    {
        var others = new MersenneTwister(8);

        Simulated.Estimates(CrossedRuns, random => Simulated.Share(random, seeds))
            .Percent(estimate =>
            {
                var other = Bootstrap.Estimate(Simulated.Share(others, seeds: 1), resamplingSeed: 1, resamples: 2).Value;
                var predicted = estimate.OneMoreModel(Simulated.Images, shared: 0)!.Value;
                return predicted.Lower <= other && other <= predicted.Upper;
            })
            .Should().BeInRange(92, 99);
    }

    /// <summary>
    /// One seed in twenty fails to train and loses 40 points, which lowers the true mean by 2. Of 8 seeds, two samples in three hold no
    /// such seed: nothing in them says that there are any, their interval lies around the mean of the others, and no interval can know
    /// better. So a recipe must train reliably before its mean is worth an interval. Measured: 83.4, 54.2 and 64.9 % at 3, 8 and 20 seeds.
    /// </summary>
    [TestCase(8, 54.2)]
    [TestCase(20, 64.9)]
    public void Where_a_seed_fails_rarely_no_interval_can_know_it(int seeds, double measured) =>
        Coverage(78, random => WithFailures(random, seeds)).Should().BeInRange(measured - 5, measured + 5);

    [Test]
    public void Where_a_failed_seed_is_in_the_sample_its_interval_is_wide_enough_for_the_truth() =>
        Simulated.Estimates(Runs, random => WithFailures(random, 8))
            .Where(estimate => estimate.Value < 77)
            .Percent(estimate => Holds(estimate, 78)).Should().BeGreaterThan(90);

    private static Sample OfOneSeed(MersenneTwister random) =>
        Sample.OfImages([[.. Enumerable.Range(0, Simulated.Images).Select(_ => random.NextNormal(3, 2))]], ValueRange.Unlimited);

    private static Sample WithFailures(MersenneTwister random, int seeds) => Sample.OfSeeds(
        [.. Enumerable.Range(0, seeds).Select(_ => random.NextNormal(80, 2) - (random.NextInt32(20) == 0 ? 40 : 0))], ValueRange.Unlimited);

    private static double Coverage(double truth, Func<MersenneTwister, Sample> draw, int runs = Runs) =>
        Simulated.Estimates(runs, draw).Percent(estimate => Holds(estimate, truth));

    private static bool Holds(Estimate estimate, double truth)
    {
        var interval = estimate.Interval();
        return interval.Lower <= truth && truth <= interval.Upper;
    }
}
