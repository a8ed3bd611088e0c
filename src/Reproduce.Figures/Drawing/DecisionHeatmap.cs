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
    /// <summary>Grid points along each axis in the paper's heatmaps.</summary>
    public const int PaperResolution = 500;

    private const int BytesPerPixel = 4;

    /// <summary>Evaluates the network on a grid that includes the window's bounds.</summary>
    /// <param name="network">The network.</param>
    /// <param name="window">The window.</param>
    /// <param name="shading">What a pixel shows.</param>
    /// <param name="resolution">Grid points along each axis, at least 2.</param>
    /// <returns>One opaque pixel a grid point; the top row has the largest second coordinate. The caller disposes it.</returns>
    public static SKBitmap Render(Perceptron network, Box window, Shading shading, int resolution = PaperResolution)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resolution, 2);
        var rowLength = resolution * BytesPerPixel;
        var pixels = new byte[resolution * rowLength];
        Parallel.For(0, resolution, row =>
        {
            var x1 = window.MaxX1 - (row * window.Height / (resolution - 1));
            RenderRow(network, window, x1, shading, pixels.AsSpan(row * rowLength, rowLength));
        });

        var bitmap = new SKBitmap(new SKImageInfo(resolution, resolution, SKColorType.Rgba8888, SKAlphaType.Opaque));
        pixels.CopyTo(bitmap.GetPixelSpan());
        return bitmap;
    }

    /// <summary>The most probable class of a point; of equally probable ones, the first.</summary>
    public static int Predict(Perceptron network, double x0, double x1)
    {
        Span<double> logits = stackalloc double[Perceptron.Classes];
        network.Logits(x0, x1, logits);
        return IndexOfLargest(logits);
    }

    private static void RenderRow(Perceptron network, Box window, double x1, Shading shading, Span<byte> row)
    {
        Span<double> values = stackalloc double[Perceptron.Classes];
        var columns = row.Length / BytesPerPixel;
        for (var column = 0; column < columns; column++)
        {
            network.Logits(window.MinX0 + (column * window.Width / (columns - 1)), x1, values);
            var pixel = row.Slice(column * BytesPerPixel, BytesPerPixel);
            pixel[Perceptron.Classes] = byte.MaxValue;
            if (shading == Shading.Rounded)
            {
                pixel[IndexOfLargest(values)] = byte.MaxValue;
                continue;
            }

            Softmax(values);
            for (var k = 0; k < values.Length; k++)
            {
                pixel[k] = (byte)Math.Round(values[k] * byte.MaxValue);
            }
        }
    }

    private static void Softmax(Span<double> values)
    {
        var largest = values[IndexOfLargest(values)];
        var sum = 0.0;
        foreach (ref var value in values)
        {
            value = Math.Exp(value - largest);
            sum += value;
        }

        foreach (ref var value in values)
        {
            value /= sum;
        }
    }

    private static int IndexOfLargest(ReadOnlySpan<double> values)
    {
        var best = 0;
        for (var k = 1; k < values.Length; k++)
        {
            best = values[k] > values[best] ? k : best;
        }

        return best;
    }
}
