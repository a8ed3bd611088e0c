using Reproduce.Core.Boundaries;
using Reproduce.Core.Networks;
using SkiaSharp;
using Box = Reproduce.Core.Data.Box;
using Color = ScottPlot.Color;

namespace Reproduce.Figures.Drawing;

/// <summary>What a heatmap's pixel shows of the three class probabilities.</summary>
internal enum Shading
{
    /// <summary>The classes' colours, mixed by their probabilities at temperature 1.</summary>
    Probabilities,

    /// <summary>The colour of the most probable class; of equal ones, the first.</summary>
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
        var color = shading == Shading.Rounded ? FigureColors.Regions[grid.PredictedClass(row, column)] : Mixed(grid.At(row, column));
        (pixel[0], pixel[1], pixel[2], pixel[3]) = (color.Red, color.Green, color.Blue, byte.MaxValue);
    }

    private static Color Mixed(ReadOnlySpan<float> probabilities)
    {
        var (red, green, blue) = (0f, 0f, 0f);
        for (var k = 0; k < probabilities.Length; k++)
        {
            red += probabilities[k] * FigureColors.Regions[k].Red;
            green += probabilities[k] * FigureColors.Regions[k].Green;
            blue += probabilities[k] * FigureColors.Regions[k].Blue;
        }

        return new Color((byte)MathF.Round(red), (byte)MathF.Round(green), (byte)MathF.Round(blue));
    }
}
