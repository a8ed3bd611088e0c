using CsCheck;
using Reproduce.Core.Attacks;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class TargetedDifferenceOfLogitsRatioTest
{
    [Test]
    public void Loss_and_weights_are_those_computed_by_hand()
    {
        var weights = new float[5];

        // -(6 - 1) / (6 - (2 + 0) / 2); the derivatives are -1/5 + 5/25, 0, -(5/25) / 2, 1/5, -(5/25) / 2, times 5.
        TargetedDifferenceOfLogitsRatio.Evaluate([6, 3, 2, 1, 1], 0, 3, weights).Should().Be(-5 / 4.5f);

        weights[0].Should().BeApproximately(-1 + (5 / 4.5f), 1e-6f);
        weights[1].Should().Be(0);
        weights[2].Should().BeApproximately(-5 / 9f, 1e-6f);
        weights[3].Should().BeApproximately(1 - (5 / 9f), 1e-6f);
        weights[4].Should().Be(0);
    }

    [Test]
    public void The_loss_is_above_0_once_the_target_leads() =>
        TargetedDifferenceOfLogitsRatio.Evaluate([1, 5, 3, 1], 0, 1, new float[4]).Should().Be(1);

    [Test]
    public void Four_equal_logits_give_a_direction_nevertheless()
    {
        var weights = new float[4];

        TargetedDifferenceOfLogitsRatio.Evaluate([2, 2, 2, 2], 1, 3, weights).Should().Be(0);

        weights.Should().Equal(0, -1, 0, 1);
    }

    [Test]
    public void Weights_are_the_derivatives_times_the_denominator() =>
        Gen.Select(Gen.Int[0, 1000].Array[6], Gen.Int[0, 5], Gen.Int[1, 5])
            .Where(item => item.Item1.Distinct().Count() == 6)
            .Sample((numbers, label, shift) =>
            {
                float[] logits = [.. numbers.Select(number => number / 16f)];
                var target = (label + shift) % 6;
                var weights = new float[6];
                TargetedDifferenceOfLogitsRatio.Evaluate(logits, label, target, weights);
                var sorted = logits.OrderDescending().ToArray();
                var spread = sorted[0] - ((sorted[2] + sorted[3]) / 2);

                for (var k = 0; k < 6; k++)
                {
                    var derivative = (Loss(logits, label, target, k, 1 / 64f) - Loss(logits, label, target, k, -1 / 64f)) * 32;
                    weights[k].Should().BeApproximately(derivative * spread, 0.05f + (0.5f / spread));
                }
            });

    [Test]
    public void Bad_arguments_are_named()
    {
        static void Throws(string name, Action call) => call.Should().Throw<ArgumentException>().WithParameterName(name);

        Throws("logits", () => TargetedDifferenceOfLogitsRatio.Evaluate([1, 2, 3], 0, 1, new float[3]));
        Throws("label", () => TargetedDifferenceOfLogitsRatio.Evaluate([1, 2, 3, 4], 4, 1, new float[4]));
        Throws("target", () => TargetedDifferenceOfLogitsRatio.Evaluate([1, 2, 3, 4], 0, -1, new float[4]));
        Throws("target", () => TargetedDifferenceOfLogitsRatio.Evaluate([1, 2, 3, 4], 1, 1, new float[4]));
        Throws("weights", () => TargetedDifferenceOfLogitsRatio.Evaluate([1, 2, 3, 4], 0, 1, new float[3]));
    }

    private static float Loss(float[] logits, int label, int target, int k, float change)
    {
        float[] changed = [.. logits];
        changed[k] += change;
        return TargetedDifferenceOfLogitsRatio.Evaluate(changed, label, target, new float[logits.Length]);
    }
}
