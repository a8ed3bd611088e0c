using CsCheck;
using Reproduce.Core.Boundaries;
using Reproduce.Core.Networks;
using static Reproduce.Tests.Core.Boundaries.Networks;

namespace Reproduce.Tests.Core.Boundaries;

/// <summary>Compares the boundary with predictions on a fine grid.</summary>
[TestFixture]
public sealed class DecisionBoundaryGridTest
{
    private const int GridSize = 150;

    [Test]
    public void Every_change_of_the_prediction_lies_on_a_piece_of_its_two_classes() => Any.Sample(
        network =>
        {
            var boundary = DecisionBoundary.Of(network, Square);

            foreach (var (point, lower, higher) in Changes(network))
            {
                boundary.Segments
                    .Where(piece => (piece.LowerClass, piece.HigherClass) == (lower, higher))
                    .Min(piece => Distance(point, piece))
                    .Should().BeLessThan(1e-9);
            }
        },
        iter: 40);

    [Test]
    public void The_two_sides_of_a_piece_have_its_two_classes() => Any.Sample(network =>
    {
        foreach (var piece in DecisionBoundary.Of(network, Square).Segments.Where(piece => piece.Length > 1e-4))
        {
            foreach (var share in new[] { 0.1, 0.5, 0.9 })
            {
                var x0 = piece.Start.X0 + (share * (piece.End.X0 - piece.Start.X0));
                var x1 = piece.Start.X1 + (share * (piece.End.X1 - piece.Start.X1));
                var sides = new[] { -1e-9, 1e-9 }
                    .Select(step => PredictedClass(network, x0 + (step * piece.Normal.X0), x1 + (step * piece.Normal.X1)));
                sides.Should().BeEquivalentTo([piece.LowerClass, piece.HigherClass]);
            }
        }
    });

    [Test]
    public void Every_piece_is_a_linear_region_and_pair_that_the_grid_sees_if_none_is_shorter_than_the_grid_is_fine()
    {
        var comparable = 0;
        for (var seed = 0u; seed < 60; seed++)
        {
            var network = Random(seed, hidden: 4 + (int)(seed % 5));
            var boundary = DecisionBoundary.Of(network, Square);

            var seen = Changes(network)
                .Select(change => (change.Lower, change.Higher, ActivationPattern(network, change.Point)))
                .Distinct()
                .Count();

            boundary.PieceCount.Should().BeGreaterThanOrEqualTo(seen);
            if (boundary.Segments.All(piece => piece.Length > 6 * Square.Width / GridSize))
            {
                boundary.PieceCount.Should().Be(seen, "of the network of seed {0}", seed);
                comparable += boundary.PieceCount > 0 ? 1 : 0;
            }
        }

        comparable.Should().BeGreaterThan(15);
    }

    /// <summary>Where the prediction changes between neighbours of the grid, found by bisection.</summary>
    private static IEnumerable<(PlanePoint Point, int Lower, int Higher)> Changes(Perceptron network)
    {
        for (var row = 0; row < GridSize; row++)
        {
            for (var column = 0; column < GridSize; column++)
            {
                var from = GridPoint(column, row);
                foreach (var to in new[] { GridPoint(column + 1, row), GridPoint(column, row + 1) })
                {
                    var (low, high) = (from, to);
                    var (lowClass, highClass) = (Predicted(network, low), Predicted(network, high));
                    for (var step = 0; step < 50 && lowClass != highClass; step++)
                    {
                        var middle = new PlanePoint((low.X0 + high.X0) / 2, (low.X1 + high.X1) / 2);
                        var middleClass = Predicted(network, middle);
                        (low, high) = middleClass == lowClass ? (middle, high) : (low, middle);
                        highClass = middleClass == lowClass ? highClass : middleClass;
                    }

                    if (lowClass != highClass)
                    {
                        yield return (low, Math.Min(lowClass, highClass), Math.Max(lowClass, highClass));
                    }
                }
            }
        }
    }

    /// <summary>A point of the grid, which is shifted off the round numbers.</summary>
    private static PlanePoint GridPoint(int column, int row) => new(
        Square.MinX0 + (Square.Width * (column + 0.4142) / (GridSize + 1)),
        Square.MinX1 + (Square.Height * (row + 0.7321) / (GridSize + 1)));

    private static int Predicted(Perceptron network, PlanePoint point) => PredictedClass(network, point.X0, point.X1);

    private static int ActivationPattern(Perceptron network, PlanePoint point) => Units(network)
        .Select((unit, h) => (unit.W0 * point.X0) + (unit.W1 * point.X1) + unit.B > 0 ? 1 << h : 0)
        .Sum();

    private static double Distance(PlanePoint point, BoundarySegment piece)
    {
        var along = new PlanePoint(piece.End.X0 - piece.Start.X0, piece.End.X1 - piece.Start.X1);
        var share = (((point.X0 - piece.Start.X0) * along.X0) + ((point.X1 - piece.Start.X1) * along.X1)) / (along.Norm * along.Norm);
        share = Math.Clamp(share, 0, 1);
        return new PlanePoint(
            point.X0 - piece.Start.X0 - (share * along.X0),
            point.X1 - piece.Start.X1 - (share * along.X1)).Norm;
    }
}
