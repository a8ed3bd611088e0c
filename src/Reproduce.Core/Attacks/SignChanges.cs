using System.Collections.Immutable;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>How many signs of the gradient, which FGSM and PGD follow, rounding in the loss's derivative changes.</summary>
public static class SignChanges
{
    /// <summary>
    /// The share of each image's gradient values whose sign (1, 0 or -1) with a derivative in 32 bits is not that with one in 64 bits, in
    /// [0, 1], shape <c>[N]</c>. A value that is zero in the one alone counts; of an image without any gradient in 32 bits, nearly all do.
    /// </summary>
    /// <param name="network">The network; it takes pixels in [0, 1].</param>
    /// <param name="images">One or more images, shape <c>[N, C, H, W]</c>, in [0, 1].</param>
    /// <param name="labels">The true classes, shape <c>[N]</c>.</param>
    /// <param name="batchSize">Images that go through the network together, at least 1.</param>
    /// <param name="threads">Batches at the same time, at least 1.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="ArgumentException">An argument is out of range, or the lengths don't fit each other.</exception>
    public static ImmutableArray<double> Measure(
        IDifferentiableNetwork network,
        ReadOnlyMemory<float> images,
        ReadOnlyMemory<int> labels,
        int batchSize,
        int threads,
        CancellationToken cancellation = default)
    {
        AttackArguments.CheckImages(network, images.Span, labels.Span);
        var size = network.Input.Size;
        var shares = new double[labels.Length];
        ImageBatches.ForEach(
            labels.Length,
            batchSize,
            threads,
            (first, count) => Measure(
                network, images.Span.Slice(first * size, count * size), labels.Span.Slice(first, count), shares.AsSpan(first, count)),
            cancellation);
        return ImmutableArray.Create(shares);
    }

    private static void Measure(IDifferentiableNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> labels, Span<double> shares)
    {
        using var pass = network.Forward(images);
        var single = Gradients(pass, LossArithmetic.SinglePrecision, labels, images.Length);
        var exact = Gradients(pass, LossArithmetic.DoublePrecision, labels, images.Length);
        var size = network.Input.Size;
        for (var i = 0; i < shares.Length; i++)
        {
            var changed = 0;
            for (var p = i * size; p < (i + 1) * size; p++)
            {
                changed += PixelBall.Sign(single[p]) == PixelBall.Sign(exact[p]) ? 0 : 1;
            }

            shares[i] = (double)changed / size;
        }
    }

    private static float[] Gradients(IForwardPass pass, LossArithmetic arithmetic, ReadOnlySpan<int> labels, int size)
    {
        var weights = new float[pass.Logits.Length];
        var gradients = new float[size];
        CrossEntropy.LogitGradients(arithmetic, pass.Logits, labels, weights);
        pass.InputGradients(weights, gradients);
        return gradients;
    }
}
