using Reproduce.Core.Data;
using Reproduce.Core.Networks;

namespace Reproduce.Tests.Core.Boundaries;

/// <summary>
/// Counts the pieces of a generic network's boundary independently, in exact arithmetic, by counting their ends instead of tracing pieces.
/// A piece has two ends. Each is a crossing with a hinge line (which two pieces of the pair share), a crossing with the border of the box,
/// or a triple point, where one piece of each pair ends.
/// </summary>
internal sealed class ExactPieceCount
{
    private static readonly (int Lower, int Higher)[] Pairs = [(0, 1), (0, 2), (1, 2)];

    private readonly Line[] _hinges;
    private readonly Rational[][] _outputs;
    private readonly Rational[] _biases;
    private readonly Line[] _borders;

    private ExactPieceCount(Perceptron network, Box box)
    {
        var units = Networks.Units(network);
        var (zero, one, two) = Networks.Biases(network);
        _hinges = [.. units.Select(unit => new Line(Rational.Of(unit.W0), Rational.Of(unit.W1), Rational.Of(unit.B)))];
        _outputs = [.. units.Select(unit => new[] { Rational.Of(unit.V0), Rational.Of(unit.V1), Rational.Of(unit.V2) })];
        _biases = [Rational.Of(zero), Rational.Of(one), Rational.Of(two)];
        var (no, yes) = (Rational.Of(0), Rational.Of(1));
        _borders =
        [
            new Line(yes, no, Rational.Of(-box.MinX0)), new Line(-yes, no, Rational.Of(box.MaxX0)),
            new Line(no, yes, Rational.Of(-box.MinX1)), new Line(no, -yes, Rational.Of(box.MaxX1)),
        ];
    }

    /// <summary>The numbers of pieces of the pairs (0, 1), (0, 2) and (1, 2).</summary>
    public static int[] Of(Perceptron network, Box box)
    {
        var count = new ExactPieceCount(network, box);
        var triplePoints = count.TriplePoints();
        var ends = Enumerable.Repeat(triplePoints, Pairs.Length).ToArray();
        foreach (var hinge in count._hinges)
        {
            count.AddCrossings(hinge, 2, ends);
        }

        foreach (var border in count._borders)
        {
            count.AddCrossings(border, 1, ends);
        }

        ends.Should().OnlyContain(number => number % 2 == 0, "every piece has two ends");
        return [.. ends.Select(number => number / 2)];
    }

    /// <summary>Adds, for every pair, the crossings of its boundary with a line within the box.</summary>
    private void AddCrossings(Line line, int endsOfEach, int[] ends)
    {
        var points = VerticesOn(line).ToArray();
        var logits = points.Select(Logits).ToArray();
        for (var i = 0; i + 1 < points.Length; i++)
        {
            for (var pair = 0; pair < Pairs.Length; pair++)
            {
                var (lower, higher) = Pairs[pair];
                var from = logits[i][lower] - logits[i][higher];
                var to = logits[i + 1][lower] - logits[i + 1][higher];
                if (from.Sign * to.Sign >= 0)
                {
                    continue;
                }

                var share = from / (from - to);
                var third = 3 - lower - higher;
                var lead = logits[i][third] - logits[i][lower];
                lead += share * (logits[i + 1][third] - logits[i + 1][lower] - lead);
                ends[pair] += lead.Sign < 0 ? endsOfEach : 0;
            }
        }
    }

    /// <summary>The crossings of a line with the other hinge lines and the borders, within the box, in their order on the line.</summary>
    private IEnumerable<Point> VerticesOn(Line line) => _hinges.Concat(_borders)
        .Select(line.Intersection)
        .OfType<Point>()
        .Where(point => _borders.All(border => border.Value(point).Sign >= 0))
        .DistinctBy(point => (point.X0, point.X1))
        .OrderBy(line.Position);

    /// <summary>The points in the box where all three logits tie, found in each linear region from its affine logits.</summary>
    private int TriplePoints() => Patterns().Count(pattern =>
    {
        var first = Difference(pattern, 1);
        var second = Difference(pattern, 2);
        return first.Intersection(second) is Point point
            && _borders.All(border => border.Value(point).Sign > 0)
            && _hinges.Select((hinge, h) => hinge.Value(point).Sign == (pattern[h] == '1' ? 1 : -1)).All(inside => inside);
    });

    /// <summary>The activation patterns of all linear regions in the box: those around every vertex of the arrangement.</summary>
    private HashSet<string> Patterns()
    {
        var patterns = new HashSet<string>();
        foreach (var point in _hinges.Concat(_borders).SelectMany(VerticesOn))
        {
            IEnumerable<string> around = [string.Empty];
            foreach (var sign in _hinges.Select(hinge => hinge.Value(point).Sign))
            {
                around = sign switch
                {
                    0 => around.SelectMany(pattern => new[] { pattern + '0', pattern + '1' }).ToArray(),
                    _ => around.Select(pattern => pattern + (sign > 0 ? '1' : '0')).ToArray(),
                };
            }

            patterns.UnionWith(around);
        }

        return patterns;
    }

    /// <summary>z_k - z_0 in a linear region.</summary>
    private Line Difference(string pattern, int k)
    {
        var sum = new Line(Rational.Of(0), Rational.Of(0), _biases[k] - _biases[0]);
        for (var h = 0; h < _hinges.Length; h++)
        {
            var output = _outputs[h][k] - _outputs[h][0];
            sum = pattern[h] == '1'
                ? new Line(sum.A + (output * _hinges[h].A), sum.B + (output * _hinges[h].B), sum.C + (output * _hinges[h].C))
                : sum;
        }

        return sum;
    }

    private Rational[] Logits(Point point)
    {
        var logits = _biases.ToArray();
        for (var h = 0; h < _hinges.Length; h++)
        {
            var activation = _hinges[h].Value(point);
            for (var k = 0; activation.Sign > 0 && k < logits.Length; k++)
            {
                logits[k] += _outputs[h][k] * activation;
            }
        }

        return logits;
    }

    private readonly record struct Point(Rational X0, Rational X1);

    /// <summary>The line, or the affine function, A x0 + B x1 + C.</summary>
    private readonly record struct Line(Rational A, Rational B, Rational C)
    {
        public Rational Value(Point point) => (A * point.X0) + (B * point.X1) + C;

        /// <summary>A coordinate along the line.</summary>
        public Rational Position(Point point) => (A * point.X1) - (B * point.X0);

        /// <summary>The common point of two lines; none if they are parallel.</summary>
        public Point? Intersection(Line other)
        {
            var determinant = (A * other.B) - (B * other.A);
            return determinant.Sign == 0
                ? null
                : new Point(((B * other.C) - (C * other.B)) / determinant, ((C * other.A) - (A * other.C)) / determinant);
        }
    }
}
