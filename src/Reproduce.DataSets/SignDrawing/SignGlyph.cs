using System.Collections.Immutable;

namespace Reproduce.DataSets.SignDrawing;

/// <summary>What is drawn on a sign's face: polygons between -1 and 1, their union in one colour.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Polygons">The corners of each polygon, in order.</param>
internal sealed record SignGlyph(string Name, ImmutableArray<ImmutableArray<SignPoint>> Polygons)
{
    public static SignGlyph None { get; } = new("nothing", []);

    public static SignGlyph Bar { get; } = new("bar", [Box(-1.1, -0.28, 1.1, 0.28)]);

    public static SignGlyph Slash { get; } = new("slash", [Rising(1.1, 0.3)]);

    public static SignGlyph Cross { get; } = new("cross", [Rising(0.95, 0.28), Flip(Rising(0.95, 0.28))]);

    public static SignGlyph Plus { get; } = new("plus", [Box(-1, -0.3, 1, 0.3), Box(-0.3, -1, 0.3, 1)]);

    public static SignGlyph Disc { get; } = new("disc", [Circle(0.75, 0, 0)]);

    public static SignGlyph TwoDiscs { get; } = new("two discs", [Circle(0.45, -0.55, 0), Circle(0.45, 0.55, 0)]);

    public static SignGlyph Exclamation { get; } =
        new("exclamation mark", [[new(-0.3, -1), new(0.3, -1), new(0.2, 0.35), new(-0.2, 0.35)], Circle(0.27, 0, 0.8)]);

    public static SignGlyph Up { get; } =
        new("arrow up", [[new(0, -1.1), new(0.85, -0.1), new(-0.85, -0.1)], Box(-0.28, -0.2, 0.28, 1)]);

    public static SignGlyph Right { get; } = new("arrow right", Turn(Up.Polygons));

    public static SignGlyph Down { get; } = new("arrow down", Turn(Right.Polygons));

    public static SignGlyph Left { get; } = new("arrow left", Turn(Down.Polygons));

    public static SignGlyph TurnRight { get; } = new(
        "turn right",
        [Box(-0.8, -0.5, -0.3, 1), Box(-0.8, -0.65, 0.3, -0.15), [new(0.2, -1.1), new(1.1, -0.4), new(0.2, 0.3)]]);

    public static SignGlyph TurnLeft { get; } = new("turn left", [.. TurnRight.Polygons.Select(Flip)]);

    public static SignGlyph Chevron { get; } = new(
        "chevron", [[new(-0.7, -1), new(-0.05, -1), new(0.75, 0), new(-0.05, 1), new(-0.7, 1), new(0.1, 0)]]);

    public static SignGlyph Person { get; } = new(
        "person",
        [Circle(0.3, 0, -0.75), [new(-0.35, -0.4), new(0.35, -0.4), new(0.65, 1), new(0.2, 1), new(0, 0.4), new(-0.2, 1), new(-0.65, 1)]]);

    public static SignGlyph Car { get; } = new(
        "car",
        [
            [new(-0.55, -0.6), new(0.55, -0.6), new(0.75, -0.05), new(-0.75, -0.05)],
            Box(-1.1, -0.1, 1.1, 0.45), Circle(0.3, -0.6, 0.5), Circle(0.3, 0.6, 0.5),
        ]);

    // A digit is written in seven segments: top, the two upper sides, middle, the two lower sides, bottom.
    public static SignGlyph Two { get; } = Digit(2, "1011101");

    public static SignGlyph Three { get; } = Digit(3, "1011011");

    public static SignGlyph Four { get; } = Digit(4, "0111010");

    public static SignGlyph Five { get; } = Digit(5, "1101011");

    public static SignGlyph Six { get; } = Digit(6, "1101111");

    public static SignGlyph Seven { get; } = Digit(7, "1010010");

    public static SignGlyph Eight { get; } = Digit(8, "1111111");

    private static SignGlyph Digit(int digit, string lit)
    {
        ImmutableArray<ImmutableArray<SignPoint>> segments =
        [
            Box(-0.65, -1, 0.65, -0.64), Box(-0.65, -1, -0.25, 0.1), Box(0.25, -1, 0.65, 0.1), Box(-0.65, -0.18, 0.65, 0.18),
            Box(-0.65, -0.1, -0.25, 1), Box(0.25, -0.1, 0.65, 1), Box(-0.65, 0.64, 0.65, 1),
        ];
        return new($"digit {digit}", [.. segments.Where((_, i) => lit[i] == '1')]);
    }

    private static ImmutableArray<SignPoint> Box(double left, double top, double right, double bottom) =>
        [new(left, top), new(right, top), new(right, bottom), new(left, bottom)];

    private static ImmutableArray<SignPoint> Circle(double radius, double x, double y) =>
        [.. SignOutline.UnitCircle.Where((_, i) => i % 2 == 0).Select(point => point.Scale(radius, x, y))];

    /// <summary>A bar from the lower left to the upper right.</summary>
    private static ImmutableArray<SignPoint> Rising(double reach, double half) =>
    [
        new(-reach - half, reach - half), new(reach - half, -reach - half),
        new(reach + half, -reach + half), new(-reach + half, reach + half),
    ];

    private static ImmutableArray<SignPoint> Flip(ImmutableArray<SignPoint> polygon) =>
        [.. polygon.Select(point => new SignPoint(-point.X, point.Y))];

    /// <summary>A quarter turn clockwise.</summary>
    private static ImmutableArray<ImmutableArray<SignPoint>> Turn(ImmutableArray<ImmutableArray<SignPoint>> polygons) =>
        [.. polygons.Select(polygon => polygon.Select(point => new SignPoint(-point.Y, point.X)).ToImmutableArray())];
}
