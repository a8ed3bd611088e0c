namespace Reproduce.Core.Boundaries;

/// <summary>A maximal straight piece of the decision boundary between two classes.</summary>
/// <param name="LowerClass">The class with the smaller index.</param>
/// <param name="HigherClass">The class with the larger index.</param>
/// <param name="Start">The end with the smaller first coordinate; if these are equal, with the smaller second one.</param>
/// <param name="End">The other end.</param>
public readonly record struct BoundarySegment(int LowerClass, int HigherClass, PlanePoint Start, PlanePoint End)
{
    /// <summary>Euclidean length, above 0.</summary>
    public double Length => new PlanePoint(End.X0 - Start.X0, End.X1 - Start.X1).Norm;

    /// <summary>The midpoint.</summary>
    public PlanePoint Midpoint => PlanePoint.Between(Start, End, 0.5);

    /// <summary>The unit normal, to the left of the direction from start to end.</summary>
    public PlanePoint Normal => new((Start.X1 - End.X1) / Length, (End.X0 - Start.X0) / Length);
}
