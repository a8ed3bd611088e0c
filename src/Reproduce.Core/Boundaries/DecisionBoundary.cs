using System.Collections.Immutable;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Boundaries;

/// <summary>
/// The decision boundary of a toy network in a box: the straight pieces along which the predicted class changes, computed exactly and
/// without a grid.
/// </summary>
/// <remarks>
/// <para>
/// Between its hinge lines a ReLU network is affine. The boundary of a pair of classes is therefore a chain of straight segments, which
/// bends where it crosses a hinge line that bends the difference of the two logits. A piece is a maximal straight segment of one pair. It
/// ends at any such bend, however small, and where the third class takes over. It does not end at a hinge line that leaves the
/// difference of the pair unbent (a unit with equal output weights, units that cancel out). Trained networks have no other cases.
/// </para>
/// <para>
/// Hand-made weights can have more. A boundary along a hinge line is one piece. A tie that does not change the prediction, such as |x|
/// against 0 at x = 0, is not a piece. Where logits tie over an area, the class with the smallest index is predicted, as by argmax, and
/// the boundary runs around that area. A boundary along the border of the box is not a piece. Where bending lines cross on the boundary,
/// its pieces end even if the boundary is straight there. A tie in a single point is not a piece.
/// </para>
/// <para>The weights have single precision, the computation has double; see <see cref="HingeForm"/> for the tolerance.</para>
/// </remarks>
public sealed class DecisionBoundary
{
    private DecisionBoundary(Box box, HingeForm form, ImmutableArray<BoundarySegment> segments)
    {
        Box = box;
        Form = form;
        Segments = segments;
        Length = segments.Sum(segment => segment.Length);
    }

    /// <summary>The box.</summary>
    public Box Box { get; }

    /// <summary>The pieces, ordered by their classes, then by the coordinates of their midpoints.</summary>
    public ImmutableArray<BoundarySegment> Segments { get; }

    /// <summary>Number of straight pieces.</summary>
    public int PieceCount => Segments.Length;

    /// <summary>
    /// Number of visible pieces: those longer than a pixel of the paper's heatmaps, which have <see cref="ProbabilityGrid.PublishedSize"/>
    /// pixels along the box's longer side. Where hinge lines lie close together, many pieces are shorter.
    /// </summary>
    public int VisiblePieceCount =>
        Segments.Count(segment => segment.Length > Math.Max(Box.Width, Box.Height) / ProbabilityGrid.PublishedSize);

    /// <summary>
    /// Number of ends of pieces that lie on the border of the box: where the boundary leaves it. With none, every region but one is closed
    /// within the box.
    /// </summary>
    /// <remarks>A hand-made boundary that touches the border in the joint of two pieces and turns back has two such ends.</remarks>
    public int BorderCrossingCount => Segments.Sum(segment => (IsOnBorder(segment.Start) ? 1 : 0) + (IsOnBorder(segment.End) ? 1 : 0));

    /// <summary>Total length of the pieces, in units of the inputs.</summary>
    public double Length { get; }

    /// <summary>The network in hinge form.</summary>
    internal HingeForm Form { get; }

    /// <summary>Computes the boundary.</summary>
    /// <param name="network">The network; all parameters finite.</param>
    /// <param name="box">The box; its width and height are above 0.</param>
    /// <exception cref="ArgumentException">A parameter is not a finite number, or the box has no area.</exception>
    public static DecisionBoundary Of(Perceptron network, Box box)
    {
        var form = HingeForm.Of(network, box);
        var corners = HingeForm.Corners(box);
        var segments = new List<BoundarySegment>();
        for (var lower = 0; lower < Perceptron.Classes; lower++)
        {
            for (var higher = lower + 1; higher < Perceptron.Classes; higher++)
            {
                foreach (var (start, end) in TieTracer.Trace(form, form.Gap(lower, higher), corners))
                {
                    AddPieces(form, lower, higher, start, end, segments);
                }
            }
        }

        var ordered = segments
            .OrderBy(segment => segment.LowerClass)
            .ThenBy(segment => segment.HigherClass)
            .ThenBy(segment => segment.Midpoint.X0)
            .ThenBy(segment => segment.Midpoint.X1);
        return new DecisionBoundary(box, form, [.. ordered]);
    }

