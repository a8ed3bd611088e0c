using Reproduce.Core.Attacks;
using Reproduce.Core.Data;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class ZeroGradientsTest
{
    private static readonly ImageShape FourPixels = new(1, 2, 2);

    [Test]
    public void The_share_is_that_of_the_pixels_without_influence()
    {
        var network = new LinearNetwork(FourPixels, [[1, 0, 0, 0], [0, 1, 0, -1]], [0, 0]);

        ZeroGradients.Measure(network, new float[8], new[] { 0, 1 }, 2, 1)
            .Should().Equal(new ZeroGradients(false, 0.25), new ZeroGradients(false, 0.25));
    }

    [Test]
    public void A_lead_of_104_hides_all_of_the_gradient_if_the_image_is_right_and_none_if_it_is_wrong()
    {
        var network = new LinearNetwork(FourPixels, [[1, 1, 1, 1], [-1, -1, -1, -1]], [52, -52]);

        var measures = ZeroGradients.Measure(network, new float[8], new[] { 0, 1 }, 1, 2);

        measures.Should().Equal(new ZeroGradients(true, 1), new ZeroGradients(false, 0));
    }

    [Test]
    public void The_ratio_has_no_gradient_where_the_two_largest_other_logits_are_equal_whatever_the_pixels_are()
    {
        float[] other = [0, 1, 0, 1];
        var network = new LinearNetwork(FourPixels, [[1, 0, 2, 0], other, other], [1, 0, 0]);
        var unequal = new LinearNetwork(FourPixels, [[1, 0, 2, 0], other, [0, 1, 0, 2]], [1, 0, 0]);

        ZeroGradients.MeasureRatio(network, new float[4], new[] { 0 }, 1, 1).Should().Equal(new ZeroGradients(true, 1));
        ZeroGradients.Measure(network, new float[4], new[] { 0 }, 1, 1).Single().Vanishes.Should().BeFalse();
        ZeroGradients.MeasureRatio(unequal, new float[4], new[] { 0 }, 1, 1).Should().Equal(new ZeroGradients(false, 0.75));
    }

    [Test]
    public void The_ratio_has_a_gradient_where_the_scale_of_the_logits_hides_that_of_the_cross_entropy()
    {
        var network = new LinearNetwork(FourPixels, [[1, 1, 1, 1], [-1, -1, -1, -1], [-1, 1, -1, 1]], [52, -52, -60]);

        ZeroGradients.MeasureRatio(network, new float[4], new[] { 0 }, 1, 1).Single().Vanishes.Should().BeFalse();
        ZeroGradients.Measure(network, new float[4], new[] { 0 }, 1, 1).Single().Vanishes.Should().BeTrue();
    }

    [Test]
    public void Dividing_the_logits_brings_a_vanished_gradient_back()
    {
        var network = new LinearNetwork(FourPixels, [[1, 1, 1, 1], [-1, -1, -1, -1]], [52, -52]);

        ZeroGradients.Measure(new LogitScaling(network, 20), new float[4], new[] { 0 }, 1, 1)
            .Should().Equal(new ZeroGradients(false, 0));
    }
}
