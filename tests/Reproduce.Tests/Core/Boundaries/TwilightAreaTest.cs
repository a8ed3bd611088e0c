using CsCheck;
using Reproduce.Core.Boundaries;
using Reproduce.Core.Networks;
using static Reproduce.Tests.Core.Boundaries.Networks;

namespace Reproduce.Tests.Core.Boundaries;

[TestFixture]
public sealed class TwilightAreaTest
{
    [TestCase(10)]
    [TestCase(250)]
    [TestCase(1000)]
    public void A_linear_boundary_along_a_side_has_a_band_as_wide_as_its_gradient_says_to_within_a_row_of_cells(int resolution)
    {
        const double gradient = 8;

        var area = TwilightArea.Of(Linear(gradient, 0), Square, resolution);

        var band = 2 * Math.Log(9) / gradient;
        area.Should().BeApproximately(band / Square.Width, 1.0 / resolution);
    }

    [TestCase(10)]
    [TestCase(250)]
    [TestCase(1000)]
    public void A_diagonal_boundary_has_its_band_to_within_a_diagonal_of_cells(int resolution)
    {
        const double slope = 4;

        var area = TwilightArea.Of(Linear(slope, slope), Square, resolution);

        // The band is |x0 + x1| <= c; a triangle of (4 - c)^2 / 2 is left of the square on each of its sides.
        var c = Math.Log(9) / slope;
        area.Should().BeApproximately((16 - ((4 - c) * (4 - c))) / 16, 1.0 / resolution);
    }

    [Test]
    public void A_boundary_in_general_position_has_its_band_much_closer()
    {
        var (slope0, slope1) = (3.14f, 4.07f);

        var area = TwilightArea.Of(Linear(slope0, slope1), Square);

        area.Should().BeApproximately(1 - (2 * AreaAbove(Math.Log(9), slope0, slope1) / 16), 1e-4);
    }

    [Test]
    public void The_area_is_that_of_the_softmax_evaluated_cell_by_cell() => Any.Sample(
        network =>
        {
            const int resolution = 37;
            var unsure = 0;
            for (var cell = 0; cell < resolution * resolution; cell++)
            {
                var x0 = -2 + (4 * ((cell % resolution) + 0.5) / resolution);
                var x1 = -2 + (4 * ((cell / resolution) + 0.5) / resolution);
                unsure += Probabilities(Steep(network), x0, x1).Max() < 0.9 ? 1 : 0;
            }

            TwilightArea.Of(Steep(network), Square, resolution).Should().Be(unsure / (double)(resolution * resolution));
        },
        iter: 30);

    [TestCase(0.0, 1.0, Description = "uniform probabilities")]
    [TestCase(2.8, 1.0, Description = "0.89 against twice 0.05")]
    [TestCase(3.0, 0.0, Description = "0.91 against twice 0.04")]
    public void Constant_logits_are_all_twilight_or_none(double lead, double expected) =>
        TwilightArea.Of(Of((lead, 0, 0), new Unit(0, 0, 0, 0, 0, 0)), Square).Should().Be(expected);

    [Test]
    public void A_network_with_a_parameter_that_is_not_finite_is_refused()
    {
        var act = () => TwilightArea.Of(Of((0, 0, 0), new Unit(1, 0, 0, double.PositiveInfinity, 0, 0)), Square);

        act.Should().Throw<ArgumentException>().WithParameterName("network").WithMessage("*Infinity*learning rate*");
    }

    [Test]
    public void The_resolution_must_be_positive()
    {
        var act = () => TwilightArea.Of(Linear(1, 0), Square, 0);

        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("resolution");
    }

    /// <summary>The network with logits ten times as large.</summary>
    private static Perceptron Steep(Perceptron network)
    {
        var (zero, one, two) = Biases(network);
        return Of(
            (10 * zero, 10 * one, 10 * two),
            [.. Units(network).Select(unit => unit with { V0 = 10 * unit.V0, V1 = 10 * unit.V1, V2 = 10 * unit.V2 })]);
    }

    /// <summary>
    /// Area of the part of the square where slope0 x0 + slope1 x1 is above a bound, for a boundary that leaves it on the right and
    /// at the top left: a triangle.
    /// </summary>
    private static double AreaAbove(double bound, double slope0, double slope1)
    {
        var bottom = (bound - (2 * slope0)) / slope1;
        var cut = 2 - ((bound - (2 * slope1)) / slope0);
        return (2 - bottom) * cut / 2;
    }
}
