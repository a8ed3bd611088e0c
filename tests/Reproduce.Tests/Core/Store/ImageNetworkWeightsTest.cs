using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Tests.Core.Networks;

namespace Reproduce.Tests.Core.Store;

[TestFixture]
public sealed class ImageNetworkWeightsTest
{
    private static readonly ImageNetwork Network =
        RandomNetworks.Network(RandomNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Reduced, 8, 0.125, classes: 3));

    [Test]
    public void Weights_keep_their_PyTorch_names_and_shapes() =>
        ImageNetworkWeights.ToNamedArrays(Network).Select(array => array.ToString()).Should().Equal(
            "convblock1.0.weight [4, 3, 3, 3]",
            "convblock1.0.bias [4]",
            "convblock2.0.weight [8, 4, 3, 3]",
            "convblock2.0.bias [8]",
            "classifier.1.weight [16, 32]",
            "classifier.1.bias [16]",
            "classifier.3.weight [3, 16]",
            "classifier.3.bias [3]");

    [Test]
    public void A_network_comes_back_from_its_weights_in_any_order()
    {
        var back = ImageNetworkWeights.FromNamedArrays(Network.Specification, [.. ImageNetworkWeights.ToNamedArrays(Network).Reverse()]);

        back.Specification.Should().Be(Network.Specification);
        back.Parameters.ToArray().Should().Equal(Network.Parameters.ToArray());
    }

    [Test]
    public void A_missing_weight_is_named()
    {
        var arrays = ImageNetworkWeights.ToNamedArrays(Network).RemoveAt(3);

        FluentActions.Invoking(() => ImageNetworkWeights.FromNamedArrays(Network.Specification, arrays))
            .Should().Throw<ArgumentException>().WithMessage("*'convblock2.0.bias' of shape [8]*");
    }

    [Test]
    public void A_weight_of_another_shape_is_named()
    {
        var arrays = ImageNetworkWeights.ToNamedArrays(Network);
        arrays = arrays.SetItem(4, new NamedArray("classifier.1.weight", [32, 16], arrays[4].Values));

        FluentActions.Invoking(() => ImageNetworkWeights.FromNamedArrays(Network.Specification, arrays))
            .Should().Throw<ArgumentException>().WithMessage("*'classifier.1.weight' of shape [16, 32]*classifier.1.weight [32, 16]*");
    }
}
