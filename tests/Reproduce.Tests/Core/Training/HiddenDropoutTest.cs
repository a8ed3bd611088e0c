using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
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

    [Test]
    public void Dropout_and_the_order_of_samples_and_the_first_weights_are_drawn_independently()
    {
        var streams = new TrainingStreams(ToyExperiment.Recipe(ModelName.Parse("FT_temp1"), 40), seed: 42);

        uint[] firstDraws = [streams.Initialization().NextUInt32(), streams.SampleOrder().NextUInt32(), streams.Dropout().NextUInt32()];

        firstDraws.Should().OnlyHaveUniqueItems();
    }
}
