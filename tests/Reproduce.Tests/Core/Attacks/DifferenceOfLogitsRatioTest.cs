using CsCheck;
using Reproduce.Core.Attacks;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class DifferenceOfLogitsRatioTest
{
    [Test]
    public void Loss_and_weights_of_a_correct_image_are_those_computed_by_hand()
    {
        var weights = new float[4];

        // (5 - 3) / (5 - 1); the derivatives are -1/4 + 2/16, 1/4, -2/16, 0, times 4.
        DifferenceOfLogitsRatio.Evaluate([5, 3, 1, 0], 0, weights).Should().Be(-0.5f);

        weights.Should().Equal(-0.5f, 1, -0.5f, 0);
    }

    [Test]
    public void Loss_and_weights_of_a_wrong_image_are_those_computed_by_hand()
    {
        var weights = new float[4];

        // (1 - 5) / (5 - 1); the largest other logit is the largest one, and the true one is the third.
        DifferenceOfLogitsRatio.Evaluate([5, 3, 1, 0], 2, weights).Should().Be(1);

        weights.Should().Equal(0, 0, 0, 0);
    }

    [Test]
    public void Three_equal_logits_give_a_direction_nevertheless()
    {
        var weights = new float[3];

        DifferenceOfLogitsRatio.Evaluate([2, 2, 2], 1, weights).Should().Be(0);

        weights.Should().Equal(1, -1, 0);
    }

    [Test]
    public void Weights_are_the_derivatives_times_the_spread_of_the_first_three() =>
        Gen.Select(Gen.Int[0, 1000].Array[5], Gen.Int[0, 4]).Where(item => item.Item1.Distinct().Count() == 5).Sample((numbers, label) =>
        {
            float[] logits = [.. numbers.Select(number => number / 16f)];
            var weights = new float[5];
            DifferenceOfLogitsRatio.Evaluate(logits, label, weights);
            var sorted = logits.OrderDescending().ToArray();

            for (var k = 0; k < 5; k++)
            {
                var derivative = (Loss(logits, label, k, 1 / 64f) - Loss(logits, label, k, -1 / 64f)) * 32;
                weights[k].Should().BeApproximately(derivative * (sorted[0] - sorted[2]), 0.05f + (0.5f / (sorted[0] - sorted[2])));
            }
        });

    [Test]
    public void Bad_arguments_are_named()
    {
        static void Throws(string name, Action call) => call.Should().Throw<ArgumentException>().WithParameterName(name);

        Throws("logits", () => DifferenceOfLogitsRatio.Evaluate([1, 2], 0, new float[2]));
        Throws("label", () => DifferenceOfLogitsRatio.Evaluate([1, 2, 3], 3, new float[3]));
        Throws("weights", () => DifferenceOfLogitsRatio.Evaluate([1, 2, 3], 0, new float[2]));
    }

    private static float Loss(float[] logits, int label, int k, float change)
    {
        float[] changed = [.. logits];
        changed[k] += change;
        return DifferenceOfLogitsRatio.Evaluate(changed, label, new float[logits.Length]);
    }
}
