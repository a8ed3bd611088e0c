using Reproduce.Core.Boundaries;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using SkiaSharp;

namespace Reproduce.Figures.Drawing;

/// <summary>What a heatmap's pixel shows of the three class probabilities.</summary>
internal enum Shading
{
    /// <summary>Red, green and blue are the probabilities of class 0, 1 and 2 at temperature 1.</summary>
    Probabilities,

    /// <summary>The pure colour of the most probable class; of equal ones, the first.</summary>
    Rounded,
}

/// <summary>A picture of what a network answers on a window of the input plane (paper figures 2, 3, 18 and others).</summary>
internal static class DecisionHeatmap
{
    private const int BytesPerPixel = 4;

    /// <summary>Evaluates the network on a grid that includes the window's bounds.</summary>
    /// <param name="network">The network.</param>
    /// <param name="window">The window.</param>
    /// <param name="shading">What a pixel shows.</param>
    /// <param name="resolution">Grid points along each axis, at least 2.</param>
    /// <returns>One opaque pixel a grid point; the top row has the largest second coordinate. The caller disposes it.</returns>
    public static SKBitmap Render(Perceptron network, Box window, Shading shading, int resolution = ProbabilityGrid.PublishedSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resolution, 2);
        var grid = ProbabilityGrid.Of(network, window, resolution, resolution);
        var bitmap = new SKBitmap(new SKImageInfo(resolution, resolution, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        pixels.Clear();
        for (var row = 0; row < resolution; row++)
        {
            for (var column = 0; column < resolution; column++)
            {
                // The grid's first row has the smallest second coordinate, a picture's is its top.
                var pixel = pixels.Slice((((resolution - 1 - row) * resolution) + column) * BytesPerPixel, BytesPerPixel);
                Shade(pixel, grid, row, column, shading);
            }
        }

        return bitmap;
    }

    private static void Shade(Span<byte> pixel, ProbabilityGrid grid, int row, int column, Shading shading)
    {
        pixel[Perceptron.Classes] = byte.MaxValue;
        if (shading == Shading.Rounded)
        {
            pixel[grid.PredictedClass(row, column)] = byte.MaxValue;
            return;
        }

        var probabilities = grid.At(row, column);
        for (var k = 0; k < probabilities.Length; k++)
        {
            pixel[k] = (byte)MathF.Round(probabilities[k] * byte.MaxValue);
        }
    }
}
