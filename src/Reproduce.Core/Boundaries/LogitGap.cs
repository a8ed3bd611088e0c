using Reproduce.Core.Networks;

namespace Reproduce.Core.Boundaries;

/// <summary>The difference of two logits as a function on the plane: an affine part and one hinge for each hinge line.</summary>
internal sealed class LogitGap
{
    private readonly double _valueTolerance;
    private readonly double _slopeTolerance;

    private LogitGap(AffineFunction affine, double[] bends, double valueScale)
    {
        Affine = affine;
        Bends = bends;
        _valueTolerance = HingeForm.Tolerance * valueScale;
        _slopeTolerance = HingeForm.Tolerance * (Math.Abs(affine.Slope0) + Math.Abs(affine.Slope1) + bends.Sum(Math.Abs));
    }

    /// <summary>The function on the negative sides of all lines.</summary>
    public AffineFunction Affine { get; }

    /// <summary>The bend of the function at each line; exactly 0 if the line does not bend it.</summary>
    public double[] Bends { get; }

    /// <summary>The function <c>z_lower - z_higher</c> of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="lower">The class with the positive sign.</param>
    /// <param name="higher">The class whose logit is subtracted.</param>
    /// <param name="lines">The network's distinct hinge lines.</param>
    /// <param name="lineOfUnit">Index of each hidden unit's line, -1 for a unit with zero input weights, shape <c>[H]</c>.</param>
    /// <param name="corners">The corners of the box, which set the tolerance of a tie.</param>
    public static LogitGap Of(
        Perceptron network, int lower, int higher, HingeLine[] lines, int[] lineOfUnit, PlanePoint[] corners)
    {
        var bends = new double[lines.Length];
        var magnitudes = new double[lines.Length];
        var affine = new AffineFunction(0, 0, (double)network.OutputBiases[lower] - network.OutputBiases[higher]);
        for (var h = 0; h < network.Hidden; h++)
        {
            var share = (double)network.OutputWeights[(lower * network.Hidden) + h]
                - network.OutputWeights[(higher * network.Hidden) + h];
            if (lineOfUnit[h] < 0)
            {
                affine = affine with { Offset = affine.Offset + (share * Math.Max(0.0, network.HiddenBiases[h])) };
                continue;
            }

            var weight = new PlanePoint(network.HiddenWeights[2 * h], network.HiddenWeights[(2 * h) + 1]);
            var line = lines[lineOfUnit[h]];
            var bend = share * weight.Norm;
            bends[lineOfUnit[h]] += bend;
            magnitudes[lineOfUnit[h]] += Math.Abs(bend);
            // For a unit that is active on the negative side: max(0, -y) = max(0, y) - y.
            affine = line.SameSide(weight.X0, weight.X1) ? affine : affine.Plus(-bend, line);
        }

        for (var line = 0; line < bends.Length; line++)
        {
            bends[line] = Math.Abs(bends[line]) <= HingeForm.Tolerance * magnitudes[line] ? 0 : bends[line];
        }

        return new LogitGap(affine, bends, corners.Max(corner => Magnitude(affine, bends, lines, corner)));
    }

    /// <summary>The value at a point.</summary>
    public double Value(PlanePoint point, HingeLine[] lines)
    {
        var value = Affine.Value(point);
        for (var line = 0; line < lines.Length; line++)
        {
            value += Bends[line] * Math.Max(0.0, lines[line].Distance(point));
        }

        return value;
    }

    /// <summary>The one-sided slope at a point in a direction; a point within the tolerance of a line is on it.</summary>
    public double Slope(PlanePoint point, PlanePoint direction, HingeLine[] lines, double lengthTolerance)
    {
        var slope = Affine.Rate(direction);
        for (var line = 0; line < lines.Length; line++)
        {
            slope += Bends[line] * lines[line].ActiveRate(point, direction, lengthTolerance);
        }

        return slope;
    }

    /// <summary>The sign of a value of this function: 0 if the value is within rounding error.</summary>
    public int Sign(double value) => Math.Abs(value) <= _valueTolerance ? 0 : Math.Sign(value);

    /// <summary>The sign of a slope of this function: 0 if the slope is within rounding error.</summary>
    public int SlopeSign(double slope) => Math.Abs(slope) <= _slopeTolerance ? 0 : Math.Sign(slope);

    /// <summary>The sum of the magnitudes of the terms of the value at a point, to which its rounding error is relative.</summary>
    private static double Magnitude(AffineFunction affine, double[] bends, HingeLine[] lines, PlanePoint point)
    {
        var sum = Math.Abs(affine.Slope0 * point.X0) + Math.Abs(affine.Slope1 * point.X1) + Math.Abs(affine.Offset);
        for (var line = 0; line < lines.Length; line++)
        {
            sum += Math.Abs(bends[line]) * Math.Max(0.0, lines[line].Distance(point));
        }

        return sum;
    }
}
