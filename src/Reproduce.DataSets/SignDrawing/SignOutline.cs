using System.Collections.Immutable;

namespace Reproduce.DataSets.SignDrawing;

/// <summary>The shape of a sign's plate: a convex polygon about the origin, and where in it the glyph has room.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Corners">The corners, in order.</param>
/// <param name="GlyphSize">Half the glyph's height.</param>
/// <param name="GlyphDown">How far below the origin the glyph's middle lies.</param>
internal sealed record SignOutline(string Name, ImmutableArray<SignPoint> Corners, double GlyphSize, double GlyphDown = 0)
{
    private const int CirclePoints = 32;

    // Of a 32nd of a turn. As constants, for the C library's sine has other last bits on other processors.
    private const double StepCosine = 0.98078528040323043;
    private const double StepSine = 0.19509032201612825;

    /// <summary>Points of the unit circle.</summary>
    public static ImmutableArray<SignPoint> UnitCircle { get; } = MakeCircle();

    public static SignOutline Circle { get; } = new("circle", UnitCircle, 0.5);

    public static SignOutline Triangle { get; } = new("triangle", [new(0, -1.15), new(1.04, 0.65), new(-1.04, 0.65)], 0.34, 0.13);

    public static SignOutline InvertedTriangle { get; } =
        new("inverted triangle", [new(-1.04, -0.65), new(1.04, -0.65), new(0, 1.15)], 0.34, -0.13);

    public static SignOutline Octagon { get; } = new(
        "octagon",
        [
            new(-0.41, -1), new(0.41, -1), new(1, -0.41), new(1, 0.41), new(0.41, 1), new(-0.41, 1), new(-1, 0.41), new(-1, -0.41),
        ],
        0.52);

    public static SignOutline Diamond { get; } = new("diamond", [new(0, -1.12), new(1.12, 0), new(0, 1.12), new(-1.12, 0)], 0.42);

    public static SignOutline Square { get; } = new("square", [new(-0.9, -0.9), new(0.9, -0.9), new(0.9, 0.9), new(-0.9, 0.9)], 0.55);

    private static ImmutableArray<SignPoint> MakeCircle()
    {
        var points = ImmutableArray.CreateBuilder<SignPoint>(CirclePoints);
        var point = new SignPoint(1, 0);
        for (var i = 0; i < CirclePoints; i++)
        {
            points.Add(point);
            point = new((point.X * StepCosine) - (point.Y * StepSine), (point.X * StepSine) + (point.Y * StepCosine));
        }

        return points.MoveToImmutable();
    }
}
