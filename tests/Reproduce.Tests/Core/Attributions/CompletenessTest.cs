using Reproduce.Core.Attributions;
using Reproduce.Core.Networks.Simd;
using Reproduce.Tests.Core.Networks;

namespace Reproduce.Tests.Core.Attributions;

[TestFixture]
public sealed class CompletenessTest
{
    [Test]
    public void The_gap_is_what_the_sums_miss_of_the_logits_differences()
    {
        // The logits are 1 and 2, that of zeros is 0: one sum misses 0.5 of 1, the other nothing of 2.
        var network = FunctionNetwork.ThreeRelus();

        Completeness.Gap(network, [3, 1, 4, 1], [0, 0], [1, 0.5f, 3, -1]).Should().BeApproximately(0.5 / 3, 1e-12);
    }

    [Test]
    public void Attributions_of_zeros_miss_everything() =>
        Completeness.Gap(FunctionNetwork.ThreeRelus(), [3, 1], [0], [0, 0]).Should().Be(1);

    [Test]
    public void More_steps_of_Integrated_Gradients_miss_less()
    {
        using var network = new SimdNetwork(Methods.Network());
        var images = RandomNetworks.Images(network.Input, 4);
        int[] targets = [0, 1, 2, 3];

        var coarse = Completeness.Gap(network, images, targets, new IntegratedGradients(Steps: 1).Explain(network, images, targets));
        var fine = Completeness.Gap(network, images, targets, new IntegratedGradients(Steps: 300).Explain(network, images, targets));

        fine.Should().BeLessThan(0.02).And.BeLessThan(coarse / 5);
    }

    [Test]
    public void Attributions_of_another_length_are_refused() =>
        FluentActions.Invoking(() => Completeness.Gap(FunctionNetwork.ThreeRelus(), [3, 1], [0], [0])).Should().Throw<ArgumentException>();
}
