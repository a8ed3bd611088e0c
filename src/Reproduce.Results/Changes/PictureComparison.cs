using SkiaSharp;

namespace Reproduce.Results.Changes;

/// <summary>How two pictures differ, pixel by pixel: in a line, and as a picture.</summary>
public static class PictureComparison
{
    // What an encoder or another processor's rounding changes, and no eye sees.
    private const int Invisible = 2;

    // How far a picture's grey is from white behind the pixels that differ.
    private const double Faded = 0.25;

    private static readonly SKColor Highlight = new(214, 0, 28);

    /// <summary>Says how large a share of the pixels differs and by how much.</summary>
    /// <param name="before">A PNG file's bytes.</param>
    /// <param name="after">Another's.</param>
    /// <returns>One line; null if no eye sees a difference.</returns>
    public static string? Describe(byte[] before, byte[] after)
    {
        using var one = PngFile.Decode(before);
        using var other = PngFile.Decode(after);
        if (one is null || other is null)
        {
            return "one of the files is no picture";
        }

        if (one.Info.Size != other.Info.Size)
        {
            return $"{one.Width} x {one.Height} pixels -> {other.Width} x {other.Height}";
        }

        var differences = Differences(one, other);
        var differing = differences.Count(IsVisible);
        return differing == 0
            ? null
            : $"{100.0 * differing / differences.Length:0.00} % of the pixels differ, by up to {differences.Max()} of 255";
    }

    /// <summary>Draws the later picture faded, with the pixels that differ in red.</summary>
    /// <param name="before">A PNG file's bytes.</param>
    /// <param name="after">Another's.</param>
    /// <returns>A PNG; null where one of them is no picture, or they are of two sizes.</returns>
    public static byte[]? Draw(byte[] before, byte[] after)
    {
        using var one = PngFile.Decode(before);
        using var other = PngFile.Decode(after);
        if (one is null || other is null || one.Info.Size != other.Info.Size)
        {
            return null;
        }

        var differences = Differences(one, other);
        other.Pixels = [.. other.Pixels.Zip(differences, (color, difference) => IsVisible(difference) ? Highlight : Fade(color))];
        using var png = other.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>Of each pixel of two pictures of one size, the largest difference of a channel, 0 to 255.</summary>
    private static int[] Differences(SKBitmap one, SKBitmap other)
    {
        var (pixels, otherPixels) = (one.Bytes, other.Bytes);
        return
        [
            .. Enumerable.Range(0, pixels.Length / 4).Select(pixel =>
            {
                var largest = 0;
                for (var channel = 4 * pixel; channel < 4 * (pixel + 1); channel++)
                {
                    largest = Math.Max(largest, Math.Abs(pixels[channel] - otherPixels[channel]));
                }

                return largest;
            }),
        ];
    }

    private static bool IsVisible(int difference) => difference > Invisible;

    private static SKColor Fade(SKColor color)
    {
        var grey = (color.Red + color.Green + color.Blue) / 3.0;
        var faded = (byte)Math.Round(255 - (Faded * (255 - grey)));
        return new SKColor(faded, faded, faded);
    }
}
