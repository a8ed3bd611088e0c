using System.Collections.Immutable;
using SkiaSharp;

namespace Reproduce.Figures.Drawing;

/// <summary>
/// Colours for shares from 0 (nearly white) to 1 (navy), each darker than those below: matplotlib's and ColorBrewer's Blues.
/// </summary>
internal static class BlueScale
{
    private static readonly ImmutableArray<SKColor> Stops =
    [
        new(0xf7, 0xfb, 0xff), new(0xde, 0xeb, 0xf7), new(0xc6, 0xdb, 0xef), new(0x9e, 0xca, 0xe1), new(0x6b, 0xae, 0xd6),
        new(0x42, 0x92, 0xc6), new(0x21, 0x71, 0xb5), new(0x08, 0x51, 0x9c), new(0x08, 0x30, 0x6b),
    ];

    /// <summary>The colour of a share.</summary>
    /// <param name="share">0 to 1.</param>
    public static SKColor ColorOf(double share) => ColorStops.At(Stops, share);
}
