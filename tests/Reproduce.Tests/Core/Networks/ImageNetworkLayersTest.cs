using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;

namespace Reproduce.Tests.Core.Networks;

[TestFixture]
public sealed class ImageNetworkLayersTest
{
    private static readonly NetworkSpecification Cifar10Full =
        RandomNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Full, 32, 1);
    private static readonly NetworkSpecification Cifar10Reduced = Cifar10Full with { Architecture = Architecture.Reduced };
    private static readonly NetworkSpecification TsrdFull =
        RandomNetworks.Specification(NetworkSpecification.Tsrd, Architecture.Full, 256, 1, classes: 58);

    private static readonly NetworkSpecification TsrdReduced = TsrdFull with { Architecture = Architecture.Reduced };

    // Weights and biases, layer by layer: (9 x inputs + 1) x filters, and (inputs + 1) x outputs.
    private static readonly TestCaseData[] Counts =
    [
        new TestCaseData(
            Cifar10Full,
            (28 * 64) + (577 * 64) + (577 * 128) + (1153 * 128) + (((8 * 8 * 128) + 1) * 256) + (257 * 256) + (257 * 10))
        .SetArgDisplayNames("CIFAR-10 Full"),
        new TestCaseData(Cifar10Reduced, (28 * 32) + (289 * 64) + (((8 * 8 * 64) + 1) * 128) + (129 * 10))
            .SetArgDisplayNames("CIFAR-10 Reduced"),
        new TestCaseData(TsrdFull, (28 * 64) + (5 * 577 * 64) + (((4 * 4 * 64) + 1) * 128) + (129 * 128) + (129 * 58))
            .SetArgDisplayNames("TSRD Full"),
        new TestCaseData(TsrdReduced, (28 * 32) + (2 * 289 * 32) + (((4 * 4 * 32) + 1) * 64) + (65 * 58))
            .SetArgDisplayNames("TSRD Reduced"),
    ];

    [TestCaseSource(nameof(Counts))]
    public void The_papers_networks_have_as_many_parameters_as_their_layers_add_up_to(NetworkSpecification network, int expected) =>
        ImageNetworkLayers.ParameterCount(ImageNetworkLayers.Of(network)).Should().Be(expected);

    [Test]
    public void The_outputs_of_a_network_add_up_layer_by_layer()
    {
        // Convolution and ReLU, pool; dropout of the features; linear and ReLU; logits.
        const int first = 32 * 32 * 32, second = 64 * 16 * 16, features = 64 * 8 * 8;

        ImageNetworkLayers.OutputsOf(Cifar10Reduced).Should()
            .Be((2 * first) + (first / 4) + (2 * second) + (2 * features) + (2 * 128) + 10);
    }

    private static readonly TestCaseData[] Names =
    [
        new TestCaseData(
            Cifar10Full, "convblock1.0 convblock1.2 convblock2.0 convblock2.2 classifier.1 classifier.4 classifier.6")
        .SetArgDisplayNames("CIFAR-10 Full"),
        new TestCaseData(Cifar10Reduced, "convblock1.0 convblock2.0 classifier.1 classifier.3").SetArgDisplayNames("CIFAR-10 Reduced"),
        new TestCaseData(
            TsrdFull,
            "convblock1.0 convblock1.3 convblock2.0 convblock2.3 convblock3.0 convblock3.3 classifier.1 classifier.4 classifier.6")
        .SetArgDisplayNames("TSRD Full"),
        new TestCaseData(TsrdReduced, "convblock1.0 convblock2.0 convblock3.0 classifier.1 classifier.3")
            .SetArgDisplayNames("TSRD Reduced"),
    ];

    [TestCaseSource(nameof(Names))]
    public void Layers_with_parameters_have_PyTorchs_names(NetworkSpecification network, string names)
    {
        var parameters = ImageNetwork.ParametersOf(ImageNetworkLayers.Of(network)).Select(parameter => parameter.Name);

        parameters.Should().Equal(names.Split(' ').SelectMany(name => new[] { name + ".weight", name + ".bias" }));
    }

    [Test]
    public void The_full_networks_pool_as_the_paper_draws_them()
    {
        Kinds(Cifar10Full).Should().Be("Convolution Relu Convolution Relu MaxPool Convolution Relu Convolution Relu MaxPool "
            + "Dropout Linear Relu Dropout Linear Relu Linear");
        Kinds(TsrdFull).Should().Be("Convolution Relu MaxPool Convolution Relu MaxPool Convolution Relu MaxPool Convolution Relu MaxPool "
            + "Convolution Relu MaxPool Convolution Relu MaxPool Dropout Linear Relu Dropout Linear Relu Linear");

        static string Kinds(NetworkSpecification network) =>
            string.Join(' ', ImageNetworkLayers.Of(network).Select(layer => layer.GetType().Name));
    }

    [Test]
    public void The_width_multiplies_every_layer_but_the_last()
    {
        var layers = ImageNetworkLayers.Of(Cifar10Full with { Width = 0.25 });

        layers.OfType<NetworkLayer.Convolution>().Select(layer => layer.Filters).Should().Equal(16, 16, 32, 32);
        layers.OfType<NetworkLayer.Linear>().Select(layer => (layer.Inputs, layer.Outputs))
            .Should().Equal((8 * 8 * 32, 64), (64, 64), (64, 10));
    }

    [Test]
    public void A_width_near_zero_leaves_one_filter() =>
        ImageNetworkLayers.Of(Cifar10Full with { Width = 0.001 }).OfType<NetworkLayer.Convolution>()
            .Should().OnlyContain(layer => layer.Filters == 1);

    [Test]
    public void Images_are_coloured_squares() => ImageNetworkLayers.InputOf(TsrdFull).Should().Be(new ImageShape(3, 256, 256));

    [Test]
    public void Multiplications_add_up_to_those_of_every_place_of_every_filter() =>
        ImageNetworkLayers.MultiplicationsOf(Cifar10Reduced).Should().Be(
            (27.0 * 32 * 32 * 32) + (9.0 * 32 * 64 * 16 * 16) + (8.0 * 8 * 64 * 128) + (128 * 10));

    [Test]
    public void A_side_that_cant_be_pooled_is_refused_by_its_number() =>
        FluentActions.Invoking(() => ImageNetworkLayers.Of(Cifar10Full with { ImageSide = 30 }))
            .Should().Throw<ArgumentException>().WithMessage("*15 can't be pooled by 2*ImageSide of 30*cifar10*");

    [Test]
    public void A_toy_perceptron_has_no_image_layers() =>
        FluentActions.Invoking(() => ImageNetworkLayers.Of(Cifar10Full with { Kind = NetworkSpecification.ToyPerceptron }))
            .Should().Throw<ArgumentException>().WithMessage("*'toy-perceptron' has no image layers*cifar10 or tsrd*");

    [TestCase(0, 10, 1)]
    [TestCase(32, 0, 1)]
    [TestCase(32, 10, 0)]
    [TestCase(32, 10, double.NaN)]
    public void A_size_that_is_not_above_zero_is_refused(int side, int classes, double width) =>
        FluentActions.Invoking(() => ImageNetworkLayers.Of(Cifar10Full with { ImageSide = side, Classes = classes, Width = width }))
            .Should().Throw<ArgumentException>().WithMessage("*ImageSide, Classes and Width above 0*");

    [Test]
    public void A_network_takes_its_own_number_of_parameters_alone() =>
        FluentActions.Invoking(() => new ImageNetwork(Cifar10Reduced, new float[545_097]))
            .Should().Throw<ArgumentException>().WithMessage("*545098 parameters, but 545097*");
}
