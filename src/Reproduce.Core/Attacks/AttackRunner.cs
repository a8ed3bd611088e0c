using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>Attacks any number of images, in batches and on several threads.</summary>
public static class AttackRunner
{
    /// <summary>
    /// Attacks all images. Neither the size of the batches nor the number of threads changes an adversarial image, as far as the network's
    /// own results don't depend on the batch.
    /// </summary>
    /// <param name="attack">The attack.</param>
    /// <param name="network">The network under attack; it takes pixels in [0, 1].</param>
    /// <param name="images">One or more images, shape <c>[N, C, H, W]</c>, in [0, 1].</param>
    /// <param name="labels">The true classes, shape <c>[N]</c>.</param>
    /// <param name="batchSize">Images that go through the network together, at least 1.</param>
    /// <param name="threads">Batches at the same time, at least 1.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The adversarial images, shape <c>[N, C, H, W]</c>, in [0, 1].</returns>
    /// <exception cref="ArgumentException">An argument is out of range, or the lengths don't fit each other.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static float[] Run(
        IAttack attack,
        IDifferentiableNetwork network,
        ReadOnlyMemory<float> images,
        ReadOnlyMemory<int> labels,
        int batchSize,
        int threads,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(attack);
        // Before the first batch, so that a bad image is reported at once, and not after hours of attacks.
        AttackArguments.CheckImages(network, images.Span, labels.Span);
        var size = network.Input.Size;
        var adversarial = new float[images.Length];
        ImageBatches.ForEach(
            labels.Length,
            batchSize,
            threads,
            (first, count) => attack.Perturb(
                network,
                images.Span.Slice(first * size, count * size),
                labels.Span.Slice(first, count),
                first,
                adversarial.AsSpan(first * size, count * size)),
            cancellation);
        return adversarial;
    }
}
