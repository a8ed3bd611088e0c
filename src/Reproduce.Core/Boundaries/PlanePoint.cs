namespace Reproduce.Core.Boundaries;

/// <summary>A point or a direction in the input plane.</summary>
/// <param name="X0">First coordinate.</param>
/// <param name="X1">Second coordinate.</param>
public readonly record struct PlanePoint(double X0, double X1)
{
    /// <summary>Distance from the origin.</summary>
    public double Norm => Math.Sqrt((X0 * X0) + (X1 * X1));

    /// <summary>Interpolates between the start (t = 0) and the end (t = 1).</summary>
    internal static PlanePoint Between(PlanePoint start, PlanePoint end, double t) =>
        new(start.X0 + (t * (end.X0 - start.X0)), start.X1 + (t * (end.X1 - start.X1)));
}
