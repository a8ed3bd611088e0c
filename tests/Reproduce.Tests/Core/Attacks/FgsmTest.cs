using Reproduce.Core.Attacks;
using Reproduce.Core.Data;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class FgsmTest
{
    [Test]
    public void Every_pixel_moves_by_epsilon_towards_the_other_class_and_a_pixel_without_influence_stays()
    {
        // Cross-entropy of class 0 rises along p1 * (w1 - w0) = p1 * (-1, 2, 0).
        var network = new LinearNetwork(new ImageShape(1, 1, 3), [[1, 0, 0], [0, 2, 0]], [0, 0]);

        var adversarial = new Fgsm(0.125f).Perturb(network, [0.5f, 0.5f, 0.5f], [0]);

        adversarial.Should().Equal(0.375f, 0.625f, 0.5f);
    }

    [Test]
    public void Pixels_are_cut_to_0_and_1()
    {
        var network = new LinearNetwork(new ImageShape(1, 1, 2), [[1, 0], [0, 2]], [0, 0]);

        var adversarial = new Fgsm(0.125f).Perturb(network, [0.0625f, 0.9375f], [0]);

        adversarial.Should().Equal(0f, 1f);
    }

    [Test]
    public void A_derivative_in_64_bits_moves_an_image_that_rounding_holds()
    {
        var network = new LinearNetwork(new ImageShape(1, 1, 2), [[1, -1], [0, 0]], [200, 0]);
        float[] image = [0.5f, 0.5f];

        new Fgsm(0.125f).Perturb(network, image, [0]).Should().Equal(image);

        new Fgsm(0.125f, LossArithmetic.DoublePrecision).Perturb(network, image, [0]).Should().Equal(0.375f, 0.625f);
    }

    [Test]
    public void Default_and_description_are_the_librarys()
    {
        new Fgsm().Epsilon.Should().Be(8f / 255);
        new Fgsm().Description.Should().Be("FGSM(epsilon=0.03137255)");
        new Fgsm(Arithmetic: LossArithmetic.DoublePrecision).Description.Should().Be("FGSM(epsilon=0.03137255, lossDerivative=float64)");
        new Fgsm(0.5f).Should().NotBe(new Fgsm());
    }
}
