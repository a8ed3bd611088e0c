using System.Collections.Immutable;
using static Reproduce.DataSets.SignDrawing.SignColours;
using static Reproduce.DataSets.SignDrawing.SignGlyph;
using static Reproduce.DataSets.SignDrawing.SignOutline;

namespace Reproduce.DataSets.SignDrawing;

/// <summary>A kind of sign.</summary>
/// <param name="Outline">Shape of the plate.</param>
/// <param name="Colours">Its colours.</param>
/// <param name="Glyph">What is drawn on it.</param>
internal sealed record SignClass(SignOutline Outline, SignColours Colours, SignGlyph Glyph)
{
    /// <summary>Such as <c>circle, red rim, digit 3</c>.</summary>
    public string Name => $"{Outline.Name}, {Colours.Name}, {Glyph.Name}";

    /// <summary>
    /// All classes, those that are always drawn first. In these sixteen, circles with a digit differ by the digit or by the colour of the
    /// rim alone, triangles by the glyph or by the face, and arrows by their direction or by the outline.
    /// </summary>
    public static ImmutableArray<SignClass> All { get; } =
    [
        new(Circle, RedRim, Three), new(Circle, RedRim, Five), new(Circle, RedRim, Eight), new(Circle, BlueRim, Three),
        new(Circle, BlueFace, Up), new(Circle, BlueFace, Left), new(Circle, BlueFace, Right), new(Square, BlueFace, Up),
        new(Triangle, YellowFace, Exclamation), new(Triangle, YellowFace, Plus), new(Triangle, RedRim, Exclamation),
        new(InvertedTriangle, RedRim, None), new(Octagon, RedFace, Bar), new(Circle, RedFace, Bar),
        new(Diamond, YellowFace, Disc), new(Diamond, RedRim, Disc),

        new(Circle, RedRim, Six), new(Circle, RedRim, Four), new(Circle, RedRim, Seven), new(Circle, RedRim, Two),
        new(Circle, RedRim, None), new(Circle, RedRim, Slash), new(Circle, RedRim, Cross), new(Circle, RedRim, Car),
        new(Circle, RedRim, Person), new(Circle, RedRim, Left), new(Circle, RedRim, TurnLeft), new(Circle, RedRim, TurnRight),
        new(Circle, BlueRim, Five), new(Circle, BlueRim, Eight), new(Circle, BlackRim, Slash), new(Circle, BlackRim, Five),
        new(Circle, BlueFace, Down), new(Circle, BlueFace, TurnLeft), new(Circle, BlueFace, TurnRight), new(Circle, BlueFace, Person),
        new(Circle, BlueFace, Car), new(Circle, BlueFace, Four), new(Circle, RedFace, Cross), new(Octagon, RedFace, Cross),
        new(Square, BlueFace, Left), new(Square, BlueFace, Right), new(Square, BlueFace, Person), new(Square, BlueFace, Car),
        new(Square, RedFace, Chevron), new(Square, BlackRim, Up),
        new(Triangle, YellowFace, Cross), new(Triangle, YellowFace, TwoDiscs), new(Triangle, YellowFace, Person),
        new(Triangle, YellowFace, Car), new(Triangle, YellowFace, Up), new(Triangle, YellowRedRim, Exclamation),
        new(Triangle, RedRim, Person), new(Triangle, RedRim, Plus), new(InvertedTriangle, RedRim, Bar),
        new(InvertedTriangle, YellowRedRim, None), new(Diamond, YellowFace, Plus), new(Diamond, BlackRim, Disc),
    ];
}
