using CsCheck;
using Reproduce.Core.Boundaries;
using Reproduce.Core.Networks;
using Reproduce.Figures.Drawing;
using SkiaSharp;
using Box = Reproduce.Core.Data.Box;

namespace Reproduce.Tests.Figures;

[TestFixture]
public sealed class DecisionHeatmapTest
{
    private static readonly Box Window = new(-2, 2, -3, 3);

    [Test]
    public void The_channels_are_the_three_probabilities()
    {
        // softmax(ln 1, ln 2, ln 7) = (0.1, 0.2, 0.7); 255 times that is 25.5, 51 and 178.5.
        var network = ToyFixtures.Constant(0, MathF.Log(2), MathF.Log(7));

        using var heatmap = DecisionHeatmap.Render(network, Window, Shading.Probabilities, resolution: 3);

        var pixel = heatmap.GetPixel(1, 1);
        pixel.Red.Should().BeInRange(25, 26);
        pixel.Green.Should().Be(51);
        pixel.Blue.Should().BeInRange(178, 179);
    }

    [Test]
    public void The_second_coordinate_points_upwards()
    {
        using var heatmap = DecisionHeatmap.Render(ToyFixtures.RedBelowGreenAbove, Window, Shading.Probabilities, resolution: 5);

        heatmap.GetPixel(2, 0).Should().Be(new SKColor(0, 255, 0));
        heatmap.GetPixel(2, 4).Should().Be(new SKColor(255, 0, 0));
    }

    [Test]
    public void The_first_coordinate_points_to_the_right()
    {
        // Logits (0, 10 relu(x0), 1): green on the right.
        var network = new Perceptron([1, 0, 0, 0, 10, 0, 0, 0, 1]);

        using var heatmap = DecisionHeatmap.Render(network, Window, Shading.Rounded, resolution: 5);

        heatmap.GetPixel(0, 2).Should().Be(new SKColor(0, 0, 255));
        heatmap.GetPixel(4, 2).Should().Be(new SKColor(0, 255, 0));
    }

    [Test]
    public void The_grid_includes_the_bounds()
    {
        // Logits (0, 1000 relu(x0 - 1.999), 1): green only where the grid reaches x0 = 2.
        var network = new Perceptron([1, 0, -1.999f, 0, 10000, 0, 0, 0, 1]);

        using var heatmap = DecisionHeatmap.Render(network, Window, Shading.Rounded, resolution: 101);

        heatmap.GetPixel(100, 50).Should().Be(new SKColor(0, 255, 0));
        heatmap.GetPixel(99, 50).Should().Be(new SKColor(0, 0, 255));
    }

    [Test]
    public void Rounding_takes_the_first_of_equally_probable_classes()
    {
        using var heatmap = DecisionHeatmap.Render(ToyFixtures.Constant(1, 1, 1), Window, Shading.Rounded, resolution: 2);

        heatmap.GetPixel(0, 0).Should().Be(new SKColor(255, 0, 0));
    }

    [Test]
    public void Logits_beyond_the_exponential_s_range_give_pure_colours()
    {
        using var heatmap = DecisionHeatmap.Render(ToyFixtures.Constant(-5000, 5000, 0), Window, Shading.Probabilities, resolution: 2);

        heatmap.GetPixel(1, 1).Should().Be(new SKColor(0, 255, 0));
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
                    new[] { pixel.Red, pixel.Green, pixel.Blue }.Should().Equal(
                        Enumerable.Range(0, 3).Select(k => k == expected ? byte.MaxValue : byte.MinValue));
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
