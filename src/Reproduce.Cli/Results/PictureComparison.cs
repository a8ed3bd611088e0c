using SkiaSharp;

namespace Reproduce.Cli.Results;

/// <summary>How two pictures differ, in a line.</summary>
internal static class PictureComparison
{
    // What an encoder or another processor's rounding changes, and no eye sees.
    private const int Invisible = 2;

    /// <summary>Compares pixel by pixel.</summary>
    /// <param name="before">A PNG file's bytes.</param>
    /// <param name="after">Another's.</param>
    /// <returns>How large a share of the pixels differs and by how much; null if no eye sees a difference.</returns>
    public static string? Describe(byte[] before, byte[] after)
    {
        using var one = Decode(before);
        using var other = Decode(after);
        if (one is null || other is null)
        {
            return "one of the files is no picture";
        }

        if (one.Width != other.Width || one.Height != other.Height)
        {
            return $"{one.Width} x {one.Height} pixels -> {other.Width} x {other.Height}";
        }

        var (pixels, otherPixels) = (one.Bytes, other.Bytes);
        var (differing, largest) = (0, 0);
        for (var i = 0; i < pixels.Length; i += 4)
        {
            var difference = 0;
            for (var channel = i; channel < i + 4; channel++)
            {
                difference = Math.Max(difference, Math.Abs(pixels[channel] - otherPixels[channel]));
            }

            differing += difference > Invisible ? 1 : 0;
            largest = Math.Max(largest, difference);
        }

        return differing == 0
            ? null
            : $"{100.0 * differing / (pixels.Length / 4):0.00} % of the pixels differ, by up to {largest} of 255";
    }

    private static SKBitmap? Decode(byte[] png)
    {
        using var data = SKData.CreateCopy(png);
        using var codec = SKCodec.Create(data);
        return codec is null
            ? null
            : SKBitmap.Decode(codec, new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
    }
}
