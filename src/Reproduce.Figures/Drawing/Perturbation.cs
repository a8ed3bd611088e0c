using Reproduce.Core.Data;

namespace Reproduce.Figures.Drawing;

/// <summary>What an attack added to an image.</summary>
internal static class Perturbation
{
    private const float MiddleGrey = 0.5f;
    private const float LargestAmplification = 128;

    /// <summary>The power of two, from 1 to 128, that uses the grey scale best: the largest that clips no difference.</summary>
    /// <param name="clean">The image before the attack.</param>
    /// <param name="attacked">The images after it; all are shown with the same amplification, so that they can be compared.</param>
    public static float Amplification(ReadOnlySpan<float> clean, params ReadOnlySpan<ReadOnlyMemory<float>> attacked)
    {
        var largest = 0f;
        foreach (var image in attacked)
        {
            for (var i = 0; i < clean.Length; i++)
            {
                largest = Math.Max(largest, Math.Abs(image.Span[i] - clean[i]));
            }
        }

        var amplification = LargestAmplification;
        while (amplification > 1 && largest * amplification > MiddleGrey)
        {
            amplification /= 2;
        }

        return amplification;
    }

    /// <summary>The difference around middle grey: brighter where the attack added, darker where it took away.</summary>
    public static float[] Shade(ReadOnlySpan<float> clean, ReadOnlySpan<float> attacked, float amplification)
    {
        var shaded = new float[clean.Length];
        for (var i = 0; i < clean.Length; i++)
        {
            shaded[i] = MiddleGrey + (amplification * (attacked[i] - clean[i]));
        }

        return shaded;
    }

    /// <summary>The share of pixels, 0 to 1, of which at least one channel is another number than before.</summary>
    public static double ShareMoved(ImageShape shape, ReadOnlySpan<float> clean, ReadOnlySpan<float> attacked)
    {
        var pixelCount = shape.Height * shape.Width;
        var isMoved = new bool[pixelCount];
        for (var i = 0; i < clean.Length; i++)
        {
            isMoved[i % pixelCount] |= clean[i] != attacked[i];
        }

        return (double)isMoved.Count(moved => moved) / pixelCount;
    }

    /// <summary>A share in percent; only none is written as 0 and only all as 100.</summary>
    public static string Percent(double share) => share switch
    {
        0 => "0 %",
        1 => "100 %",
        _ => $"{Math.Clamp(100 * share, 0.1, 99.9):0.0} %",
    };
}
