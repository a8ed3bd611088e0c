using Reproduce.Core.Experiments;

namespace Reproduce.Core.Attributions;

/// <summary>
/// A student's adherence to its teacher over many images (section 4.2: the normalized Hadamard product sum, 'effectively a kind of
/// cosine-similarity'), in both readings.
/// </summary>
public static class Adherence
{
    /// <summary>Images that the released code flattened into one vector.</summary>
    public const int ReleasedBatch = 100;

    /// <summary>The adherence over images, each of which may count several times or not at all: what a bootstrap needs.</summary>
    /// <param name="protocol">Which reading.</param>
    /// <param name="images">The images in their order, at least one.</param>
    /// <param name="counts">How often each image counts, shape <c>[N]</c>, not all 0.</param>
    /// <returns>The adherence, -1 to 1.</returns>
    /// <exception cref="ArgumentException">There are no images, or their number is not that of the counts.</exception>
    public static double Of(Protocol protocol, ReadOnlySpan<ImageAdherence> images, ReadOnlySpan<double> counts)
    {
        if (images.IsEmpty || images.Length != counts.Length)
        {
            throw new ArgumentException($"There are {images.Length} images, but {counts.Length} counts.", nameof(counts));
        }

        return protocol == Protocol.AsDescribed ? MeanOfImages(images, counts) : MeanOfBatches(images, counts);
    }

    /// <summary>The adherence over images, each of which counts once.</summary>
    /// <inheritdoc cref="Of(Protocol, ReadOnlySpan{ImageAdherence}, ReadOnlySpan{double})"/>
    public static double Of(Protocol protocol, ReadOnlySpan<ImageAdherence> images)
    {
        double[] once = [.. Enumerable.Repeat(1.0, images.Length)];
        return Of(protocol, images, once);
    }

    /// <summary>As described: the mean of the images' cosines.</summary>
    private static double MeanOfImages(ReadOnlySpan<ImageAdherence> images, ReadOnlySpan<double> counts)
    {
        var (sum, count) = (0.0, 0.0);
        for (var i = 0; i < images.Length; i++)
        {
            sum += counts[i] * images[i].Cosine;
            count += counts[i];
        }

        return sum / count;
    }

    /// <summary>
    /// As released: the mean over batches of the cosine of all attributions of a batch, concatenated. Images with large attributions weigh
    /// more.
    /// </summary>
    private static double MeanOfBatches(ReadOnlySpan<ImageAdherence> images, ReadOnlySpan<double> counts)
    {
        var (sum, batches) = (0.0, 0);
        for (var first = 0; first < images.Length; first += ReleasedBatch)
        {
            var count = Math.Min(ReleasedBatch, images.Length - first);
            if (counts.Slice(first, count).ContainsAnyExcept(0))
            {
                sum += CosineOfBatch(images.Slice(first, count), counts.Slice(first, count));
                batches++;
            }
        }

        return sum / batches;
    }

    private static double CosineOfBatch(ReadOnlySpan<ImageAdherence> images, ReadOnlySpan<double> counts)
    {
        var (product, square, referenceSquare) = (0.0, 0.0, 0.0);
        for (var i = 0; i < images.Length; i++)
        {
            var (cosine, norm, referenceNorm) = images[i];
            product += counts[i] * cosine * norm * referenceNorm;
            square += counts[i] * norm * norm;
            referenceSquare += counts[i] * referenceNorm * referenceNorm;
        }

        return square > 0 && referenceSquare > 0 ? product / Math.Sqrt(square) / Math.Sqrt(referenceSquare) : 0;
    }
}
