using System.Collections.Immutable;
using ScottPlot;

namespace Reproduce.Figures.Drawing;

/// <summary>The colours of curves, points and regions: those of Okabe and Ito, which colour-blind readers tell apart.</summary>
internal static class FigureColors
{
    /// <summary>Training images, and the plain teacher among compared models.</summary>
    public static readonly Color Blue = Color.FromHex("#0072B2");

    /// <summary>Test images.</summary>
    public static readonly Color Orange = Color.FromHex("#E69F00");

    private static readonly Color SkyBlue = Color.FromHex("#56B4E9");
    private static readonly Color Green = Color.FromHex("#009E73");
    private static readonly Color Vermilion = Color.FromHex("#D55E00");

    /// <summary>A teacher's colour, then those of its students RS_temp1, FS_temp1, RS_tempT and FS_tempT.</summary>
    public static readonly ImmutableArray<Color> Roles = [Blue, SkyBlue, Green, Orange, Vermilion];

    /// <summary>The colours and markers of up to three compared models: plain teacher, teacher trained at T, its student.</summary>
    public static readonly ImmutableArray<(Color Color, MarkerShape Filled, MarkerShape Open)> Compared =
    [
        (Blue, MarkerShape.FilledCircle, MarkerShape.OpenCircle),
        (Vermilion, MarkerShape.FilledSquare, MarkerShape.OpenSquare),
        (Green, MarkerShape.FilledTriangleUp, MarkerShape.OpenTriangleUp),
    ];

    /// <summary>The colours of the points of class 0, 1 and 2.</summary>
    public static readonly ImmutableArray<Color> Classes = [Vermilion, Green, Blue];

    /// <summary>The colours of their regions: lighter, so that points on them are seen.</summary>
    public static readonly ImmutableArray<Color> Regions = [.. Classes.Select(color => color.MixedWith(Colors.White, 0.55))];
}
