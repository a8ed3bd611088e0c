using System.Collections.Immutable;
using SkiaSharp;

namespace Reproduce.Figures.Drawing;

/// <summary>Colours for shares from 0 (almost white) to 1 (dark blue), each darker than those below, and readable text on them.</summary>
internal static class SequentialScale
{
    private static readonly ImmutableArray<SKColor> Stops = [new(0xf7, 0xfb, 0xff), new(0x6b, 0xae, 0xd6), new(0x08, 0x30, 0x6b)];

    /// <summary>The colour of a share.</summary>
    /// <param name="share">0 to 1.</param>
    public static SKColor ColorOf(double share)
    {
        var position = share * (Stops.Length - 1);
        var segment = Math.Min((int)position, Stops.Length - 2);
        var (low, high, weight) = (Stops[segment], Stops[segment + 1], position - segment);
        return new SKColor(Mix(low.Red, high.Red), Mix(low.Green, high.Green), Mix(low.Blue, high.Blue));

        byte Mix(byte from, byte to) => (byte)Math.Round(from + (weight * (to - from)));
    }

    /// <summary>Black or white, whichever has the stronger contrast; that is at least 4.5 : 1 on every colour there is.</summary>
    public static SKColor TextOn(SKColor background) =>
        Contrast(SKColors.Black, background) >= Contrast(SKColors.White, background) ? SKColors.Black : SKColors.White;

    /// <summary>The contrast ratio of two colours, 1 to 21, as the Web Content Accessibility Guidelines 2.1 define it.</summary>
    public static double Contrast(SKColor first, SKColor second)
    {
        var (a, b) = (Luminance(first), Luminance(second));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(SKColor color) =>
        (0.2126 * Linear(color.Red)) + (0.7152 * Linear(color.Green)) + (0.0722 * Linear(color.Blue));

    private static double Linear(byte channel)
    {
        var value = channel / (double)byte.MaxValue;
        return value <= 0.03928 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
