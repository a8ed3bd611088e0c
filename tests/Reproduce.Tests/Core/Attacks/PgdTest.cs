using CsCheck;
using Reproduce.Core.Attacks;
using Reproduce.Core.Data;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class PgdTest
{
    private static readonly LinearNetwork TwoClasses = new(new ImageShape(1, 1, 3), [[1, 0, -1], [0, 2, 5]], [0.5f, -3]);

    [Test]
    public void Steps_add_up_until_epsilon_stops_them()
    {
        var network = new LinearNetwork(new ImageShape(1, 1, 2), [[1, 0], [0, 2]], [0, 0]);
        float[] image = [0.5f, 0.5f];

        new Pgd(null, Epsilon: 0.25f, StepSize: 0.0625f, Steps: 2).Perturb(network, image, [0]).Should().Equal(0.375f, 0.625f);
        new Pgd(null, Epsilon: 0.25f, StepSize: 0.0625f, Steps: 9).Perturb(network, image, [0]).Should().Equal(0.25f, 0.75f);
        new Pgd(null, Epsilon: 0.75f, StepSize: 0.0625f, Steps: 9).Perturb(network, image, [0]).Should().Equal(0f, 1f);
    }

    [Test]
    public void On_a_linear_network_it_ends_where_fgsm_does()
    {
        var network = LinearNetwork.Random(new ImageShape(3, 4, 4), 2, "pgd");
        var images = AttackInputs.Images(network, 5);
        int[] labels = [0, 1, 0, 1, 1];

        var adversarial = new Pgd(RandomStart: null).Perturb(network, images, labels);

        var expected = new Fgsm().Perturb(network, images, labels);
        adversarial.Zip(expected, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-6f);
    }

    [Test]
    public void The_random_start_fills_the_ball_and_belongs_to_the_images_place()
    {
        // Without influence of the pixels on the classes the start is all that is left.
        var network = new LinearNetwork(new ImageShape(1, 20, 20), [new float[400], new float[400]], [0, 0]);
        var images = new float[800];
        images.AsSpan().Fill(0.5f);
        var attack = new Pgd("key", Epsilon: 0.25f);

        var starts = attack.Perturb(network, images, [0, 1], firstIndex: 7);

        starts.Min().Should().BeInRange(0.25f, 0.26f);
        starts.Max().Should().BeInRange(0.74f, 0.75f);
        starts.Average().Should().BeApproximately(0.5f, 0.02f);
        starts[..400].Should().NotEqual(starts[400..]);
        attack.Perturb(network, images[400..], [1], firstIndex: 8).Should().Equal(starts[400..]);
        new Pgd("another key", Epsilon: 0.25f).Perturb(network, images, [0, 1], firstIndex: 7).Should().NotEqual(starts);
    }

    [Test]
    public void With_a_derivative_in_64_bits_a_large_scale_hides_nothing_and_without_masking_nothing_changes()
    {
        var plain = LinearNetwork.Random(new ImageShape(3, 4, 4), 5, "double");
        var large = LinearNetwork.Random(new ImageShape(3, 4, 4), 5, "double", scale: 10_000);
        var images = AttackInputs.Images(plain, 10);
        var labels = AttackInputs.OwnLabels(plain, images);
        var attack = new Pgd(null, Epsilon: 0.25f, StepSize: 0.0625f);
        var exact = attack with { Arithmetic = LossArithmetic.DoublePrecision };

        AttackInputs.CountCorrect(large, attack.Perturb(large, images, labels), labels).Should().Be(10);
        AttackInputs.CountCorrect(large, exact.Perturb(large, images, labels), labels).Should().Be(0);
        exact.Perturb(plain, images, labels).Should().Equal(attack.Perturb(plain, images, labels));
    }

    [Test]
    public void More_epsilon_or_more_steps_never_help_a_linear_network_of_two_classes() =>
        Gen.Select(Gen.Float[0, 1].Array[3], Gen.Int[0, 1], Gen.Float[0, 0.5f], Gen.Float[0, 0.5f], Gen.Int[1, 12], Gen.Int[1, 12]).Sample(
            (image, label, epsilon, moreEpsilon, steps, moreSteps) =>
            {
                var weak = Margin(new Pgd(null, epsilon, 0.03f, steps).Perturb(TwoClasses, image, [label]), label);

                Margin(new Pgd(null, epsilon + moreEpsilon, 0.03f, steps).Perturb(TwoClasses, image, [label]), label)
                    .Should().BeLessThanOrEqualTo(weak + 1e-5f);
                Margin(new Pgd(null, epsilon, 0.03f, steps + moreSteps).Perturb(TwoClasses, image, [label]), label)
                    .Should().BeLessThanOrEqualTo(weak + 1e-5f);
            });

    [Test]
    public void Description_names_every_setting()
    {
        new Pgd(null).Description.Should().Be("PGD(epsilon=0.03137255, stepSize=0.007843138, steps=10, randomStart=none)");
        new Pgd(null, Arithmetic: LossArithmetic.DoublePrecision).Description.Should().Be(
            "PGD(epsilon=0.03137255, stepSize=0.007843138, steps=10, randomStart=none, lossDerivative=float64)");
        new Pgd("seed=1", 0.5f, 0.25f, 3).Description.Should().Be("PGD(epsilon=0.5, stepSize=0.25, steps=3, randomStart=seed=1)");
    }

    /// <summary>How far the true logit leads.</summary>
    private static float Margin(float[] image, int label)
    {
        var logits = Predictions.Logits(TwoClasses, image, 1, 1);
        return logits[label] - logits[1 - label];
    }
}
