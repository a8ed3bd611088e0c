using System.Collections.Immutable;
using SkiaSharp;

namespace Reproduce.Figures.Drawing;

/// <summary>
/// Colours for shares from 0 (light yellow) over green to 1 (teal), each darker than those below. The scale ends where black text would
/// become hard to read.
/// </summary>
internal static class SequentialScale
{
    private static readonly ImmutableArray<SKColor> Stops =
        [new(0xff, 0xff, 0xd9), new(0xc7, 0xe9, 0xb4), new(0x7f, 0xcd, 0xbb), new(0x41, 0xb6, 0xc4)];

    /// <summary>The colour of a share.</summary>
    /// <param name="share">0 to 1.</param>
    public static SKColor ColorOf(double share) => ColorStops.At(Stops, share);
}
