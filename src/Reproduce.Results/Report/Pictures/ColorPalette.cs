using SkiaSharp;

namespace Reproduce.Results.Report.Pictures;

/// <summary>
/// Reduces a picture's colours by median cut: a box of colours is halved where it spreads most, until there are enough boxes.
/// </summary>
internal static class ColorPalette
{
    // Colours that agree in the upper five bits of each channel are counted together.
    private const int Shift = 3;
    private const int Levels = 1 << (8 - Shift);
    private const int Channels = 3;

    /// <summary>The picture with few colours.</summary>
    /// <param name="pixels">Opaque pixels.</param>
    /// <param name="most">The largest number of colours, 2 to 256.</param>
    /// <returns>The colours, for each pixel the index of its one, and the root mean square of the channels' errors, of 255.</returns>
    public static (SKColor[] Palette, byte[] Indices, double Error) Reduce(SKColor[] pixels, int most)
    {
        var bins = new Bin?[Levels * Levels * Levels];
        foreach (var pixel in pixels)
        {
            (bins[IndexOf(pixel)] ??= new Bin()).Add(pixel);
        }

        var boxes = Boxes([.. bins.OfType<Bin>()], most);
        for (var box = 0; box < boxes.Count; box++)
        {
            Array.ForEach(boxes[box], bin => bin.Entry = (byte)box);
        }

        SKColor[] palette = [.. boxes.Select(MeanOf)];
        var indices = new byte[pixels.Length];
        var error = 0L;
        for (var i = 0; i < pixels.Length; i++)
        {
            indices[i] = bins[IndexOf(pixels[i])]!.Entry;
            error += Distance(pixels[i], palette[indices[i]]);
        }

        return (palette, indices, Math.Sqrt(error / ((double)Channels * pixels.Length)));
    }

    private static List<Bin[]> Boxes(Bin[] bins, int most)
    {
        List<Bin[]> boxes = [bins];
        List<(int Channel, double Spread)> widest = [WidestOf(bins)];
        while (boxes.Count < most)
        {
            var box = widest.IndexOf(widest.MaxBy(one => one.Spread));
            var (channel, spread) = widest[box];
            if (spread == 0)
            {
                break;
            }

            var mean = boxes[box].Sum(bin => bin.Weight * bin.Mean(channel)) / boxes[box].Sum(bin => bin.Weight);
            var halves = boxes[box].ToLookup(bin => bin.Mean(channel) > mean);
            (boxes[box], widest[box]) = ([.. halves[false]], WidestOf([.. halves[false]]));
            boxes.Add([.. halves[true]]);
            widest.Add(WidestOf(boxes[^1]));
        }

        return boxes;
    }

    private static (int Channel, double Spread) WidestOf(Bin[] bins) =>
        Enumerable.Range(0, Channels).Select(channel => (channel, SpreadOf(bins, channel))).MaxBy(one => one.Item2);

    private static double SpreadOf(Bin[] bins, int channel)
    {
        var weight = bins.Sum(bin => bin.Weight);
        var mean = bins.Sum(bin => bin.Weight * bin.Mean(channel)) / weight;
        return bins.Sum(bin => bin.Weight * Math.Pow(bin.Mean(channel) - mean, 2)) is var spread && spread > 1e-6 ? spread : 0;
    }

    private static SKColor MeanOf(Bin[] bins)
    {
        var pixels = (double)bins.Sum(bin => bin.Pixels);
        byte[] mean = [.. Enumerable.Range(0, Channels).Select(channel => (byte)Math.Round(bins.Sum(bin => bin.Sums[channel]) / pixels))];
        return new SKColor(mean[0], mean[1], mean[2]);
    }

    private static int IndexOf(SKColor color) =>
        (((color.Red >> Shift) * Levels) + (color.Green >> Shift)) * Levels + (color.Blue >> Shift);

    private static int Distance(SKColor one, SKColor other) =>
        Square(one.Red - other.Red) + Square(one.Green - other.Green) + Square(one.Blue - other.Blue);

    private static int Square(int number) => number * number;

    /// <summary>Colours that are counted together.</summary>
    private sealed class Bin
    {
        public long[] Sums { get; } = new long[Channels];

        public int Pixels { get; private set; }

        /// <summary>Its colour's index.</summary>
        public byte Entry { get; set; }

        /// <summary>A thin line's colour counts for more than its pixels.</summary>
        public double Weight => Math.Sqrt(Pixels);

        public void Add(SKColor color)
        {
            Pixels++;
            Sums[0] += color.Red;
            Sums[1] += color.Green;
            Sums[2] += color.Blue;
        }

        public double Mean(int channel) => (double)Sums[channel] / Pixels;
    }
}
