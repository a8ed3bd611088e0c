using Reproduce.Core.Networks;

namespace Reproduce.Core.Attributions;

/// <summary>Explains any number of images, in batches and on several threads.</summary>
public static class AttributionRunner
{
    /// <summary>
    /// Explains all images. Neither the size of the batches nor the number of threads changes an attribution, as far as the network's own
    /// results don't depend on the batch.
    /// </summary>
    /// <typeparam name="TNetwork">The kind of network.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="network">The network.</param>
    /// <param name="images">One or more images as the network takes them, shape <c>[N, C, H, W]</c>.</param>
    /// <param name="targets">The classes whose logits are explained, shape <c>[N]</c>.</param>
    /// <param name="batchSize">Images that are explained together, at least 1.</param>
    /// <param name="threads">Batches at the same time, at least 1.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The attributions, N times the method's shape.</returns>
    /// <exception cref="ArgumentException">An argument is out of range, or the lengths don't fit each other.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static float[] Run<TNetwork>(
        IAttribution<TNetwork> method,
        TNetwork network,
        ReadOnlyMemory<float> images,
        ReadOnlyMemory<int> targets,
        int batchSize,
        int threads,
        CancellationToken cancellation = default)
        where TNetwork : IDifferentiableNetwork
    {
        ArgumentNullException.ThrowIfNull(method);
        // Before the first batch, so that a bad target is reported at once, and not after hours of attributions.
        ImageArguments.CheckLabelled(network, images.Span, targets.Span, nameof(targets));
        var (size, attributed) = (network.Input.Size, method.ShapeOf(network).Size);
        var attributions = new float[targets.Length * attributed];
        ImageBatches.ForEach(
            targets.Length,
            batchSize,
            threads,
            (first, count) => method.Attribute(
                network,
                images.Span.Slice(first * size, count * size),
                targets.Span.Slice(first, count),
                attributions.AsSpan(first * attributed, count * attributed)),
            cancellation);
        return attributions;
    }
}
