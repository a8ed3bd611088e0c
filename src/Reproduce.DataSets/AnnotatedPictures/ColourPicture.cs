using SkiaSharp;

namespace Reproduce.DataSets.AnnotatedPictures;

/// <summary>A decoded picture.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Red, green, blue and one byte to ignore for each pixel, row after row.</param>
internal sealed record ColourPicture(int Width, int Height, byte[] Pixels)
{
    private const int Channels = 3;
    private const int BytesOfPixel = 4;

    /// <summary>Decodes a whole picture, its levels as they are in the file: no colour profile is applied.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The picture, or null if it cannot be decoded to its end.</returns>
    public static ColourPicture? Decode(string path)
    {
        using var data = SKData.CreateCopy(File.ReadAllBytes(path));
        using var codec = SKCodec.Create(data);
        if (codec is null)
        {
            return null;
        }

        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var bitmap = new SKBitmap(info);
        return codec.GetPixels(info, bitmap.GetPixels()) == SKCodecResult.Success
            ? new(info.Width, info.Height, bitmap.GetPixelSpan().ToArray())
            : null;
    }

    /// <summary>Columns and rows that a file declares; null if it is no picture.</summary>
    /// <param name="path">The file.</param>
    public static (int Width, int Height)? SizeOf(string path)
    {
        using var codec = SKCodec.Create(path);
        return codec is null ? null : (codec.Info.Width, codec.Info.Height);
    }

    /// <summary>
    /// Resizes a part to a square by bilinear interpolation between pixel centres, the border repeated: a pixel of the result lies at
    /// (i + 0.5) * size / side - 0.5. Where the part shrinks no pixels are averaged beforehand (no antialiasing), so that the result does
    /// not depend on any library; of TSRD's 6,164 boxes 24 are larger than 256 pixels.
    /// </summary>
    /// <param name="box">The part, not empty.</param>
    /// <param name="side">Rows and columns of the result.</param>
    /// <param name="resized">Receives shape <c>[3, side, side]</c>, rounded to whole levels.</param>
    public void Resize(PixelBox box, int side, Span<byte> resized)
    {
        var columns = Samples(box.Width, side);
        var rows = Samples(box.Height, side);
        for (var y = 0; y < side; y++)
        {
            var row = rows[y];
            var above = Row(box, row.First);
            var below = Row(box, row.Second);
            for (var x = 0; x < side; x++)
            {
                var column = columns[x];
                var (left, right) = (column.First * BytesOfPixel, column.Second * BytesOfPixel);
                for (var channel = 0; channel < Channels; channel++)
                {
                    var upper = Mix(above[left + channel], above[right + channel], column.Weight);
                    var lower = Mix(below[left + channel], below[right + channel], column.Weight);
                    resized[(((channel * side) + y) * side) + x] = (byte)Math.Round(Mix(upper, lower, row.Weight));
                }
            }
        }
    }

    private static double Mix(double first, double second, double weight) => first + ((second - first) * weight);

    private static Sample[] Samples(int size, int side) =>
    [
        .. Enumerable.Range(0, side)
            .Select(i => Math.Clamp(((i + 0.5) * size / side) - 0.5, 0, size - 1))
            .Select(position => new Sample((int)position, Math.Min((int)position + 1, size - 1), position - (int)position)),
    ];

    private ReadOnlySpan<byte> Row(PixelBox box, int row) =>
        Pixels.AsSpan((((box.Top + row) * Width) + box.Left) * BytesOfPixel, box.Width * BytesOfPixel);

    /// <summary>Between which two pixels of a line to interpolate.</summary>
    private readonly record struct Sample(int First, int Second, double Weight);
}

/// <summary>A part of a picture.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Right">The column after the last.</param>
/// <param name="Bottom">The row after the last.</param>
internal readonly record struct PixelBox(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Columns.</summary>
    public int Width => Right - Left;

    /// <summary>Rows.</summary>
    public int Height => Bottom - Top;
}
