using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>The derivatives of the target's output, and of the sum of all other outputs, by every value of an image.</summary>
/// <remarks>
/// Probabilities add up to 1: there the others' derivatives are those of the target with the other sign, and one gradient is enough.
/// </remarks>
internal sealed class TargetJacobian
{
    private readonly int _classCount;
    private readonly int _size;
    private readonly float[] _weights;
    private readonly float[] _target;
    private readonly float[] _others;

    /// <summary>Room for the largest batch.</summary>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="imageCount">Number of images.</param>
    /// <param name="imageSize">Numbers in one image.</param>
    public TargetJacobian(int classCount, int imageCount, int imageSize)
    {
        var pixelCount = imageCount * imageSize;
        (_classCount, _size) = (classCount, imageSize);
        (_weights, _target, _others) = (new float[imageCount * classCount], new float[pixelCount], new float[pixelCount]);
    }

    /// <summary>A row's derivatives of the target's output, shape <c>[C, H, W]</c>.</summary>
    public ReadOnlySpan<float> OfTarget(int row) => _target.AsSpan(row * _size, _size);

    /// <summary>A row's derivatives of the sum of the other outputs, shape <c>[C, H, W]</c>.</summary>
    public ReadOnlySpan<float> OfOthers(int row) => _others.AsSpan(row * _size, _size);

    /// <summary>Computes the derivatives of all images left.</summary>
    /// <param name="pass">Their pass.</param>
    /// <param name="active">The images.</param>
    /// <param name="targets">The targets, by place.</param>
    /// <param name="ofLogits">Whether the outputs are the logits, and not the probabilities.</param>
    public void Find(IForwardPass pass, ActiveImages active, int[] targets, bool ofLogits)
    {
        var weights = _weights.AsSpan(0, active.Count * _classCount);
        var pixels = active.Count * _size;
        for (var row = 0; row < active.Count; row++)
        {
            var own = weights.Slice(row * _classCount, _classCount);
            var target = targets[active.Place(row)];
            if (ofLogits)
            {
                own.Clear();
                own[target] = 1;
            }
            else
            {
                ProbabilityDerivatives(pass.Logits.Slice(row * _classCount, _classCount), target, own);
            }
        }

        pass.InputGradients(weights, _target.AsSpan(0, pixels));
        if (ofLogits)
        {
            foreach (ref var weight in weights)
            {
                weight = 1 - weight;
            }

            pass.InputGradients(weights, _others.AsSpan(0, pixels));
            return;
        }

        for (var i = 0; i < pixels; i++)
        {
            _others[i] = -_target[i];
        }
    }

    /// <summary>
    /// Of the target's probability p with respect to the logits: p * (one-hot - probabilities), in 32 bits as libraries compute it.
    /// </summary>
    private static void ProbabilityDerivatives(ReadOnlySpan<float> logits, int target, Span<float> weights)
    {
        CrossEntropy.Softmax(logits, weights);
        var probability = weights[target];
        for (var k = 0; k < weights.Length; k++)
        {
            weights[k] = probability * ((k == target ? 1 : 0) - weights[k]);
        }
    }
}
