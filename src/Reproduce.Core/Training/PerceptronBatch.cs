using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Training;

/// <summary>
/// The forward and backward pass of one batch through a toy perceptron, with hand-derived gradients. It computes eight samples at once,
/// one in each lane (element) of a vector, within the first-level cache and without allocation.
/// </summary>
/// <remarks>
/// The width of the vectors and the order of every sum are fixed, so that losses and gradients have the same bits on every x64 processor.
/// </remarks>
internal sealed class PerceptronBatch
{
    /// <summary>Number of samples that are computed together.</summary>
    public const int Lanes = 8;

    private const int Classes = Perceptron.Classes;

    private readonly int _hidden;
    private readonly int _blocks;
    private readonly Vector256<float>[] _x0;
    private readonly Vector256<float>[] _x1;
    private readonly Vector256<float>[] _targets;
    private readonly Vector256<float>[] _weights;
    private readonly Vector256<float>[] _activations;
    private readonly Vector256<float>[] _logitGradients;
    private readonly Vector256<float>[]? _keptUnits;

    /// <summary>Allocates the buffers.</summary>
    /// <param name="hidden">Number of hidden units.</param>
    /// <param name="batchSize">The largest number of samples in a batch.</param>
    /// <param name="dropsUnits">Whether hidden units are dropped. If so, <see cref="KeptUnits"/> must be filled before each step.</param>
    public PerceptronBatch(int hidden, int batchSize, bool dropsUnits)
    {
        _hidden = hidden;
        _blocks = (batchSize + Lanes - 1) / Lanes;
        _x0 = new Vector256<float>[_blocks];
        _x1 = new Vector256<float>[_blocks];
        _weights = new Vector256<float>[_blocks];
        _targets = new Vector256<float>[Classes * _blocks];
        _logitGradients = new Vector256<float>[Classes * _blocks];
        _activations = new Vector256<float>[hidden * _blocks];
        _keptUnits = dropsUnits ? new Vector256<float>[hidden * _blocks] : null;
    }

    /// <summary>First coordinates, shape <c>[padded batch]</c>.</summary>
    public Span<float> X0 => _x0.AsFloats();

    /// <summary>Second coordinates, shape <c>[padded batch]</c>.</summary>
    public Span<float> X1 => _x1.AsFloats();

    /// <summary>Label probabilities, shape <c>[3, padded batch]</c>.</summary>
    public Span<float> Targets => _targets.AsFloats();

    /// <summary>Each sample's weight in the loss: 1 / batch size, or 0 for padding. Shape <c>[padded batch]</c>.</summary>
    public Span<float> SampleWeights => _weights.AsFloats();

    /// <summary>
    /// Dropout factors: 1 / (1 - rate) for a kept unit, 0 for a dropped one, shape <c>[H, padded batch]</c>; empty without dropout.
    /// </summary>
    public Span<float> KeptUnits => _keptUnits is null ? [] : _keptUnits.AsFloats();

    /// <summary>Number of samples in the buffers, including padding.</summary>
    public int PaddedSize => _blocks * Lanes;

    /// <summary>The mean cross-entropy of softmax(logits / temperature) with the targets, and its gradient.</summary>
    /// <param name="parameters">The parameters in the order of <see cref="Perceptron"/>.</param>
    /// <param name="temperature">The training temperature.</param>
    /// <param name="unitScale">The dropout factor of a kept unit: 1 / (1 - rate).</param>
    /// <param name="gradients">Receives the gradients, in the order of the parameters.</param>
    /// <returns>The loss.</returns>
    public double LossAndGradients(ReadOnlySpan<float> parameters, float temperature, float unitScale, Span<float> gradients)
    {
        var hiddenWeights = parameters[..(Perceptron.Inputs * _hidden)];
        var hiddenBiases = parameters.Slice(Perceptron.Inputs * _hidden, _hidden);
        var outputWeights = parameters.Slice(3 * _hidden, Classes * _hidden);
        var outputBiases = parameters.Slice(6 * _hidden, Classes);
        var loss = Forward(hiddenWeights, hiddenBiases, outputWeights, outputBiases, 1 / temperature);
        Backward(outputWeights, unitScale, gradients);
        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Forward(
        ReadOnlySpan<float> hiddenWeights,
        ReadOnlySpan<float> hiddenBiases,
        ReadOnlySpan<float> outputWeights,
        ReadOnlySpan<float> outputBiases,
        float inverseTemperature)
    {
        var loss = Vector256<float>.Zero;
        var inverse = Vector256.Create(inverseTemperature);
        for (var j = 0; j < _blocks; j++)
        {
            var (x0, x1) = (_x0[j], _x1[j]);
            var logit0 = Vector256.Create(outputBiases[0]);
            var logit1 = Vector256.Create(outputBiases[1]);
            var logit2 = Vector256.Create(outputBiases[2]);
            for (var h = 0; h < hiddenBiases.Length; h++)
            {
                var sum = Vector256.FusedMultiplyAdd(x0, Vector256.Create(hiddenWeights[2 * h]), Vector256.Create(hiddenBiases[h]));
                sum = Vector256.FusedMultiplyAdd(x1, Vector256.Create(hiddenWeights[(2 * h) + 1]), sum);
                var activation = Vector256.Max(sum, Vector256<float>.Zero);
                if (_keptUnits is not null)
                {
                    activation *= _keptUnits[(h * _blocks) + j];
                }

                _activations[(h * _blocks) + j] = activation;
                logit0 = Vector256.FusedMultiplyAdd(activation, Vector256.Create(outputWeights[h]), logit0);
                logit1 = Vector256.FusedMultiplyAdd(activation, Vector256.Create(outputWeights[_hidden + h]), logit1);
                logit2 = Vector256.FusedMultiplyAdd(activation, Vector256.Create(outputWeights[(2 * _hidden) + h]), logit2);
            }

            loss += CrossEntropy(j, logit0 * inverse, logit1 * inverse, logit2 * inverse, inverse);
        }

        var total = 0.0;
        for (var lane = 0; lane < Lanes; lane++)
        {
            total += loss[lane];
        }

        return total;
    }

    /// <summary>Returns the weighted loss of one block and stores the gradients with respect to its logits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> CrossEntropy(
        int block, Vector256<float> scaled0, Vector256<float> scaled1, Vector256<float> scaled2, Vector256<float> inverseTemperature)
    {
        var largest = Vector256.Max(Vector256.Max(scaled0, scaled1), scaled2);
        var exponential0 = Vector256.Exp(scaled0 - largest);
        var exponential1 = Vector256.Exp(scaled1 - largest);
        var exponential2 = Vector256.Exp(scaled2 - largest);
        var sum = exponential0 + exponential1 + exponential2;
        var (target0, target1, target2) = (_targets[block], _targets[_blocks + block], _targets[(2 * _blocks) + block]);
        var weight = _weights[block];
        var gradientScale = weight * inverseTemperature;
        _logitGradients[block] = ((exponential0 / sum) - target0) * gradientScale;
        _logitGradients[_blocks + block] = ((exponential1 / sum) - target1) * gradientScale;
        _logitGradients[(2 * _blocks) + block] = ((exponential2 / sum) - target2) * gradientScale;
        var logSum = largest + Vector256.Log(sum);
        return weight * ((target0 * (logSum - scaled0)) + (target1 * (logSum - scaled1)) + (target2 * (logSum - scaled2)));
    }

