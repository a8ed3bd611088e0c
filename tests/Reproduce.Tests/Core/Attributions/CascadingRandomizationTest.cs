using Reproduce.Core.Attributions;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Tests.Core.Networks;

namespace Reproduce.Tests.Core.Attributions;

[TestFixture]
public sealed class CascadingRandomizationTest
{
    private static readonly NetworkSpecification Specification =
        RandomNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Reduced, 8, 0.25, classes: 5);

    private static readonly ImageNetwork Trained = RandomNetworks.Network(Specification, seed: 1);
    private static readonly ImageNetwork Untrained = RandomNetworks.Network(Specification, seed: 2);

    [Test]
    public void Layers_with_parameters_are_replaced_one_by_one_from_the_last()
    {
        var layers = CascadingRandomization.LayersOf(Trained);
        var last = ImageNetworkLayers.ParameterCount([layers[^1]]);

        var randomized = CascadingRandomization.Of(Trained, Untrained, layers: 1);

        layers.Should().OnlyContain(layer => layer is NetworkLayer.Convolution || layer is NetworkLayer.Linear);
        randomized.Parameters[..^last].SequenceEqual(Trained.Parameters[..^last]).Should().BeTrue();
        randomized.Parameters[^last..].SequenceEqual(Untrained.Parameters[^last..]).Should().BeTrue();
    }

    [Test]
    public void None_leaves_the_network_as_it_is_and_all_leave_nothing_of_it()
    {
        var all = CascadingRandomization.LayersOf(Trained).Length;

        CascadingRandomization.Of(Trained, Untrained, 0).Parameters.SequenceEqual(Trained.Parameters).Should().BeTrue();
        CascadingRandomization.Of(Trained, Untrained, all).Parameters.SequenceEqual(Untrained.Parameters).Should().BeTrue();
    }

    [Test]
    public void More_layers_than_there_are_and_networks_of_other_layers_are_refused()
    {
        var other = RandomNetworks.Network(Specification with { Classes = 4 });

        FluentActions.Invoking(() => CascadingRandomization.Of(Trained, Untrained, 99)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => CascadingRandomization.Of(Trained, other, 1)).Should().Throw<ArgumentException>();
    }
}
