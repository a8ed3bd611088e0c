using Reproduce.Core.Models;
using Reproduce.Tests.Core.Networks;
using Reproduce.Torch.Networks;
using static TorchSharp.torch;

namespace Reproduce.Tests.Torch.Networks;

/// <summary>The ownership of TorchSharp modules; <c>SimdNetworkTest</c> compares logits and gradients.</summary>
[TestFixture]
[UsesLibTorch]
public sealed class TorchNetworkTest
{
    [Test]
    [NonParallelizable]
    public void A_network_that_is_disposed_disposes_its_module()
    {
        var network = RandomNetworks.Network(RandomNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Reduced, 8, 0.25));
        var opened = TorchNetwork.Of(network, CPU);
        var before = Tensor.TotalCount;

        opened.Dispose();

        (before - Tensor.TotalCount).Should().BeGreaterThanOrEqualTo(8, "it has weights and biases of four layers");
    }
}