    private void Backward(ReadOnlySpan<float> outputWeights, float unitScale, Span<float> gradients)
    {
        var gradient0 = _logitGradients.AsSpan(0, _blocks);
        var gradient1 = _logitGradients.AsSpan(_blocks, _blocks);
        var gradient2 = _logitGradients.AsSpan(2 * _blocks, _blocks);
        for (var h = 0; h < _hidden; h++)
        {
            BackwardUnit(h, outputWeights, unitScale, gradients);
        }

        gradients[6 * _hidden] = Sum(gradient0);
        gradients[(6 * _hidden) + 1] = Sum(gradient1);
        gradients[(6 * _hidden) + 2] = Sum(gradient2);
    }

    /// <summary>Sums the gradients of the six parameters of one hidden unit over the batch, in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BackwardUnit(int h, ReadOnlySpan<float> outputWeights, float unitScale, Span<float> gradients)
    {
        var activations = _activations.AsSpan(h * _blocks, _blocks);
        var gradient0 = _logitGradients.AsSpan(0, _blocks);
        var gradient1 = _logitGradients.AsSpan(_blocks, _blocks);
        var gradient2 = _logitGradients.AsSpan(2 * _blocks, _blocks);
        var x0 = _x0.AsSpan(0, _blocks);
        var x1 = _x1.AsSpan(0, _blocks);
        var out0 = Vector256.Create(outputWeights[h] * unitScale);
        var out1 = Vector256.Create(outputWeights[_hidden + h] * unitScale);
        var out2 = Vector256.Create(outputWeights[(2 * _hidden) + h] * unitScale);
        var (toOut0, toOut1, toOut2) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var (toWeight0, toWeight1, toBias) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (var j = 0; j < activations.Length; j++)
        {
            var activation = activations[j];
            var (d0, d1, d2) = (gradient0[j], gradient1[j], gradient2[j]);
            toOut0 = Vector256.FusedMultiplyAdd(d0, activation, toOut0);
            toOut1 = Vector256.FusedMultiplyAdd(d1, activation, toOut1);
            toOut2 = Vector256.FusedMultiplyAdd(d2, activation, toOut2);
            var toUnit = Vector256.FusedMultiplyAdd(d2, out2, Vector256.FusedMultiplyAdd(d1, out1, d0 * out0));
            toUnit &= Vector256.GreaterThan(activation, Vector256<float>.Zero);
            toBias += toUnit;
            toWeight0 = Vector256.FusedMultiplyAdd(toUnit, x0[j], toWeight0);
            toWeight1 = Vector256.FusedMultiplyAdd(toUnit, x1[j], toWeight1);
        }

        gradients[2 * h] = Sum(toWeight0);
        gradients[(2 * h) + 1] = Sum(toWeight1);
        gradients[(2 * _hidden) + h] = Sum(toBias);
        gradients[(3 * _hidden) + h] = Sum(toOut0);
        gradients[(4 * _hidden) + h] = Sum(toOut1);
        gradients[(5 * _hidden) + h] = Sum(toOut2);
    }

    private static float Sum(ReadOnlySpan<Vector256<float>> vectors)
    {
        var sum = Vector256<float>.Zero;
        foreach (var vector in vectors)
        {
            sum += vector;
        }

        return Sum(sum);
    }

    /// <summary>The sum of the lanes in a fixed order; the order of .NET's Vector256.Sum may differ between processors.</summary>
    private static float Sum(Vector256<float> lanes)
    {
        var fours = lanes.GetLower() + lanes.GetUpper();
        return fours[0] + fours[2] + (fours[1] + fours[3]);
    }
}
