using System.Runtime.Intrinsics;
using Reproduce.Core.Networks.Simd;

namespace Reproduce.Core.Training;

/// <summary>Cross-entropy of softmax(logits / temperature) with label probabilities, for 16 images at once.</summary>
internal static unsafe class SimdLoss
{
    private const int Lanes = FeatureMap.Lanes;

    /// <summary>The weighted sum of the 16 losses, and its gradient.</summary>
    /// <param name="logits">Shape <c>[classes, 16]</c>.</param>
    /// <param name="targets">Label probabilities, shape <c>[classes, 16]</c>.</param>
    /// <param name="weights">Each image's weight in the loss, 0 for an empty lane; shape <c>[16]</c>.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="temperature">The training temperature.</param>
    /// <param name="gradient">Receives the gradient with respect to the logits, shape <c>[classes, 16]</c>.</param>
    public static double OfLogits(float* logits, float* targets, float* weights, int classes, float temperature, float* gradient)
    {
        var inverse = Vector512.Create(1 / temperature);
        var largest = Vector512.LoadAligned(logits);
        for (var k = 1; k < classes; k++)
        {
            largest = Vector512.Max(largest, Vector512.LoadAligned(logits + (k * Lanes)));
        }

        var sum = Vector512<float>.Zero;
        var fit = Vector512<float>.Zero;
        for (var k = 0; k < classes; k++)
        {
            var scaled = (Vector512.LoadAligned(logits + (k * Lanes)) - largest) * inverse;
            var exponential = Vector512.Exp(scaled);
            exponential.StoreAligned(gradient + (k * Lanes));
            sum += exponential;
            fit = Vector512.FusedMultiplyAdd(scaled, Vector512.LoadAligned(targets + (k * Lanes)), fit);
        }

        var weight = Vector512.LoadAligned(weights);
        for (var k = 0; k < classes; k++)
        {
            var probability = Vector512.LoadAligned(gradient + (k * Lanes)) / sum;
            var difference = probability - Vector512.LoadAligned(targets + (k * Lanes));
            (difference * weight * inverse).StoreAligned(gradient + (k * Lanes));
        }

        var losses = (Vector512.Log(sum) - fit) * weight;
        var total = 0.0;
        for (var lane = 0; lane < Lanes; lane++)
        {
            total += losses[lane];
        }

        return total;
    }
}
