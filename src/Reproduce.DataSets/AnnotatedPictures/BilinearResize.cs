namespace Reproduce.DataSets.AnnotatedPictures;

/// <summary>
/// Bilinear interpolation between pixel centres, the border repeated: a pixel of the result lies at
/// (i + 0.5) * size / side - 0.5. Where the picture shrinks no pixels are averaged beforehand (no antialiasing), so that the result does
/// not depend on any library; of TSRD's 6,164 boxes 24 are larger than 256 pixels.
/// </summary>
/// <param name="side">Rows and columns of the result.</param>
internal readonly struct BilinearResize(int side)
{
    private const int Channels = 3;

    /// <summary>Resizes a part of a picture to a square.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="box">The part, not empty.</param>
    /// <param name="resized">Receives shape <c>[3, side, side]</c>, rounded to whole levels.</param>
    public void Resize(ColourPicture picture, PixelBox box, Span<byte> resized)
    {
        var columns = Samples(box.Width);
        var rows = Samples(box.Height);
        for (var y = 0; y < side; y++)
        {
            var row = rows[y];
            var above = Row(picture, box, row.First);
            var below = Row(picture, box, row.Second);
            for (var x = 0; x < side; x++)
            {
                var column = columns[x];
                var (left, right) = (column.First * ColourPicture.BytesOfPixel, column.Second * ColourPicture.BytesOfPixel);
                for (var channel = 0; channel < Channels; channel++)
                {
                    var upper = Mix(above[left + channel], above[right + channel], column.Weight);
                    var lower = Mix(below[left + channel], below[right + channel], column.Weight);
                    resized[(((channel * side) + y) * side) + x] = (byte)Math.Round(Mix(upper, lower, row.Weight));
                }
            }
        }
    }

    private static ReadOnlySpan<byte> Row(ColourPicture picture, PixelBox box, int row) => picture.Pixels.AsSpan(
        (((box.Top + row) * picture.Width) + box.Left) * ColourPicture.BytesOfPixel, box.Width * ColourPicture.BytesOfPixel);

    private static double Mix(double first, double second, double weight) => first + ((second - first) * weight);

    private Sample[] Samples(int size)
    {
        var samples = new Sample[side];
        for (var i = 0; i < side; i++)
        {
            var position = Math.Clamp(((i + 0.5) * size / side) - 0.5, 0, size - 1);
            var first = (int)position;
            samples[i] = new(first, Math.Min(first + 1, size - 1), position - first);
        }

        return samples;
    }

    /// <summary>Between which two pixels of a line to interpolate.</summary>
    private readonly record struct Sample(int First, int Second, double Weight);
}
