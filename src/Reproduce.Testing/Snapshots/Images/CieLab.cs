using SkiaSharp;

namespace Reproduce.Testing.Snapshots.Images;

/// <summary>Colours in CIELAB (1976), where equal distances look about equally different.</summary>
internal static class CieLab
{
    /// <summary>sRGB's decoding (IEC 61966-2-1) of each byte to linear light.</summary>
    private static readonly double[] Linear = [.. Enumerable.Range(0, 256).Select(value => Decode(value / 255.0))];

    /// <summary>Converts an opaque sRGB colour; the white point is D65, so white is (100, 0, 0).</summary>
    public static (double L, double A, double B) Of(SKColor color)
    {
        var (r, g, b) = (Linear[color.Red], Linear[color.Green], Linear[color.Blue]);

        // sRGB to XYZ, each row divided by the white point's value: (0.95047, 1, 1.08883).
        var x = Compress(((0.4124564 * r) + (0.3575761 * g) + (0.1804375 * b)) / 0.95047);
        var y = Compress((0.2126729 * r) + (0.7151522 * g) + (0.0721750 * b));
        var z = Compress(((0.0193339 * r) + (0.1191920 * g) + (0.9503041 * b)) / 1.08883);
        return ((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double Decode(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    private static double Compress(double value) =>
        value > 216.0 / 24389 ? Math.Cbrt(value) : ((24389.0 / 27 * value) + 16) / 116;
}
