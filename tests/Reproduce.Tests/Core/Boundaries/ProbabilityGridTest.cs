using CsCheck;
using Reproduce.Core.Boundaries;
using Reproduce.Core.Data;
using static Reproduce.Tests.Core.Boundaries.Networks;

namespace Reproduce.Tests.Core.Boundaries;

[TestFixture]
public sealed class ProbabilityGridTest
{
    [Test]
    public void The_points_run_from_bound_to_bound_and_rows_have_one_second_coordinate()
    {
        var grid = ProbabilityGrid.Of(Linear(1, 0), new Box(-1, 3, 10, 20), rows: 3, columns: 5);

        Enumerable.Range(0, 5).Select(grid.X0).Should().Equal(-1, 0, 1, 2, 3);
        Enumerable.Range(0, 3).Select(grid.X1).Should().Equal(10, 15, 20);
        grid.Probabilities.Length.Should().Be(3 * 5 * 3);
    }

    [Test]
    public void Every_point_has_the_softmax_of_its_logits() => Any.Sample(
        network =>
        {
            var grid = ProbabilityGrid.Of(network, Square, rows: 7, columns: 13);

            for (var row = 0; row < grid.Rows; row++)
            {
                for (var column = 0; column < grid.Columns; column++)
                {
                    var expected = Probabilities(network, grid.X0(column), grid.X1(row));
                    grid.At(row, column).ToArray().Zip(expected)
                        .Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) < 1e-6);
                }
            }
        },
        iter: 30);

    [Test]
    public void The_predicted_class_is_the_most_probable_and_of_equals_the_first()
    {
        // z = (-4 x0, 1, 4 x0); at x0 = -1/4 the classes 0 and 1 tie.
        var network = Of((400, 1, -400), new Unit(1, 0, 100, -4, 0, 4));

        var grid = ProbabilityGrid.Of(network, new Box(-0.5, 0.5, 0, 1), rows: 2, columns: 5);

        Enumerable.Range(0, 5).Select(column => grid.PredictedClass(1, column)).Should().Equal(0, 0, 1, 1, 2);
    }

    [Test]
    public void Large_logits_saturate_without_overflow()
    {
        var network = Of((0, 0, Never), new Unit(1, 0, 0, 10_000, 0, 0), new Unit(-1, 0, 0, 0, 10_000, 0));

        var grid = ProbabilityGrid.Of(network, Square, rows: 2, columns: 2);

        grid.At(0, 0).ToArray().Should().Equal(0, 1, 0);
        grid.At(0, 1).ToArray().Should().Equal(1, 0, 0);
    }

    [TestCase(1, 5)]
    [TestCase(5, 1)]
    public void A_grid_needs_both_bounds_in_each_direction(int rows, int columns)
    {
        var act = () => ProbabilityGrid.Of(Linear(1, 0), Square, rows, columns);

        act.Should().Throw<ArgumentOutOfRangeException>();
    }
}
