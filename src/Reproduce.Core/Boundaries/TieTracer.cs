namespace Reproduce.Core.Boundaries;

/// <summary>
/// Finds where two logits tie in a box. It cuts the box along the hinge lines that bend the difference of the logits, until the
/// difference is affine in each cell and its zeros are a straight segment.
/// </summary>
/// <remarks>
/// Cells in which one of the two logits must be above the other are not cut: the difference is the sum of a concave and a convex function,
/// whose values at the corners bound it. Only cells near the boundary remain, so the work grows with the number of pieces and not with
/// the number of cells of the arrangement (up to 529 for 32 lines).
/// </remarks>
internal sealed class TieTracer
{
    private readonly HingeForm _form;
    private readonly LogitGap _gap;
    private readonly List<(PlanePoint Start, PlanePoint End)> _segments = [];

    private TieTracer(HingeForm form, LogitGap gap)
    {
        _form = form;
        _gap = gap;
    }

    /// <summary>
    /// The straight segments on which the gap is zero, each once. They include ties that separate nothing and ties below the third logit;
    /// the caller decides which are part of the decision boundary.
    /// </summary>
    /// <param name="form">The network in hinge form.</param>
    /// <param name="gap">The difference of two logits.</param>
    /// <param name="corners">The corners of the box.</param>
    public static List<(PlanePoint Start, PlanePoint End)> Trace(HingeForm form, LogitGap gap, PlanePoint[] corners)
    {
        var tracer = new TieTracer(form, gap);
        var bending = Enumerable.Range(0, form.Lines.Length).Where(line => gap.Bends[line] != 0).ToArray();
        tracer.Cut(corners, gap.Affine, bending);
        return tracer._segments;
    }

    /// <summary>Searches a convex cell.</summary>
    /// <param name="cell">Its corners.</param>
    /// <param name="affine">The gap within the cell without the hinges of <paramref name="lines"/>.</param>
    /// <param name="lines">The lines that may cross the cell.</param>
    private void Cut(PlanePoint[] cell, AffineFunction affine, ReadOnlySpan<int> lines)
    {
        var crossing = new int[lines.Length];
        var crossings = 0;
        var (cut, strongest) = (-1, 0.0);
        foreach (var line in lines)
        {
            var (min, max) = ConvexCell.Distances(cell, _form.Lines[line]);
            if (max <= _form.LengthTolerance)
            {
                continue;
            }

            if (min >= -_form.LengthTolerance)
            {
                affine = affine.Plus(_gap.Bends[line], _form.Lines[line]);
                continue;
            }

            // The line that bends the gap most within the cell is cut first, since it loosens the bounds most.
            var strength = Math.Abs(_gap.Bends[line]) * Math.Min(max, -min);
            if (strength > strongest)
            {
                (cut, strongest) = (crossings, strength);
            }

            crossing[crossings++] = line;
        }

        if (!MayVanish(cell, affine, crossing.AsSpan(0, crossings)))
        {
            return;
        }

        if (crossings == 0)
        {
            AddZeros(cell, affine);
            return;
        }

        var cutter = crossing[cut];
        crossing[cut] = crossing[crossings - 1];
        var rest = crossing.AsSpan(0, crossings - 1);
        var (negative, positive) = ConvexCell.Split(cell, _form.Lines[cutter], _form.LengthTolerance);
        Cut(negative, affine, rest);
        Cut(positive, affine.Plus(_gap.Bends[cutter], _form.Lines[cutter]), rest);
    }

    /// <summary>Whether the bounds of the gap in the cell include zero.</summary>
    private bool MayVanish(PlanePoint[] cell, AffineFunction affine, ReadOnlySpan<int> crossing)
    {
        var lowest = double.PositiveInfinity;
        var highest = double.NegativeInfinity;
        foreach (var corner in cell)
        {
            var concave = affine.Value(corner);
            var convex = concave;
            foreach (var line in crossing)
            {
                var hinge = _gap.Bends[line] * Math.Max(0.0, _form.Lines[line].Distance(corner));
                concave += Math.Min(0.0, hinge);
                convex += Math.Max(0.0, hinge);
            }

            lowest = Math.Min(lowest, concave);
            highest = Math.Max(highest, convex);
        }

        return _gap.Sign(lowest) <= 0 && _gap.Sign(highest) >= 0;
    }

    /// <summary>Adds the zeros of an affine gap in its cell: a chord, or sides of the cell.</summary>
    private void AddZeros(PlanePoint[] cell, AffineFunction affine)
    {
        var signs = new int[cell.Length];
        for (var i = 0; i < cell.Length; i++)
        {
            signs[i] = _gap.Sign(affine.Value(cell[i]));
        }

        if (signs.Contains(1) && signs.Contains(-1))
        {
            AddChord(cell, signs, affine);
            return;
        }

        for (var i = 0; i < cell.Length; i++)
        {
            var next = (i + 1) % cell.Length;
            if (signs[i] == 0 && signs[next] == 0)
            {
                AddSide(cell, cell[i], cell[next]);
            }
        }
    }

    private void AddChord(PlanePoint[] cell, int[] signs, AffineFunction affine)
    {
        // By rounding, neighbouring corners may be zero, too: the chord joins the outermost zeros in its direction.
        var (first, last) = (double.PositiveInfinity, double.NegativeInfinity);
        PlanePoint start = default, end = default;
        for (var i = 0; i < cell.Length; i++)
        {
            var next = (i + 1) % cell.Length;
            if (signs[i] != 0 && signs[i] != -signs[next])
            {
                continue;
            }

            var value = affine.Value(cell[i]);
            var zero = signs[i] == 0 ? cell[i] : PlanePoint.Between(cell[i], cell[next], value / (value - affine.Value(cell[next])));
            var along = (affine.Slope0 * zero.X1) - (affine.Slope1 * zero.X0);
            (first, start) = along < first ? (along, zero) : (first, start);
            (last, end) = along > last ? (along, zero) : (last, end);
        }

        _segments.Add((start, end));
    }

    /// <summary>
    /// Adds a side of a cell on which the gap is zero, if the side lies on a hinge line. Of the two cells at the line, only the one on the
    /// side of the normal adds it. A side on the border of the box separates nothing and is not added.
    /// </summary>
    private void AddSide(PlanePoint[] cell, PlanePoint start, PlanePoint end)
    {
        foreach (var line in _form.Lines)
        {
            // The corners were computed as intersections with other lines: allow for their rounding.
            var near = 8 * _form.LengthTolerance;
            if (Math.Abs(line.Distance(start)) <= near && Math.Abs(line.Distance(end)) <= near)
            {
                if (ConvexCell.Distances(cell, line).Max > near)
                {
                    _segments.Add((start, end));
                }

                return;
            }
        }
    }
}
