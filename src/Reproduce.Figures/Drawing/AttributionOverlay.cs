using Reproduce.Core.Data;
using SkiaSharp;

namespace Reproduce.Figures.Drawing;

/// <summary>The grey image with the colours of an attribution's heat over it, as the paper shows attributions.</summary>
internal static class AttributionOverlay
{
    private const int Red = 0;
    private const int Green = 1;
    private const int Blue = 2;
    private const int Channels = 3;

    /// <summary>Places the picture of an attribution, which the page then owns.</summary>
    /// <param name="page">The page.</param>
    /// <param name="grid">The page's layout.</param>
    /// <param name="corner">The upper left corner of the picture's place.</param>
    /// <param name="image">The image.</param>
    /// <param name="values">The attribution, of the image's shape <c>[C, H, W]</c>, finite.</param>
    /// <returns>Where the picture is, and what its title adds where the attribution is zero everywhere.</returns>
    public static (SKRectI Area, string Remark) Place(
        FigurePage page, PictureGrid grid, SKPointI corner, AttributedImage image, ReadOnlySpan<float> values)
    {
        var heat = AttributionHeat.Of(image.Shape, values);
        var blended = Blend(image.Shape, image.Pixels.Span, heat);
        var area = grid.Place(page, SkiaImage.Of(image.Shape with { Channels = Channels }, blended), corner);
        return (area, heat.All(share => share == 0) ? " (no attribution)" : "");
    }

    /// <summary>Lays the heat over the image at an opacity of 1/2.</summary>
    /// <param name="shape">The image's shape.</param>
    /// <param name="pixels">
    /// The image, shape <c>[C, H, W]</c>; values outside 0 to 1 are clipped; grey is the channels' mean, stretched from the darkest pixel
    /// to the brightest.
    /// </param>
    /// <param name="heat">Shape <c>[H, W]</c>, 0 to 1.</param>
    /// <returns>Red, green and blue, shape <c>[3, H, W]</c>, 0 to 255.</returns>
    public static byte[] Blend(ImageShape shape, ReadOnlySpan<float> pixels, ReadOnlySpan<float> heat)
    {
        var greys = Stretched(Greys(shape, pixels));
        var blended = new byte[Channels * heat.Length];
        for (var pixel = 0; pixel < heat.Length; pixel++)
        {
            var grey = byte.MaxValue * greys[pixel];
            var color = ColorScale.Blues.ColorOf(heat[pixel]);
            blended[(Red * heat.Length) + pixel] = Mix(color.Red);
            blended[(Green * heat.Length) + pixel] = Mix(color.Green);
            blended[(Blue * heat.Length) + pixel] = Mix(color.Blue);

            byte Mix(byte over) => (byte)MathF.Round((grey + over) / 2);
        }

        return blended;
    }

    private static float[] Greys(ImageShape shape, ReadOnlySpan<float> pixels)
    {
        var greys = new float[shape.Height * shape.Width];
        for (var i = 0; i < pixels.Length; i++)
        {
            greys[i % greys.Length] += Math.Clamp(pixels[i], 0, 1) / shape.Channels;
        }

        return greys;
    }

    /// <summary>As matplotlib shows grey images; one of a single grey stays as it is.</summary>
    private static float[] Stretched(float[] greys)
    {
        var (low, high) = (greys.Min(), greys.Max());
        return high > low ? [.. greys.Select(grey => (grey - low) / (high - low))] : greys;
    }
}
