using System.Collections.Immutable;
using SkiaSharp;

namespace Reproduce.Figures.Drawing;

/// <summary>Scales of colours: a few stops at equal distances, and linear between them.</summary>
internal static class ColorStops
{
    /// <summary>The colour of a share.</summary>
    /// <param name="stops">At least two colours, from share 0 to share 1.</param>
    /// <param name="share">0 to 1.</param>
    public static SKColor At(ImmutableArray<SKColor> stops, double share)
    {
        var position = share * (stops.Length - 1);
        var segment = Math.Min((int)position, stops.Length - 2);
        var (low, high, weight) = (stops[segment], stops[segment + 1], position - segment);
        return new SKColor(Mix(low.Red, high.Red), Mix(low.Green, high.Green), Mix(low.Blue, high.Blue));

        byte Mix(byte from, byte to) => (byte)Math.Round(from + (weight * (to - from)));
    }
}
