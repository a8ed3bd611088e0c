using Reproduce.Core.Data;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Boundaries;

/// <summary>
/// A perceptron in hinge form: every difference of two logits is written as an affine function plus one hinge
/// <c>bend · max(0, n · x + d)</c> for each distinct hinge line, with unit normals n.
/// </summary>
/// <remarks>
/// <para>
/// Where the preactivation of a hidden unit with input weights w and output weights v is zero, the gradient of <c>z_i - z_j</c> changes
/// by <c>(v_i - v_j) |w| n</c>, on whichever side of the line the unit is active. A line therefore bends the pair (i, j) by the sum of
/// <c>(v_i - v_j) |w|</c> over its units, and a boundary of that pair that crosses the line changes direction if and only if this sum is
/// not zero. Duplicate units, units that cancel each other and units with equal weights to both classes are thus handled by algebra on
/// the weights, not by comparing short segments.
/// </para>
/// <para>
/// A unit with zero input weights is a constant. Two units share a line if their lines are within <see cref="Tolerance"/> of each other
/// in the whole box. A bend is zero if it is at most that tolerance times the sum of the magnitudes of its terms. For a unit that is alone
/// on its line, this means <c>v_i = v_j</c> exactly.
/// </para>
/// </remarks>
internal sealed class HingeForm
{
    /// <summary>
    /// Relative tolerance of every comparison. It lies between the rounding error, about 1e-14 for thirty units, and the smallest
    /// relative difference of two single-precision weights, 6e-8.
    /// </summary>
    public const double Tolerance = 1e-12;

    private readonly LogitGap[] _gaps;

    private HingeForm(HingeLine[] lines, LogitGap[] gaps, double lengthTolerance)
    {
        Lines = lines;
        _gaps = gaps;
        LengthTolerance = lengthTolerance;
    }

    /// <summary>The distinct hinge lines, including those outside the box.</summary>
    public HingeLine[] Lines { get; }

    /// <summary>Distances up to this count as zero.</summary>
    public double LengthTolerance { get; }

    /// <summary>Converts a network.</summary>
    /// <param name="network">The network; all parameters finite.</param>
    /// <param name="box">The box; tolerances are relative to its size.</param>
    /// <exception cref="ArgumentException">A parameter is not a finite number, or the box has no area.</exception>
    public static HingeForm Of(Perceptron network, Box box)
    {
        FiniteParameters.Require(network);
        CheckArea(box);
        var size = Math.Max(box.Diagonal, Corners(box).Max(corner => corner.Norm));
        var lines = new List<HingeLine>(network.Hidden);
        var lineOfUnit = new int[network.Hidden];
        for (var h = 0; h < network.Hidden; h++)
        {
            lineOfUnit[h] = LineOf(network, h, lines, box, Tolerance * size);
        }

        var distinct = lines.ToArray();
        LogitGap[] gaps =
        [
            LogitGap.Of(network, 0, 1, distinct, lineOfUnit, Corners(box)),
            LogitGap.Of(network, 0, 2, distinct, lineOfUnit, Corners(box)),
            LogitGap.Of(network, 1, 2, distinct, lineOfUnit, Corners(box)),
        ];
        return new HingeForm(distinct, gaps, Tolerance * size);
    }

    /// <summary>The corners of the box, counterclockwise.</summary>
    public static PlanePoint[] Corners(Box box) =>
        [new(box.MinX0, box.MinX1), new(box.MaxX0, box.MinX1), new(box.MaxX0, box.MaxX1), new(box.MinX0, box.MaxX1)];

    /// <summary>The difference <c>z_lower - z_higher</c> of two logits.</summary>
    public LogitGap Gap(int lower, int higher) => _gaps[lower + higher - 1];

    /// <summary>
    /// The class predicted next to a point, in a direction from it: that of the largest logit. Ties are broken by the slope in that
    /// direction, and if the slopes are equal, too, by the smaller index, as by argmax.
    /// </summary>
    public int ClassBeside(PlanePoint point, PlanePoint direction)
    {
        var winner = 0;
        for (var rival = 1; rival < Perceptron.Classes; rival++)
        {
            var gap = Gap(winner, rival);
            var ahead = gap.Sign(gap.Value(point, Lines));
            if (ahead == 0)
            {
                ahead = gap.SlopeSign(gap.Slope(point, direction, Lines, LengthTolerance));
            }

            winner = ahead < 0 ? rival : winner;
        }

        return winner;
    }

    /// <summary>Index of the unit's line, which is added if it is new; -1 for a unit with zero input weights.</summary>
    private static int LineOf(Perceptron network, int unit, List<HingeLine> lines, Box box, double tolerance)
    {
        var weight = new PlanePoint(network.HiddenWeights[2 * unit], network.HiddenWeights[(2 * unit) + 1]);
        if (weight.Norm == 0)
        {
            return -1;
        }

        var line = new HingeLine(weight.X0 / weight.Norm, weight.X1 / weight.Norm, network.HiddenBiases[unit] / weight.Norm);
        var known = lines.FindIndex(other => other.Coincides(line, box, tolerance));
        if (known >= 0)
        {
            return known;
        }

        lines.Add(line);
        return lines.Count - 1;
    }

    private static void CheckArea(Box box)
    {
        if (!(box.Width > 0 && box.Height > 0 && double.IsFinite(box.Diagonal)))
        {
            throw new ArgumentException($"A box needs a finite width and height above 0, but the box is {box}.", nameof(box));
        }
    }
}
