namespace Reproduce.Core.Boundaries;

/// <summary>The function <c>slope · x + offset</c> on the plane.</summary>
/// <param name="Slope0">Derivative with respect to the first coordinate.</param>
/// <param name="Slope1">Derivative with respect to the second coordinate.</param>
/// <param name="Offset">Value at the origin.</param>
internal readonly record struct AffineFunction(double Slope0, double Slope1, double Offset)
{
    /// <summary>The value at a point.</summary>
    public double Value(PlanePoint point) => (Slope0 * point.X0) + (Slope1 * point.X1) + Offset;

    /// <summary>The derivative in a direction.</summary>
    public double Rate(PlanePoint direction) => (Slope0 * direction.X0) + (Slope1 * direction.X1);

    /// <summary>This function plus a multiple of the signed distance from a line.</summary>
    public AffineFunction Plus(double factor, HingeLine line) =>
        new(Slope0 + (factor * line.Normal0), Slope1 + (factor * line.Normal1), Offset + (factor * line.Offset));
}
