using Reproduce.Core.Attacks;
using Reproduce.Core.Data;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class LogitScalingTest
{
    private static readonly LinearNetwork Network = new(new ImageShape(1, 1, 2), [[1, 2], [3, 4], [5, 6]], [0, 1, 2]);

    [Test]
    public void Logits_and_gradients_are_divided()
    {
        using var pass = new LogitScaling(Network, 4).Forward([1, 0]);
        var gradients = new float[2];

        pass.InputGradients([0, 1, 1], gradients);

        pass.Logits.ToArray().Should().Equal(0.25f, 1, 1.75f);
        gradients.Should().Equal(2, 2.5f);
    }

    [Test]
    public void At_temperature_1_no_bit_of_any_attack_changes([ValueSource(typeof(AttackInputs), nameof(AttackInputs.All))] IAttack attack)
    {
        var network = LinearNetwork.Random(new ImageShape(3, 4, 4), 5, "temperature");
        var images = AttackInputs.Images(network, 8);
        var labels = AttackInputs.OwnLabels(network, images);

        attack.Perturb(new LogitScaling(network, 1), images, labels).Should().Equal(attack.Perturb(network, images, labels));
    }

    [TestCase(0.01f)]
    [TestCase(0.05f)]
    [TestCase(1f)]
    [TestCase(20f)]
    [TestCase(100f)]
    public void No_prediction_changes_whatever_the_scale(float temperature)
    {
        var network = LinearNetwork.Random(new ImageShape(3, 4, 4), 5, "scale");
        var images = AttackInputs.Images(network, 50);

        AttackInputs.OwnLabels(new LogitScaling(network, temperature), images).Should().Equal(AttackInputs.OwnLabels(network, images));
    }

    [Test]
    public void A_temperature_below_1_hides_from_pgd_what_a_derivative_in_64_bits_finds()
    {
        var network = LinearNetwork.Random(new ImageShape(3, 4, 4), 5, "multiplied");
        var images = AttackInputs.Images(network, 10);
        var labels = AttackInputs.OwnLabels(network, images);
        var large = new LogitScaling(network, 0.001f);
        var attack = new Pgd(null, Epsilon: 0.25f, StepSize: 0.0625f);

        var hidden = attack.Perturb(large, images, labels);
        var found = (attack with { Arithmetic = LossArithmetic.DoublePrecision }).Perturb(large, images, labels);

        AttackInputs.CountCorrect(network, hidden, labels).Should().BeGreaterThan(5);
        AttackInputs.CountCorrect(network, found, labels).Should().Be(0);
    }

    [Test]
    public void Dividing_large_logits_lets_PGD_break_what_it_could_not()
    {
        var masked = LinearNetwork.Random(new ImageShape(3, 4, 4), 5, "strong", scale: 1000);
        var images = AttackInputs.Images(masked, 10);
        var labels = AttackInputs.OwnLabels(masked, images);
        var attack = new Pgd(null, Epsilon: 0.25f, StepSize: 0.0625f);

        var strong = attack.Perturb(new LogitScaling(masked, 1000), images, labels);

        AttackInputs.CountCorrect(masked, attack.Perturb(masked, images, labels), labels).Should().BeGreaterThan(5);
        AttackInputs.CountCorrect(masked, strong, labels).Should().Be(0);
    }

    [TestCase(0f)]
    [TestCase(-1f)]
    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void A_temperature_that_is_not_above_0_is_an_error(float temperature)
    {
        var wrap = () => new LogitScaling(Network, temperature);

        wrap.Should().Throw<ArgumentException>().WithParameterName(nameof(temperature));
    }
}
