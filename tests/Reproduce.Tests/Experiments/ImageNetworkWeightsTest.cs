using Reproduce.Core.Catalog;
using Reproduce.Core.Experiments;
using Reproduce.Core.Store;
using Reproduce.Tests.Networks;

namespace Reproduce.Tests.Experiments;

[TestFixture]
public sealed class ImageNetworkWeightsTest
{
    private static readonly NetworkSpecification Specification = ImageNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Reduced, 0.25);

    [Test]
    public void Weights_come_back_as_they_were_in_any_order()
    {
        var network = ImageNetworks.Draw(Specification);

        var back = ImageNetworkWeights.FromNamedArrays(Specification, [.. ImageNetworkWeights.ToNamedArrays(network).Reverse()]);

        back.Parameters.ToArray().Should().Equal(network.Parameters.ToArray());
    }

    [Test]
    public void A_missing_weight_and_one_of_another_shape_are_refused_by_name()
    {
        var arrays = ImageNetworkWeights.ToNamedArrays(ImageNetworks.Draw(Specification));
        var wrong = arrays.SetItem(0, new NamedArray(arrays[0].Name, [1], new float[1]));

        FluentActions.Invoking(() => ImageNetworkWeights.FromNamedArrays(Specification, arrays.RemoveAt(1)))
            .Should().Throw<ArgumentException>().WithMessage("*'convblock1.0.bias' of shape *8*");
        FluentActions.Invoking(() => ImageNetworkWeights.FromNamedArrays(Specification, wrong))
            .Should().Throw<ArgumentException>().WithMessage("*'convblock1.0.weight' of shape *8, 3, 3, 3*");
    }
}
