using Reproduce.Core.Randomness;
using Reproduce.Core.Training;

namespace Reproduce.Tests.Core.Training;

[TestFixture]
public sealed class HiddenDropoutTest
{
    [TestCase(0.2)]
    [TestCase(0.8)]
    public void The_rate_is_the_share_of_dropped_units_and_the_mean_output_stays_the_same(double rate)
    {
        var multiples = new float[100_000];

        HiddenDropout.Draw(multiples, rate, new MersenneTwister(1));

        // Five standard deviations of a binomial share.
        var noise = 5 * Math.Sqrt(rate * (1 - rate) / multiples.Length);
        ((double)multiples.Count(multiple => multiple == 0) / multiples.Length).Should().BeApproximately(rate, noise);
        multiples.Average(multiple => (double)multiple).Should().BeApproximately(1, noise / (1 - rate));
        multiples.Where(multiple => multiple != 0).Should().OnlyContain(multiple => multiple == HiddenDropout.Scale(rate));
    }
}
