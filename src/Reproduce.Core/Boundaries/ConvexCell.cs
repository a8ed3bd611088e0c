namespace Reproduce.Core.Boundaries;

/// <summary>Convex polygons, given by their corners in order.</summary>
internal static class ConvexCell
{
    /// <summary>Smallest and largest signed distance of a polygon's points from a line.</summary>
    public static (double Min, double Max) Distances(ReadOnlySpan<PlanePoint> corners, HingeLine line)
    {
        var min = double.PositiveInfinity;
        var max = double.NegativeInfinity;
        foreach (var corner in corners)
        {
            var distance = line.Distance(corner);
            min = Math.Min(min, distance);
            max = Math.Max(max, distance);
        }

        return (min, max);
    }

    /// <summary>The parts of a polygon on the two sides of a line that crosses it.</summary>
    /// <param name="corners">The polygon's corners; on each side of the line, at least one is farther away than the tolerance.</param>
    /// <param name="line">The line.</param>
    /// <param name="tolerance">A corner within this distance of the line counts as on it and belongs to both parts.</param>
    public static (PlanePoint[] Negative, PlanePoint[] Positive) Split(
        ReadOnlySpan<PlanePoint> corners, HingeLine line, double tolerance)
    {
        // Each part has at most all corners and two points on the line.
        var negative = new PlanePoint[corners.Length + 2];
        var positive = new PlanePoint[corners.Length + 2];
        var (negatives, positives) = (0, 0);
        var from = corners[^1];
        var fromDistance = line.Distance(from);
        foreach (var to in corners)
        {
            var toDistance = line.Distance(to);
            if ((fromDistance > tolerance && toDistance < -tolerance) || (fromDistance < -tolerance && toDistance > tolerance))
            {
                var crossing = PlanePoint.Between(from, to, fromDistance / (fromDistance - toDistance));
                negative[negatives++] = crossing;
                positive[positives++] = crossing;
            }

            if (toDistance <= tolerance)
            {
                negative[negatives++] = to;
            }

            if (toDistance >= -tolerance)
            {
                positive[positives++] = to;
            }

            (from, fromDistance) = (to, toDistance);
        }

        return (negative[..negatives], positive[..positives]);
    }
}
