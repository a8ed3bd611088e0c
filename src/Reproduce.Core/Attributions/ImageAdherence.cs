using System.Collections.Immutable;

namespace Reproduce.Core.Attributions;

/// <summary>How similar a model's attribution of one image is to that of the model it is compared with.</summary>
/// <param name="Cosine">Cosine of the two, -1 to 1; 0 where one of them is zero everywhere, as in PyTorch's cosine similarity.</param>
/// <param name="Norm">Euclidean length of the model's attribution; 0 if it is zero everywhere.</param>
/// <param name="ReferenceNorm">The same of the model's that it is compared with.</param>
public readonly record struct ImageAdherence(double Cosine, double Norm, double ReferenceNorm)
{
    /// <summary>Compares the attributions of images, each image by itself.</summary>
    /// <param name="attributions">The model's, shape <c>[N, C, H, W]</c>, finite.</param>
    /// <param name="reference">Those that they are compared with, of the same shape, finite.</param>
    /// <param name="count">Number of images N, at least 1.</param>
    /// <returns>One comparison an image.</returns>
    /// <exception cref="ArgumentException">The lengths don't fit each other, or a number is not finite.</exception>
    public static ImmutableArray<ImageAdherence> Compare(ReadOnlySpan<float> attributions, ReadOnlySpan<float> reference, int count)
    {
        if (count < 1 || attributions.IsEmpty || attributions.Length != reference.Length || attributions.Length % count != 0)
        {
            throw new ArgumentException(
                $"Expected two attributions of equal length for each of {count} images, but there are {attributions.Length} and "
                + $"{reference.Length} numbers.",
                nameof(attributions));
        }

        var size = attributions.Length / count;
        var images = ImmutableArray.CreateBuilder<ImageAdherence>(count);
        for (var i = 0; i < count; i++)
        {
            var compared = Compare(attributions.Slice(i * size, size), reference.Slice(i * size, size));
            images.Add(double.IsFinite(compared.Norm) && double.IsFinite(compared.ReferenceNorm)
                ? compared
                : throw new ArgumentException(
                    $"An attribution of image {i} is not finite: a network whose logits overflow can't be explained.",
                    nameof(attributions)));
        }

        return images.MoveToImmutable();
    }

    private static ImageAdherence Compare(ReadOnlySpan<float> attribution, ReadOnlySpan<float> reference)
    {
        // In 64 bits: the squares of tiny attributions would underflow to 0 in 32.
        var (product, square, referenceSquare) = (0.0, 0.0, 0.0);
        for (var p = 0; p < attribution.Length; p++)
        {
            product += (double)attribution[p] * reference[p];
            square += (double)attribution[p] * attribution[p];
            referenceSquare += (double)reference[p] * reference[p];
        }

        var (norm, referenceNorm) = (Math.Sqrt(square), Math.Sqrt(referenceSquare));
        return new ImageAdherence(norm > 0 && referenceNorm > 0 ? product / norm / referenceNorm : 0, norm, referenceNorm);
    }
}
