using Reproduce.Core.Attributions;
using Reproduce.Core.Data;
using Reproduce.Tests.Core.Attacks;

namespace Reproduce.Tests.Core.Attributions;

[TestFixture]
public sealed class SaliencyTest
{
    [Test]
    public void A_linear_models_saliency_is_the_magnitude_of_its_weights_wherever_the_image_lies()
    {
        var network = new LinearNetwork(new ImageShape(1, 1, 3), [[1, -2, 0], [0.5f, 4, -8]], [0, 3]);

        var saliency = new Saliency().Explain(network, [0, 0, 0, 5, -5, 1], 0, 1);

        saliency.Should().Equal(1, 2, 0, 0.5f, 4, 8);
    }

    [Test]
    public void It_is_the_slope_at_the_image()
    {
        var square = new FunctionNetwork(2, x => (x[0] * x[0]) - x[1], x => [2 * x[0], -1]);

        new Saliency().Explain(square, [-3, 7], 0).Should().Equal(6, 1);
    }

    [Test]
    public void Where_no_relu_is_open_nothing_matters()
    {
        new Saliency().Explain(FunctionNetwork.ThreeRelus(), [0.5f, 1], 0).Should().Equal(0, 0);
    }
}
