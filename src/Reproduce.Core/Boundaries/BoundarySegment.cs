namespace Reproduce.Core.Boundaries;

/// <summary>A maximal straight piece of a decision boundary: on one side the one class is predicted, on the other side the other.</summary>
/// <param name="LowerClass">The class with the smaller index.</param>
/// <param name="HigherClass">The class with the larger index.</param>
/// <param name="Start">The end with the smaller first (where equal: second) coordinate.</param>
/// <param name="End">The other end.</param>
public readonly record struct BoundarySegment(int LowerClass, int HigherClass, PlanePoint Start, PlanePoint End)
{
    /// <summary>Euclidean length, above 0.</summary>
    public double Length => new PlanePoint(End.X0 - Start.X0, End.X1 - Start.X1).Norm;

    /// <summary>The middle.</summary>
    public PlanePoint Midpoint => PlanePoint.Between(Start, End, 0.5);

    /// <summary>The unit vector at a right angle to the piece, to the left as seen from start to end.</summary>
    public PlanePoint Normal => new((Start.X1 - End.X1) / Length, (End.X0 - Start.X0) / Length);
}
