using System.Globalization;
using Reproduce.Core.Experiments;

namespace Reproduce.DataSets.AnnotatedPictures;

/// <summary>A line of an annotation list: a picture, where in it the sign is, and which sign.</summary>
/// <param name="Line">Number of the line, from 1.</param>
/// <param name="File">The picture's file name.</param>
/// <param name="Width">The picture's columns.</param>
/// <param name="Height">The picture's rows.</param>
/// <param name="X1">The box's first column.</param>
/// <param name="Y1">The box's first row.</param>
/// <param name="X2">The column after the box.</param>
/// <param name="Y2">The row after the box.</param>
/// <param name="Label">The class, from 0.</param>
internal sealed record Annotation(int Line, string File, int Width, int Height, int X1, int Y1, int X2, int Y2, int Label)
{
    private const int Numbers = 7;
    private const int LongestLine = 1000;
    private const int Shown = 80;

    /// <summary>Reads a line of at most 1000 characters: <c>file;width;height;x1;y1;x2;y2;class;</c>.</summary>
    /// <param name="line">The line.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="problem">What is wrong with the line; null if nothing.</param>
    /// <returns>The annotation, or null where there is a problem.</returns>
    public static Annotation? Parse(string line, int number, int classCount, out string? problem)
    {
        var fields = line.Trim().TrimEnd(';').Split(';');
        int[] numbers =
        [
            .. fields.Skip(1).Select(field =>
                int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1),
        ];
        if (line.Length > LongestLine || numbers.Length != Numbers || !IsFileName(fields[0]) || numbers.Contains(-1))
        {
            var shown = line.Length > Shown ? $"{line[..Shown]}…" : line;
            problem = $"'{shown}' is malformed; expected file;width;height;x1;y1;x2;y2;class;";
            return null;
        }

        var annotation = new Annotation(
            number, fields[0], numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
        problem = annotation.Problem(classCount);
        return problem is null ? annotation : null;
    }

    /// <summary>
    /// The part of the picture to use. As released, it takes its rows from x and its columns from y, cut off at the picture's border; it
    /// is empty where it lies beyond.
    /// </summary>
    public PixelBox BoxOf(Protocol protocol) => protocol == Protocol.AsDescribed
        ? new(X1, Y1, X2, Y2)
        : new(Y1, X1, Math.Min(Y2, Width), Math.Min(X2, Height));

    private string? Problem(int classCount) =>
        Label >= classCount ? $"class {Label}; expected 0 to {classCount - 1}"
        : X1 < X2 && X2 <= Width && Y1 < Y2 && Y2 <= Height ? null
        : $"box ({X1}, {Y1}) to ({X2}, {Y2}) does not lie in the picture of {Width} x {Height}";

    /// <summary>A list must not lead out of its folder.</summary>
    private static bool IsFileName(string name) => name.Length > 0 && name == Path.GetFileName(name) && name is not ("." or "..");
}
