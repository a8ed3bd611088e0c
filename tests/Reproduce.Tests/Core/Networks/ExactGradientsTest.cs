using Reproduce.Core.Models;

namespace Reproduce.Tests.Core.Networks;

[TestFixture]
public sealed class ExactGradientsTest
{
    [TestCase(NetworkSpecification.Cifar10, Architecture.Full, 8)]
    [TestCase(NetworkSpecification.Cifar10, Architecture.Reduced, 8)]
    [TestCase(NetworkSpecification.Tsrd, Architecture.Reduced, 64)]
    public void They_are_the_slopes_of_the_logits(string kind, Architecture architecture, int side)
    {
        var network = RandomNetworks.Network(RandomNetworks.Specification(kind, architecture, side, width: 0.05, classes: 3));
        double[] image = [.. RandomNetworks.Images(network.Input, count: 1).Select(value => (double)value)];
        double[] weights = [1, -0.5, 0.25];
        const double step = 1e-6;

        var gradient = ExactGradients.Of(network, ExactNetwork.Forward(network, image), weights)[0];

        for (var i = 0; i < image.Length; i += Math.Max(1, image.Length / 50))
        {
            gradient[i].Should().BeApproximately((Sum(i, step) - Sum(i, -step)) / (2 * step), 1e-6);
        }

        double Sum(int place, double by)
        {
            double[] moved = [.. image];
            moved[place] += by;
            return ExactNetwork.Logits(network, moved).Zip(weights, (logit, weight) => logit * weight).Sum();
        }
    }
}
