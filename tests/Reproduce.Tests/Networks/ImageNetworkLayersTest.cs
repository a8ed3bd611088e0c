using Reproduce.Core.Catalog;
using Reproduce.Core.Networks;

namespace Reproduce.Tests.Networks;

[TestFixture]
public sealed class ImageNetworkLayersTest
{
    [Test]
    public void The_paper_s_networks_have_the_paper_s_sizes()
    {
        const int convolutionsOfFullCifar10 = (27 * 64) + 64 + (576 * 64) + 64 + (576 * 128) + 128 + (1152 * 128) + 128;
        const int convolutionsOfFullTsrd = (27 * 64) + 64 + (5 * ((576 * 64) + 64));

        CountOf(NetworkSpecification.Cifar10, Architecture.Full, side: 32, classes: 10)
            .Should().Be(convolutionsOfFullCifar10 + (8 * 8 * 128 * 256) + 256 + (256 * 256) + 256 + 2560 + 10);
        CountOf(NetworkSpecification.Cifar10, Architecture.Reduced, side: 32, classes: 10)
            .Should().Be((27 * 32) + 32 + (288 * 64) + 64 + (8 * 8 * 64 * 128) + 128 + 1280 + 10);
        CountOf(NetworkSpecification.Tsrd, Architecture.Full, side: 256, classes: 58)
            .Should().Be(convolutionsOfFullTsrd + (4 * 4 * 64 * 128) + 128 + (128 * 128) + 128 + (128 * 58) + 58);
        CountOf(NetworkSpecification.Tsrd, Architecture.Reduced, side: 256, classes: 58)
            .Should().Be((27 * 32) + 32 + (2 * ((288 * 32) + 32)) + (4 * 4 * 32 * 64) + 64 + (64 * 58) + 58);
    }

    [Test]
    public void Weights_have_the_names_that_PyTorch_gives_them()
    {
        var full = NamesOf(NetworkSpecification.Cifar10, Architecture.Full);
        var reduced = NamesOf(NetworkSpecification.Cifar10, Architecture.Reduced);

        full.Should().Equal(
            "convblock1.0", "convblock1.2", "convblock2.0", "convblock2.2", "classifier.1", "classifier.4", "classifier.6");
        reduced.Should().Equal("convblock1.0", "convblock2.0", "classifier.1", "classifier.3");
    }

    [Test]
    public void A_module_s_state_has_the_same_names_in_the_same_order()
    {
        var layers = ImageNetworkLayers.Of(ImageNetworks.Specification(NetworkSpecification.Tsrd, Architecture.Full, 0.125, side: 64));
        using var module = new LayeredModule(layers);

        module.state_dict().Keys.Should().Equal(ImageNetwork.ParametersOf(layers).Select(parameter => parameter.Name));
    }

    [Test]
    public void The_width_factor_multiplies_every_layer_but_the_last()
    {
        var layers = ImageNetworkLayers.Of(ImageNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Reduced, 0.25));

        layers.OfType<NetworkLayer.Convolution>().Select(layer => layer.Filters).Should().Equal(8, 16);
        layers.OfType<NetworkLayer.Linear>().Select(layer => layer.Outputs).Should().Equal(32, 5);
    }

    [Test]
    public void A_side_that_cannot_be_pooled_is_refused_by_its_number() =>
        FluentActions.Invoking(() => ImageNetworkLayers.Of(ImageNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Full, 1, side: 30)))
            .Should().Throw<ArgumentException>().WithMessage("*15*2*ImageSide of 30*");

    [Test]
    public void The_toy_perceptron_is_no_image_network() =>
        FluentActions.Invoking(() => ImageNetworkLayers.Of(ImageNetworks.Specification(NetworkSpecification.ToyPerceptron, Architecture.Full, 1)))
            .Should().Throw<ArgumentException>().WithMessage("*toy-perceptron*cifar10*");

    private static int CountOf(string kind, Architecture architecture, int side, int classes) => ImageNetworkLayers.ParameterCount(
        ImageNetworkLayers.Of(new NetworkSpecification(kind, architecture, 0.5) { Classes = classes, ImageSide = side }));

    private static IEnumerable<string> NamesOf(string kind, Architecture architecture) => ImageNetwork
        .ParametersOf(ImageNetworkLayers.Of(ImageNetworks.Specification(kind, architecture, 0.25)))
        .Where(parameter => parameter.Name.EndsWith(".weight", StringComparison.Ordinal))
        .Select(parameter => parameter.Name[..^".weight".Length]);
}
