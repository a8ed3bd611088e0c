using Reproduce.Core.Attributions;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Tests.Core.Networks;

namespace Reproduce.Tests.Core.Attributions;

/// <summary>
/// Grad-CAM and its guided form on a network small enough to compute by hand: 8 x 8 pixels; one filter passes the red channel on, one pool
/// makes 4 x 4 of it; two filters pass that on as it is and with its sign turned, one pool makes 2 x 2 of each.
/// </summary>
[TestFixture]
public sealed class GradCamTest
{
    // Of the first filter's four places, then of the second's: class 0 likes the upper places and dislikes the lower right one.
    private static readonly float[] FeatureWeights = [4, 2, 0, -2, 1, 1, 1, 1];

    [Test]
    public void The_layers_map_is_its_features_weighted_by_the_mean_of_their_gradient()
    {
        using var network = new SimdNetwork(Network());

        // Features 1, 2, 3, 4 with a mean gradient of (4 + 2 + 0 - 2) / 4; the second filter sees negative numbers alone and stays 0.
        new LayerGradCam().Explain(network, Image(), 0).Should().Equal(1, 2, 3, 4);
        network.BlockOutput("convblock2").Should().Be(new ImageShape(2, 2, 2));
    }

    [Test]
    public void What_speaks_against_the_class_is_negative_or_rectified_away()
    {
        using var network = new SimdNetwork(Network());

        new LayerGradCam().Explain(network, Image(), 1).Should().Equal(-1, -2, -3, -4);
        new LayerGradCam(IsRectified: true).Explain(network, Image(), 1).Should().Equal(0, 0, 0, 0);
        new GuidedGradCam().Explain(network, Image(), 1).Should().OnlyContain(value => value == 0);
    }

    [Test]
    public void The_guided_form_keeps_positive_paths_and_multiplies_them_by_the_enlarged_map()
    {
        using var network = new SimdNetwork(Network());

        var attribution = new GuidedGradCam().Explain(network, Image(), 0);

        // Guided: the weights 4 and 2 reach the brightest pixels of the upper quarters, -2 is held back, 0 is 0. Maps there: 1 and 2.
        var expected = new float[network.Input.Size];
        expected[(1 * 8) + 1] = 4 * 1;
        expected[(2 * 8) + 6] = 2 * 2;
        attribution.Should().Equal(expected);
    }

    [Test]
    public void The_plain_gradient_lets_negative_paths_through_where_the_guided_one_does_not()
    {
        using var network = new SimdNetwork(Network());

        var saliency = new Saliency().Explain(network, Image(), 0);

        saliency[(5 * 8) + 5].Should().Be(2);
        new GuidedGradCam().Explain(network, Image(), 0)[(5 * 8) + 5].Should().Be(0);
    }

    [Test]
    public void A_block_that_the_network_lacks_is_refused()
    {
        using var network = new SimdNetwork(Network());

        FluentActions.Invoking(() => new GuidedGradCam("convblock9").Explain(network, Image(), 0))
            .Should().Throw<ArgumentException>().WithMessage("*'convblock9'; expected one of convblock1, convblock2*");
    }

    /// <summary>Red is 1, 2, 3 and 4 at one pixel of each quarter, else 0.</summary>
    private static float[] Image()
    {
        var image = new float[3 * 8 * 8];
        image[(1 * 8) + 1] = 1;
        image[(2 * 8) + 6] = 2;
        image[(6 * 8) + 0] = 3;
        image[(5 * 8) + 5] = 4;
        return image;
    }

    private static ImageNetwork Network()
    {
        var specification = RandomNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Reduced, 8, 1.0 / 32, classes: 2);
        var values = ImageNetwork.ParametersOf(ImageNetworkLayers.Of(specification))
            .ToDictionary(
                parameter => parameter.Name, parameter => new float[parameter.Shape.Aggregate(1L, (product, extent) => product * extent)]);
        values["convblock1.0.weight"][4] = 1;
        values["convblock2.0.weight"][4] = 1;
        values["convblock2.0.weight"][9 + 4] = -1;
        FeatureWeights.CopyTo(values["classifier.1.weight"], 0);
        // Keeps the hidden unit's ReLU open.
        values["classifier.1.bias"][0] = 100;
        values["classifier.3.weight"][0] = 1;
        values["classifier.3.weight"][4] = -1;
        return new ImageNetwork(
            specification,
            [.. ImageNetwork.ParametersOf(ImageNetworkLayers.Of(specification)).SelectMany(parameter => values[parameter.Name])]);
    }
}
