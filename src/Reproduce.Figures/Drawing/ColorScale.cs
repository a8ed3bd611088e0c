using System.Collections.Immutable;
using SkiaSharp;

namespace Reproduce.Figures.Drawing;

/// <summary>Colours for shares from 0 to 1, each darker than those below: a few colours at equal distances, linear between them.</summary>
internal sealed class ColorScale
{
    private readonly ImmutableArray<SKColor> _colors;

    private ColorScale(params ImmutableArray<SKColor> colors) => _colors = colors;

    /// <summary>From nearly white to navy: matplotlib's and ColorBrewer's Blues.</summary>
    public static ColorScale Blues { get; } = new(
        new(0xf7, 0xfb, 0xff), new(0xde, 0xeb, 0xf7), new(0xc6, 0xdb, 0xef), new(0x9e, 0xca, 0xe1), new(0x6b, 0xae, 0xd6),
        new(0x42, 0x92, 0xc6), new(0x21, 0x71, 0xb5), new(0x08, 0x51, 0x9c), new(0x08, 0x30, 0x6b));

    /// <summary>From light yellow over green to teal: it ends where black text would become hard to read.</summary>
    public static ColorScale YellowToTeal { get; } =
        new(new(0xff, 0xff, 0xd9), new(0xc7, 0xe9, 0xb4), new(0x7f, 0xcd, 0xbb), new(0x41, 0xb6, 0xc4));

    /// <summary>The colour of a share.</summary>
    /// <param name="share">0 to 1.</param>
    public SKColor ColorOf(double share)
    {
        var position = share * (_colors.Length - 1);
        var segment = Math.Min((int)position, _colors.Length - 2);
        var (low, high, weight) = (_colors[segment], _colors[segment + 1], position - segment);
        return new SKColor(Mix(low.Red, high.Red), Mix(low.Green, high.Green), Mix(low.Blue, high.Blue));

        byte Mix(byte from, byte to) => (byte)Math.Round(from + (weight * (to - from)));
    }
}
