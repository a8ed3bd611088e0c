using System.Runtime.Intrinsics;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Boundaries;

/// <summary>
/// Evaluates <c>z_1 - z_0</c> and <c>z_2 - z_0</c> of a network at many points. These two decide the class probabilities, the prediction
/// and the centred logits. Double precision, several points at once, and the same numbers on every machine.
/// </summary>
internal sealed class LogitDifferences
{
    private const int UnitParameters = 5;

    // For each hidden unit: both input weights, the bias, and the output weights of z_1 - z_0 and of z_2 - z_0.
    private readonly double[] _units;
    private readonly double _bias1;
    private readonly double _bias2;

    /// <summary>Prepares a network.</summary>
    /// <exception cref="ArgumentException">A parameter of the network is not a finite number.</exception>
    public LogitDifferences(Perceptron network)
    {
        FiniteParameters.Require(network);
        _units = new double[UnitParameters * network.Hidden];
        var output = network.OutputWeights;
        for (var h = 0; h < network.Hidden; h++)
        {
            var unit = _units.AsSpan(UnitParameters * h, UnitParameters);
            unit[0] = network.HiddenWeights[2 * h];
            unit[1] = network.HiddenWeights[(2 * h) + 1];
            unit[2] = network.HiddenBiases[h];
            unit[3] = (double)output[network.Hidden + h] - output[h];
            unit[4] = (double)output[(2 * network.Hidden) + h] - output[h];
        }

        _bias1 = (double)network.OutputBiases[1] - network.OutputBiases[0];
        _bias2 = (double)network.OutputBiases[2] - network.OutputBiases[0];
    }

    /// <summary>The class with the largest logit; the smallest index if several are equal.</summary>
    /// <param name="first"><c>z_1 - z_0</c>.</param>
    /// <param name="second"><c>z_2 - z_0</c>.</param>
    public static int LargestOf(double first, double second) => second > Math.Max(first, 0) ? 2 : first > 0 ? 1 : 0;

    /// <summary>Evaluates the points; all spans have the same length.</summary>
    /// <param name="x0">First coordinates.</param>
    /// <param name="x1">Second coordinates.</param>
    /// <param name="first">Receives <c>z_1 - z_0</c>.</param>
    /// <param name="second">Receives <c>z_2 - z_0</c>.</param>
    public void Evaluate(ReadOnlySpan<double> x0, ReadOnlySpan<double> x1, Span<double> first, Span<double> second)
    {
        var lanes = Vector256<double>.Count;
        var start = 0;
        for (; start + (2 * lanes) <= x0.Length; start += 2 * lanes)
        {
            EvaluateTwoVectors(x0[start..], x1[start..], first[start..], second[start..]);
        }

        for (; start < x0.Length; start++)
        {
            (first[start], second[start]) = Evaluate(x0[start], x1[start]);
        }
    }

    private void EvaluateTwoVectors(ReadOnlySpan<double> x0, ReadOnlySpan<double> x1, Span<double> first, Span<double> second)
    {
        var lanes = Vector256<double>.Count;
        var (x0A, x0B) = (Vector256.Create(x0), Vector256.Create(x0[lanes..]));
        var (x1A, x1B) = (Vector256.Create(x1), Vector256.Create(x1[lanes..]));
        var (firstA, firstB) = (Vector256.Create(_bias1), Vector256.Create(_bias1));
        var (secondA, secondB) = (Vector256.Create(_bias2), Vector256.Create(_bias2));
        for (var units = _units.AsSpan(); units.Length >= UnitParameters; units = units[UnitParameters..])
        {
            var weight0 = Vector256.Create(units[0]);
            var weight1 = Vector256.Create(units[1]);
            var bias = Vector256.Create(units[2]);
            var activeA = Vector256.FusedMultiplyAdd(weight0, x0A, Vector256.FusedMultiplyAdd(weight1, x1A, bias));
            var activeB = Vector256.FusedMultiplyAdd(weight0, x0B, Vector256.FusedMultiplyAdd(weight1, x1B, bias));
            activeA = Vector256.MaxNative(activeA, Vector256<double>.Zero);
            activeB = Vector256.MaxNative(activeB, Vector256<double>.Zero);
            var output1 = Vector256.Create(units[3]);
            var output2 = Vector256.Create(units[4]);
            firstA = Vector256.FusedMultiplyAdd(output1, activeA, firstA);
            firstB = Vector256.FusedMultiplyAdd(output1, activeB, firstB);
            secondA = Vector256.FusedMultiplyAdd(output2, activeA, secondA);
            secondB = Vector256.FusedMultiplyAdd(output2, activeB, secondB);
        }

        firstA.CopyTo(first);
        firstB.CopyTo(first[lanes..]);
        secondA.CopyTo(second);
        secondB.CopyTo(second[lanes..]);
    }

    /// <summary>Evaluates one point, with the same operations in the same order.</summary>
    private (double First, double Second) Evaluate(double x0, double x1)
    {
        var (first, second) = (_bias1, _bias2);
        for (var units = _units.AsSpan(); units.Length >= UnitParameters; units = units[UnitParameters..])
        {
            var active = Math.FusedMultiplyAdd(units[0], x0, Math.FusedMultiplyAdd(units[1], x1, units[2]));
            active = active > 0 ? active : 0;
            first = Math.FusedMultiplyAdd(units[3], active, first);
            second = Math.FusedMultiplyAdd(units[4], active, second);
        }

        return (first, second);
    }
}
