using Reproduce.Core.Data;

namespace Reproduce.Core.Attributions;

/// <summary>
/// How noisy an attribution is: its total variation (Rudin, Osher and Fatemi, 1992; the anisotropic form), the sum of the absolute
/// differences of neighbours in a row or column, channel by channel, over the sum of its absolute values.
/// </summary>
/// <remarks>
/// It does not depend on the attribution's scale. It is near 0 of a smooth attribution, about 2.8 of white Gaussian noise on a large image,
/// and at most 8.
/// </remarks>
public static class TotalVariation
{
    /// <summary>The total variation of one attribution; 0 of one that is zero everywhere.</summary>
    /// <param name="attribution">Shape <c>[C, H, W]</c>, finite.</param>
    /// <param name="shape">Its shape.</param>
    /// <exception cref="ArgumentException">The length is not that of the shape.</exception>
    public static double Of(ReadOnlySpan<float> attribution, ImageShape shape)
    {
        if (attribution.Length != shape.Size)
        {
            throw new ArgumentException(
                $"An attribution of {shape} has {shape.Size} numbers, not {attribution.Length}.", nameof(attribution));
        }

        var (variation, magnitude) = (0.0, 0.0);
        for (var i = 0; i < attribution.Length; i++)
        {
            var (column, row) = (i % shape.Width, i / shape.Width % shape.Height);
            variation += column + 1 < shape.Width ? Math.Abs((double)attribution[i] - attribution[i + 1]) : 0;
            variation += row + 1 < shape.Height ? Math.Abs((double)attribution[i] - attribution[i + shape.Width]) : 0;
            magnitude += Math.Abs((double)attribution[i]);
        }

        return magnitude > 0 ? variation / magnitude : 0;
    }
}
