using SkiaSharp;

namespace Reproduce.Testing.Snapshots.Images;

/// <summary>
/// A picture for the reviewer: verified, received, and the received one faded with the differing pixels in red and their regions framed.
/// </summary>
internal static class SideBySide
{
    private const int Gap = 8;

    /// <summary>Space between a region and its frame, in pixels.</summary>
    private const int Margin = 3;

    /// <summary>How far the third panel fades towards white, 0 to 1.</summary>
    private const double Fading = 0.75;

    private static readonly SKColor Highlight = new(214, 0, 28);

    /// <summary>Draws two images of one size.</summary>
    /// <returns>A PNG of three panels beside each other on grey.</returns>
    public static byte[] Draw(
        DecodedImage verified, DecodedImage received, DifferenceMap map, double level, IReadOnlyList<DifferenceRegion> regions)
    {
        var panel = new SKSizeI(verified.Width, verified.Height);
        using var bitmap = new SKBitmap((3 * panel.Width) + (4 * Gap), panel.Height + (2 * Gap));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Gray);
        Paint(canvas, panel, 0, verified.Pixels);
        Paint(canvas, panel, 1, received.Pixels);
        Paint(canvas, panel, 2, [.. received.Pixels.Zip(map.DeltaE, (color, deltaE) => deltaE > level ? Highlight : Fade(color))]);
        using var frame = new SKPaint { Color = Highlight, IsStroke = true, StrokeWidth = 1 };
        foreach (var region in regions)
        {
            var bounds = SKRectI.Inflate(region.Bounds, Margin, Margin);
            bounds.Offset(Left(panel, 2), Gap);
            canvas.DrawRect(bounds, frame);
        }

        canvas.Flush();
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static int Left(SKSizeI panel, int index) => Gap + (index * (panel.Width + Gap));

    private static void Paint(SKCanvas canvas, SKSizeI panel, int index, SKColor[] pixels)
    {
        using var bitmap = new SKBitmap(panel.Width, panel.Height);
        bitmap.Pixels = pixels;
        canvas.DrawBitmap(bitmap, Left(panel, index), Gap);
    }

    private static SKColor Fade(SKColor color)
    {
        var grey = (0.2126 * color.Red) + (0.7152 * color.Green) + (0.0722 * color.Blue);
        var faded = (byte)Math.Round((grey * (1 - Fading)) + (255 * Fading));
        return new SKColor(faded, faded, faded);
    }
}
