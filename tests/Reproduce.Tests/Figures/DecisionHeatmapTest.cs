using CsCheck;
using Reproduce.Core.Boundaries;
using Reproduce.Core.Networks;
using Reproduce.Figures.Drawing;
using Box = Reproduce.Core.Data.Box;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class DecisionHeatmapTest
{
    private static readonly Box Window = new(-2, 2, -3, 3);

    [Test]
    public void The_colours_are_mixed_by_the_probabilities()
    {
        // softmax(ln 1, ln 2, ln 7) = (0.1, 0.2, 0.7).
        var network = ToyFixtures.Constant(0, MathF.Log(2), MathF.Log(7));

        using var heatmap = DecisionHeatmap.Render(network, Window, Shading.Probabilities, resolution: 3);

        var (pixel, colours) = (heatmap.GetPixel(1, 1), FigureColors.Regions);
        ((double)pixel.Red).Should().BeApproximately((0.1 * colours[0].Red) + (0.2 * colours[1].Red) + (0.7 * colours[2].Red), 1);
        ((double)pixel.Green).Should().BeApproximately((0.1 * colours[0].Green) + (0.2 * colours[1].Green) + (0.7 * colours[2].Green), 1);
        ((double)pixel.Blue).Should().BeApproximately((0.1 * colours[0].Blue) + (0.2 * colours[1].Blue) + (0.7 * colours[2].Blue), 1);
    }

    [Test]
    public void The_second_coordinate_points_upwards()
    {
        using var heatmap = DecisionHeatmap.Render(ToyFixtures.RedBelowGreenAbove, Window, Shading.Probabilities, resolution: 5);

        heatmap.GetPixel(2, 0).Should().Be(ToyFixtures.Region(1));
        heatmap.GetPixel(2, 4).Should().Be(ToyFixtures.Region(0));
    }

    [Test]
    public void The_first_coordinate_points_to_the_right()
    {
        // Logits (0, 10 relu(x0), 1): green on the right.
        var network = new Perceptron([1, 0, 0, 0, 10, 0, 0, 0, 1]);

        using var heatmap = DecisionHeatmap.Render(network, Window, Shading.Rounded, resolution: 5);

        heatmap.GetPixel(0, 2).Should().Be(ToyFixtures.Region(2));
        heatmap.GetPixel(4, 2).Should().Be(ToyFixtures.Region(1));
    }

    [Test]
    public void The_grid_includes_the_bounds()
    {
        // Logits (0, 1000 relu(x0 - 1.999), 1): green only where the grid reaches x0 = 2.
        var network = new Perceptron([1, 0, -1.999f, 0, 10000, 0, 0, 0, 1]);

        using var heatmap = DecisionHeatmap.Render(network, Window, Shading.Rounded, resolution: 101);

        heatmap.GetPixel(100, 50).Should().Be(ToyFixtures.Region(1));
        heatmap.GetPixel(99, 50).Should().Be(ToyFixtures.Region(2));
    }

    [Test]
    public void Rounding_takes_the_first_of_equally_probable_classes()
    {
        using var heatmap = DecisionHeatmap.Render(ToyFixtures.Constant(1, 1, 1), Window, Shading.Rounded, resolution: 2);

        heatmap.GetPixel(0, 0).Should().Be(ToyFixtures.Region(0));
    }

    [Test]
    public void Logits_beyond_the_exponential_s_range_give_colours_of_one_class()
    {
        using var heatmap = DecisionHeatmap.Render(ToyFixtures.Constant(-5000, 5000, 0), Window, Shading.Probabilities, resolution: 2);

        heatmap.GetPixel(1, 1).Should().Be(ToyFixtures.Region(1));
    }

    [Test]
    public void Rounding_agrees_with_the_predicted_class_at_every_grid_point() =>
        Gen.Single[-3, 3].Array[Perceptron.ParameterCount(4)].Sample(
            parameters =>
            {
                var network = new Perceptron(parameters);
                using var heatmap = DecisionHeatmap.Render(network, Window, Shading.Rounded, resolution: 4);
                var grid = ProbabilityGrid.Of(network, Window, rows: 4, columns: 4);
                for (var i = 0; i < 16; i++)
                {
                    var (row, column) = (i / 4, i % 4);
                    var expected = PointLogits.Of(network, [grid.X0(column)], [grid.X1(3 - row)]).PredictedClass(0);
                    var pixel = heatmap.GetPixel(column, row);
                    pixel.Should().Be(ToyFixtures.Region(expected));
                }
            },
            iter: 50);

    [Test]
    public void A_single_grid_point_is_refused()
    {
        var render = () => DecisionHeatmap.Render(ToyFixtures.BlueEverywhere, Window, Shading.Rounded, resolution: 1);

        render.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("resolution");
    }
}
