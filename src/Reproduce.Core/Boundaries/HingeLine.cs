using Reproduce.Core.Data;

namespace Reproduce.Core.Boundaries;

/// <summary>The line <c>n · x + d = 0</c> with a unit normal n, where the preactivation of a hidden unit is zero.</summary>
/// <param name="Normal0">First coordinate of the unit normal.</param>
/// <param name="Normal1">Second coordinate of the unit normal.</param>
/// <param name="Offset">d: the signed distance of the origin.</param>
internal readonly record struct HingeLine(double Normal0, double Normal1, double Offset)
{
    /// <summary>Signed distance of the point from the line, positive on the side of the normal.</summary>
    public double Distance(PlanePoint point) => (Normal0 * point.X0) + (Normal1 * point.X1) + Offset;

    /// <summary>The derivative of the distance in a direction.</summary>
    public double Rate(PlanePoint direction) => (Normal0 * direction.X0) + (Normal1 * direction.X1);

    /// <summary>
    /// The one-sided derivative of <c>max(0, distance)</c> at a point in a direction; a point within the tolerance is on the line.
    /// </summary>
    public double ActiveRate(PlanePoint point, PlanePoint direction, double tolerance)
    {
        var distance = Distance(point);
        if (distance < -tolerance)
        {
            return 0;
        }

        return distance > tolerance ? Rate(direction) : Math.Max(0.0, Rate(direction));
    }

    /// <summary>Whether the other normal points to the same side.</summary>
    public bool SameSide(double normal0, double normal1) => (Normal0 * normal0) + (Normal1 * normal1) > 0;

    /// <summary>Whether the two lines, of any orientation, are within the tolerance of each other in the whole box.</summary>
    public bool Coincides(HingeLine other, Box box, double tolerance)
    {
        var sign = SameSide(other.Normal0, other.Normal1) ? 1.0 : -1.0;
        var turn0 = Normal0 - (sign * other.Normal0);
        var turn1 = Normal1 - (sign * other.Normal1);
        var atCentre = (turn0 * (box.MinX0 + (0.5 * box.Width))) + (turn1 * (box.MinX1 + (0.5 * box.Height)))
            + Offset - (sign * other.Offset);
        return Math.Abs(atCentre) + (0.5 * ((Math.Abs(turn0) * box.Width) + (Math.Abs(turn1) * box.Height))) <= tolerance;
    }
}
