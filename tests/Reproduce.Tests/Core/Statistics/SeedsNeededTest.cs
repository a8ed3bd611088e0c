using CsCheck;
using Reproduce.Core.Randomness;
using Reproduce.Core.Statistics;

namespace Reproduce.Tests.Core.Statistics;

[TestFixture]
public sealed class SeedsNeededTest
{
    private const int Images = 40;

    /// <summary>Promised are 80 %; three standard deviations of chance are 8.5 % in 200 runs.</summary>
    [TestCase(7, 2, 0, 4)]
    [TestCase(6.5, 2, 0, 4)]
    [TestCase(8, 3, 1, 4)]
    [TestCase(2, 4, 0.5, 6)]
    public void So_many_seeds_decide_in_about_four_runs_of_five(double mean, double ofSeeds, double ofImages, int pilotSeeds)
    {
        var pilot = Bootstrap.Estimate(Pilot(pilotSeeds, mean, ofSeeds, ofImages));
        var seeds = SeedsNeeded.Of(pilot, Rule.Above(5))!.Value;
        var expected = mean > 5 ? Verdict.Supported : Verdict.Contradicted;

        var decided = Simulated.Estimates(200, random => Draw(random, seeds, mean, pilot))
            .Percent(estimate => Rule.Above(5).Decide(estimate) == expected);

        decided.Should().BeInRange(71, 90);
    }

    [Test]
    public void More_noise_never_needs_fewer_seeds() => Gen.Select(Gen.Double[-3, 3].Array[3, 6], Gen.Double[1, 3]).Sample(
        (deviations, factor) =>
        {
            var (quiet, noisy) = (NeededAround(8, deviations), NeededAround(8, [.. deviations.Select(value => factor * value)]));

            (noisy ?? int.MaxValue).Should().BeGreaterThanOrEqualTo(quiet ?? int.MaxValue);
        },
        iter: 20);

    [Test]
    public void Where_the_estimate_lies_at_the_margin_no_number_of_seeds_decides() =>
        NeededAround(5, [-1, 0, 1]).Should().BeNull();

    [Test]
    public void What_too_few_images_leave_open_no_number_of_seeds_decides()
    {
        double[] images = [-20, -10, 0, 10, 20, 36];

        SeedsNeeded.Of(Bootstrap.Estimate(Sample.OfImages([images, images, images], ValueRange.Unlimited)), Rule.Above(5))
            .Should().BeNull();
    }

    [Test]
    public void A_single_seed_says_nothing_of_others() =>
        SeedsNeeded.Of(Bootstrap.Estimate(Sample.OfImages([[6, 7, 8, 9]], ValueRange.Unlimited)), Rule.Above(5)).Should().BeNull();

    private static int? NeededAround(double mean, double[] deviations)
    {
        var centre = deviations.Average();
        return SeedsNeeded.Of(
            Bootstrap.Estimate(Sample.OfSeeds([.. deviations.Select(value => mean + value - centre)], ValueRange.Unlimited)),
            Rule.Above(5));
    }

    /// <summary>Seeds and images that lie about as far from the mean as told, half of them above and half below.</summary>
    private static Sample Pilot(int seeds, double mean, double ofSeeds, double ofImages) => Sample.OfImages(
        [
            .. Enumerable.Range(0, seeds).Select(seed => Enumerable.Range(0, Images)
                .Select(image => mean + (seed % 2 == 0 ? ofSeeds : -ofSeeds) + (image % 2 == 0 ? ofImages : -ofImages)).ToArray()),
        ],
        ValueRange.Unlimited);

    private static Sample Draw(MersenneTwister random, int seeds, double mean, Estimate pilot)
    {
        double[] images = [.. Enumerable.Range(0, Images).Select(_ => random.NextNormal(0, Math.Sqrt(Images * pilot.ImageVariance)))];
        return Sample.OfImages(
            [
                .. Enumerable.Range(0, seeds).Select(_ => random.NextNormal(mean, Math.Sqrt(pilot.SeedVariance)))
                    .Select(seed => images.Select(image => seed + image).ToArray()),
            ],
            ValueRange.Unlimited);
    }
}
