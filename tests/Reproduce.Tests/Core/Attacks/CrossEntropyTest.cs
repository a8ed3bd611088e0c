using CsCheck;
using Reproduce.Core.Attacks;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class CrossEntropyTest
{
    private const float LogOf3 = 1.0986123f;

    [Test]
    public void Gradients_are_softmax_less_one_hot_for_every_image_alone()
    {
        var gradients = Gradients([0, LogOf3, LogOf3, 0], [0, 0]);

        gradients[0].Should().BeApproximately(-0.75f, 1e-6f);
        gradients[1].Should().BeApproximately(0.75f, 1e-6f);
        gradients[2].Should().BeApproximately(-0.25f, 1e-6f);
        gradients[3].Should().BeApproximately(0.25f, 1e-6f);
    }

    [Test]
    public void The_true_class_saturates_to_exactly_0_from_a_lead_of_18()
    {
        Gradients([15, 0], [0])[0].Should().BeNegative();

        var gradients = Gradients([18, 0], [0]);

        gradients[0].Should().Be(0);
        gradients[1].Should().BeApproximately(1.523e-8f, 1e-11f);
    }

    [Test]
    public void Another_class_becomes_subnormal_before_it_vanishes_at_104()
    {
        var subnormal = Gradients([100, 0], [0])[1];

        subnormal.Should().BePositive();
        float.IsSubnormal(subnormal).Should().BeTrue();
        Gradients([104, 0], [0]).Should().Equal(0, 0);
        Gradients([0, 104], [0]).Should().Equal(-1, 1);
    }

    [Test]
    public void Gradients_are_those_in_64_bits() =>
        Gen.Select(Gen.Float[-30, 30].Array[6], Gen.Int[0, 5]).Sample((logits, label) =>
        {
            var largest = logits.Max();
            var sum = logits.Sum(logit => Math.Exp((double)logit - largest));

            var gradients = Gradients(logits, [label]);

            for (var k = 0; k < logits.Length; k++)
            {
                var expected = (Math.Exp((double)logits[k] - largest) / sum) - (k == label ? 1 : 0);
                ((double)gradients[k]).Should().BeApproximately(expected, 1e-6);
            }
        });

    [Test]
    public void The_loss_of_one_image_is_minus_the_logarithm_of_the_probability_of_its_class()
    {
        var gradient = new float[2];

        CrossEntropy.Evaluate([0, LogOf3], 0, gradient).Should().BeApproximately(2 * 0.6931472f, 1e-6f);

        gradient.Should().Equal(Gradients([0, LogOf3], [0]));
        CrossEntropy.Evaluate([100, 0], 1, gradient).Should().Be(100);
    }

    [Test]
    public void In_64_bits_a_derivative_is_there_that_32_bits_have_lost()
    {
        var direction = new float[2];

        var logOfDivisor = CrossEntropy.LogitDirection([200, 0], 0, direction);

        Gradients([200, 0], [0]).Should().Equal(0, 0);
        direction.Should().Equal(-1, 1);
        Math.Exp(logOfDivisor).Should().BeApproximately(Math.Exp(-200), 1e-9 * Math.Exp(-200));
    }

    [Test]
    public void A_direction_is_left_however_far_a_logit_leads()
    {
        var direction = new float[3];

        CrossEntropy.LogitDirection([30_000, 0, LogOf3], 0, direction).Should().BeApproximately(-30_000 + Math.Log(4), 1e-6);

        direction[0].Should().Be(-1);
        direction[1].Should().BeApproximately(0.25f, 1e-6f);
        direction[2].Should().BeApproximately(0.75f, 1e-6f);
    }

    [Test]
    public void A_direction_is_the_gradient_divided_by_the_divisor() =>
        Gen.Select(Gen.Float[-8, 8].Array[6], Gen.Int[0, 5]).Sample((logits, label) =>
        {
            var (direction, gradients) = (new float[6], Gradients(logits, [label]));

            var divisor = Math.Exp(CrossEntropy.LogitDirection(logits, label, direction));

            divisor.Should().BeInRange(0, 1);
            for (var k = 0; k < logits.Length; k++)
            {
                (direction[k] * divisor).Should().BeApproximately(gradients[k], 1e-6);
            }
        });

    [Test]
    public void The_arithmetic_chooses_between_gradients_and_directions_of_each_image()
    {
        float[] logits = [0, LogOf3, 200, 0];
        var (single, exact) = (new float[4], new float[4]);

        CrossEntropy.LogitGradients(LossArithmetic.SinglePrecision, logits, [0, 0], single);
        CrossEntropy.LogitGradients(LossArithmetic.DoublePrecision, logits, [0, 0], exact);

        single.Should().Equal(Gradients(logits, [0, 0]));
        exact.Should().Equal(-1, 1, -1, 1);
    }

    [Test]
    public void Bad_arguments_are_named()
    {
        static void Throws(string name, Action call) => call.Should().Throw<ArgumentException>().WithParameterName(name);

        Throws("logits", () => Gradients([1, 2, 3], [0, 0]));
        Throws("labels", () => Gradients([1, 2], [2]));
        Throws("label", () => CrossEntropy.Evaluate([1, 2], 2, new float[2]));
        Throws("gradient", () => CrossEntropy.Evaluate([1, 2], 1, new float[3]));
        Throws("gradients", () => CrossEntropy.LogitGradients([1, 2], [0], new float[3]));
        Throws("gradients", () => CrossEntropy.LogitGradients(LossArithmetic.DoublePrecision, [1, 2], [0], new float[3]));
        Throws("direction", () => CrossEntropy.LogitDirection([1, 2], 0, new float[3]));
        Throws("logits", () => CrossEntropy.LogitDirection([1], 0, new float[1]));
        Throws("label", () => CrossEntropy.LogitDirection([1, 2], 2, new float[2]));
    }

    private static float[] Gradients(float[] logits, int[] labels)
    {
        var gradients = new float[logits.Length];
        CrossEntropy.LogitGradients(logits, labels, gradients);
        return gradients;
    }
}