    private bool IsOnBorder(PlanePoint point)
    {
        // The ends were computed as intersections with the sides: allow for their rounding.
        var near = 8 * Form.LengthTolerance;
        return Math.Min(point.X0 - Box.MinX0, Box.MaxX0 - point.X0) <= near
            || Math.Min(point.X1 - Box.MinX1, Box.MaxX1 - point.X1) <= near;
    }

    /// <summary>Adds the parts of a tie of two logits on which the prediction changes between the two classes.</summary>
    private static void AddPieces(
        HingeForm form, int lower, int higher, PlanePoint start, PlanePoint end, List<BoundarySegment> segments)
    {
        var pieceStart = start;
        var inPiece = false;
        var from = start;
        foreach (var to in ThirdClassTies(form, lower, higher, start, end).Append(end))
        {
            if (new PlanePoint(to.X0 - from.X0, to.X1 - from.X1).Norm <= form.LengthTolerance)
            {
                continue;
            }

            var separates = Separates(form, lower, higher, from, to);
            if (separates && !inPiece)
            {
                pieceStart = from;
            }
            else if (!separates && inPiece)
            {
                AddPiece(lower, higher, pieceStart, from, segments);
            }

            (inPiece, from) = (separates, to);
        }

        if (inPiece)
        {
            AddPiece(lower, higher, pieceStart, end, segments);
        }
    }

    private static void AddPiece(int lower, int higher, PlanePoint start, PlanePoint end, List<BoundarySegment> segments)
    {
        var forward = start.X0 < end.X0 || (start.X0 == end.X0 && start.X1 <= end.X1);
        segments.Add(new BoundarySegment(lower, higher, forward ? start : end, forward ? end : start));
    }

    /// <summary>The points, from start to end, at which the third logit may tie with the other two.</summary>
    private static List<PlanePoint> ThirdClassTies(HingeForm form, int lower, int higher, PlanePoint start, PlanePoint end)
    {
        var third = Perceptron.Classes - lower - higher;
        var pair = form.Gap(lower, higher);
        var rival = form.Gap(Math.Min(lower, third), Math.Max(lower, third));
        var ends = LinesAcross(form, pair, rival, start, end);
        ends.Add(1);
        var ties = new List<PlanePoint>();
        var (from, fromValue) = (0.0, rival.Value(start, form.Lines));
        foreach (var to in ends)
        {
            var toValue = rival.Value(PlanePoint.Between(start, end, to), form.Lines);
            if (rival.Sign(fromValue) * rival.Sign(toValue) < 0)
            {
                ties.Add(PlanePoint.Between(start, end, from + ((to - from) * fromValue / (fromValue - toValue))));
            }

            if (to < 1 && rival.Sign(toValue) == 0)
            {
                ties.Add(PlanePoint.Between(start, end, to));
            }

            (from, fromValue) = (to, toValue);
        }

        return ties;
    }

    /// <summary>
    /// Positions (0 at the start, 1 at the end), in order, of crossings with lines that bend the third logit but not the pair's difference.
    /// </summary>
    private static List<double> LinesAcross(HingeForm form, LogitGap pair, LogitGap rival, PlanePoint start, PlanePoint end)
    {
        var crossings = new List<double>();
        for (var line = 0; line < form.Lines.Length; line++)
        {
            if (pair.Bends[line] != 0 || rival.Bends[line] == 0)
            {
                continue;
            }

            var (from, to) = (form.Lines[line].Distance(start), form.Lines[line].Distance(end));
            if (Math.Min(from, to) < -form.LengthTolerance && Math.Max(from, to) > form.LengthTolerance)
            {
                crossings.Add(from / (from - to));
            }
        }

        crossings.Sort();
        return crossings;
    }

    private static bool Separates(HingeForm form, int lower, int higher, PlanePoint start, PlanePoint end)
    {
        var midpoint = PlanePoint.Between(start, end, 0.5);
        var left = new PlanePoint(start.X1 - end.X1, end.X0 - start.X0);
        left = new PlanePoint(left.X0 / left.Norm, left.X1 / left.Norm);
        var onLeft = form.ClassBeside(midpoint, left);
        var onRight = form.ClassBeside(midpoint, new PlanePoint(-left.X0, -left.X1));
        return (onLeft == lower && onRight == higher) || (onLeft == higher && onRight == lower);
    }
}
