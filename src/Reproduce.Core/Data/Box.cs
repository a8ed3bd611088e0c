namespace Reproduce.Core.Data;

/// <summary>An axis-parallel rectangle of the input plane, including its border.</summary>
/// <param name="MinX0">Smallest first coordinate.</param>
/// <param name="MaxX0">Largest first coordinate, above <paramref name="MinX0"/>.</param>
/// <param name="MinX1">Smallest second coordinate.</param>
/// <param name="MaxX1">Largest second coordinate, above <paramref name="MinX1"/>.</param>
public readonly record struct Box(double MinX0, double MaxX0, double MinX1, double MaxX1)
{
    /// <summary>Extent along the first coordinate.</summary>
    public double Width => MaxX0 - MinX0;

    /// <summary>Extent along the second coordinate.</summary>
    public double Height => MaxX1 - MinX1;

    /// <summary>Length of the diagonal.</summary>
    public double Diagonal => Math.Sqrt((Width * Width) + (Height * Height));

    /// <summary>The box with the same centre and a multiple of the width and height.</summary>
    /// <param name="factor">Above 0.</param>
    public Box Enlarge(double factor)
    {
        var (moreX0, moreX1) = ((factor - 1) / 2 * Width, (factor - 1) / 2 * Height);
        return new Box(MinX0 - moreX0, MaxX0 + moreX0, MinX1 - moreX1, MaxX1 + moreX1);
    }

    /// <summary>Whether the point lies in the box or on its border.</summary>
    public bool Contains(double x0, double x1) => x0 >= MinX0 && x0 <= MaxX0 && x1 >= MinX1 && x1 <= MaxX1;
}
