using Reproduce.Core.Experiments;

namespace Reproduce.DataSets.AnnotatedPictures;

/// <summary>A part of a picture.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Right">The column after the last.</param>
/// <param name="Bottom">The row after the last.</param>
internal readonly record struct PixelBox(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Columns.</summary>
    public int Width => Right - Left;

    /// <summary>Rows.</summary>
    public int Height => Bottom - Top;

    /// <summary>
    /// The box of an annotation. As released, it takes its rows from x and its columns from y, cut off at the picture's border; it is
    /// empty where it lies beyond.
    /// </summary>
    public static PixelBox Of(Annotation annotation, Protocol protocol) => protocol == Protocol.AsDescribed
        ? new(annotation.X1, annotation.Y1, annotation.X2, annotation.Y2)
        : new(
            annotation.Y1,
            annotation.X1,
            Math.Min(annotation.Y2, annotation.Width),
            Math.Min(annotation.X2, annotation.Height));
}
