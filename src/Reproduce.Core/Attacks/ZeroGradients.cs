using System.Collections.Immutable;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>How much of the gradient that attacks follow is exactly zero, image by image: where it is, they have no direction.</summary>
/// <param name="Vanishes">Whether the loss's gradient with respect to the image is exactly zero everywhere.</param>
/// <param name="ZeroShare">Share of the gradient's values that are exactly zero, in [0, 1]: pixels that a sign step leaves alone.</param>
public readonly record struct ZeroGradients(bool Vanishes, double ZeroShare)
{
    /// <summary>What turns logits into the loss's derivatives by them.</summary>
    /// <param name="logits">Shape <c>[N, classes]</c>.</param>
    /// <param name="labels">The true classes, shape <c>[N]</c>.</param>
    /// <param name="weights">Receives the derivatives, or multiples of an image's, shape <c>[N, classes]</c>.</param>
    private delegate void LogitGradients(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> weights);

    /// <summary>Measures the gradients of the cross-entropy, which FGSM and PGD follow.</summary>
    /// <param name="network">The network; it takes pixels in [0, 1].</param>
    /// <param name="images">One or more images, shape <c>[N, C, H, W]</c>, in [0, 1].</param>
    /// <param name="labels">The true classes, shape <c>[N]</c>.</param>
    /// <param name="batchSize">Images that go through the network together, at least 1.</param>
    /// <param name="threads">Batches at the same time, at least 1.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>One measure an image.</returns>
    /// <exception cref="ArgumentException">An argument is out of range, or the lengths don't fit each other.</exception>
    public static ImmutableArray<ZeroGradients> Measure(
        IDifferentiableNetwork network,
        ReadOnlyMemory<float> images,
        ReadOnlyMemory<int> labels,
        int batchSize,
        int threads,
        CancellationToken cancellation = default) =>
        Measure(CrossEntropy.LogitGradients, network, images, labels, batchSize, threads, cancellation);

    /// <summary>
    /// Measures the gradients of the <see cref="DifferenceOfLogitsRatio"/>, which APGD-DLR follows. They vanish where the two largest other
    /// logits are equal and stay so: the ratio is then -1 whatever the pixels are.
    /// </summary>
    /// <inheritdoc cref="Measure(IDifferentiableNetwork, ReadOnlyMemory{float}, ReadOnlyMemory{int}, int, int, CancellationToken)"/>
    public static ImmutableArray<ZeroGradients> MeasureRatio(
        IDifferentiableNetwork network,
        ReadOnlyMemory<float> images,
        ReadOnlyMemory<int> labels,
        int batchSize,
        int threads,
        CancellationToken cancellation = default) =>
        Measure(RatioGradients, network, images, labels, batchSize, threads, cancellation);

    private static ImmutableArray<ZeroGradients> Measure(
        LogitGradients loss,
        IDifferentiableNetwork network,
        ReadOnlyMemory<float> images,
        ReadOnlyMemory<int> labels,
        int batchSize,
        int threads,
        CancellationToken cancellation)
    {
        AttackArguments.CheckImages(network, images.Span, labels.Span);
        var size = network.Input.Size;
        var measures = new ZeroGradients[labels.Length];
        ImageBatches.ForEach(
            labels.Length,
            batchSize,
            threads,
            (first, count) => Measure(
                loss,
                network,
                images.Span.Slice(first * size, count * size),
                labels.Span.Slice(first, count),
                measures.AsSpan(first, count)),
            cancellation);
        return ImmutableArray.Create(measures);
    }

    private static void RatioGradients(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> weights)
    {
        var classes = logits.Length / labels.Length;
        for (var i = 0; i < labels.Length; i++)
        {
            DifferenceOfLogitsRatio.Evaluate(logits.Slice(i * classes, classes), labels[i], weights.Slice(i * classes, classes));
        }
    }

    private static void Measure(
        LogitGradients loss,
        IDifferentiableNetwork network,
        ReadOnlySpan<float> images,
        ReadOnlySpan<int> labels,
        Span<ZeroGradients> measures)
    {
        using var pass = network.Forward(images);
        var weights = new float[labels.Length * network.ClassCount];
        var gradients = new float[images.Length];
        loss(pass.Logits, labels, weights);
        pass.InputGradients(weights, gradients);
        var size = network.Input.Size;
        for (var i = 0; i < measures.Length; i++)
        {
            var zeros = gradients.AsSpan(i * size, size).Count(0f);
            measures[i] = new ZeroGradients(zeros == size, (double)zeros / size);
        }
    }
}
