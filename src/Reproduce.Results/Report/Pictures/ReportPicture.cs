using SkiaSharp;

namespace Reproduce.Results.Report.Pictures;

/// <summary>A picture as a page holds it: small enough for a report of dozens, and to the eye the same.</summary>
/// <param name="Address">A <c>data:</c> address.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
public sealed record ReportPicture(string Address, int Width, int Height)
{
    private const float PhotographQuality = 80;
    private const float LosslessEffort = 100;

    // Root mean square of 255. Below, lines and areas look the same at twice their size; at 6, a heatmap loses one of its colours.
    private const double InvisibleError = 4;
    private static readonly int[] PaletteSizes = [32, 64, 256];

    /// <summary>Encodes a PNG: with as few colours as look the same, as PNG or WebP, or as it is, whichever is smallest.</summary>
    /// <param name="png">The file's bytes.</param>
    /// <returns>Null where they are no picture.</returns>
    public static ReportPicture? Of(byte[] png)
    {
        ArgumentNullException.ThrowIfNull(png);
        using var bitmap = PngFile.Decode(png);
        if (bitmap is null)
        {
            return null;
        }

        (string Type, byte[] Bytes)[] encodings = [("png", png), .. Encodings(bitmap)];
        var (type, bytes) = encodings.MinBy(encoding => encoding.Bytes.Length);
        return new($"data:image/{type};base64,{Convert.ToBase64String(bytes)}", bitmap.Width, bitmap.Height);
    }

    /// <summary>None for a picture that one can see through.</summary>
    private static IEnumerable<(string Type, byte[] Bytes)> Encodings(SKBitmap bitmap)
    {
        var pixels = bitmap.Pixels;
        if (pixels.Any(pixel => pixel.Alpha < byte.MaxValue))
        {
            yield break;
        }

        foreach (var colors in PaletteSizes)
        {
            var (palette, indices, error) = ColorPalette.Reduce(pixels, colors);
            if (error <= InvisibleError)
            {
                yield return ("png", PalettePng.Encode(bitmap.Width, bitmap.Height, palette, indices));
                bitmap.Pixels = [.. indices.Select(index => palette[index])];
                yield return ("webp", WebP(bitmap, SKWebpEncoderCompression.Lossless, LosslessEffort));
                yield break;
            }
        }

        // So many colours are a photograph's.
        yield return ("webp", WebP(bitmap, SKWebpEncoderCompression.Lossy, PhotographQuality));
    }

    private static byte[] WebP(SKBitmap bitmap, SKWebpEncoderCompression compression, float quality)
    {
        using var map = bitmap.PeekPixels();
        using var webp = map.Encode(new SKWebpEncoderOptions(compression, quality));
        return webp!.ToArray();
    }
}
