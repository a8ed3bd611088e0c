using Reproduce.Core.Boundaries;
using Reproduce.Core.Networks;
using static Reproduce.Tests.Core.Boundaries.Networks;

namespace Reproduce.Tests.Core.Boundaries;

[TestFixture]
public sealed class TransitionWidthTest
{
    private const double Precision = 1e-9;
    private static readonly double Sure = Math.Log(9);

    [Test]
    public void A_linear_boundary_is_as_wide_everywhere_as_its_gradient_says()
    {
        var transition = TransitionWidth.Of(Linear(3, 4), Square)!;

        transition.Widths.Should().HaveCount(TransitionWidth.DefaultPointCount);
        transition.Widths.Should().OnlyContain(width => Math.Abs(width - (2 * Sure / 5)) < Precision);
        transition.Median.Should().BeApproximately(2 * Sure / 5, Precision);
    }

    [Test]
    public void The_two_sides_of_a_hinge_line_add_up_with_their_own_gradients()
    {
        // z_0 - z_1 = 5 x0 on the right and 20 x0 on the left of the hinge line that the boundary is.
        var network = Of((0, 0, Never), new Unit(1, 0, 0, 5, 0, 0), new Unit(-1, 0, 0, 0, 20, 0));

        TransitionWidth.Of(network, Square)!.Median.Should().BeApproximately((Sure / 5) + (Sure / 20), Precision);
    }

    [Test]
    public void The_search_continues_across_hinge_lines()
    {
        // z_0 - z_1 = x0, from x0 = 1 on 4 x0 - 3.
        var network = Of((-100, 0, Never), new Unit(1, 0, 100, 1, 0, 0), new Unit(1, 0, -1, 3, 0, 0));

        TransitionWidth.Of(network, Square)!.Median.Should().BeApproximately(Sure + 1 + ((Sure - 1) / 4), Precision);
    }

    [Test]
    public void A_side_that_never_becomes_sure_counts_as_the_boxs_diagonal()
    {
        // z_0 - z_1 = 3 x0 on the left, from x0 = 1/2 on 3/2.
        var network = Of((-300, 0, Never), new Unit(1, 0, 100, 3, 0, 0), new Unit(1, 0, -0.5, -3, 0, 0));

        TransitionWidth.Of(network, Square)!.Median.Should().BeApproximately((Sure / 3) + Square.Diagonal, Precision);
    }

    [Test]
    public void A_side_that_becomes_sure_beyond_the_boxs_diagonal_counts_as_the_diagonal()
    {
        TransitionWidth.Of(Linear(0.01, 0), Square)!.Median.Should().BeApproximately(2 * Square.Diagonal, Precision);
    }

    [Test]
    public void A_class_that_is_sure_only_within_a_linear_stretch_is_found_there()
    {
        // z = (-4 x0, 3, 4 x0): class 1 reaches 0.9 in the middle of its band |x0| < 3/4, and only there.
        var network = Of((400, 3, -400), new Unit(1, 0, 100, -4, 0, 4));

        // exp(-3) 2 cosh(4 x0) = 1/9 on the inner side; on the outer side class 0 against the others.
        var inner = 0.75 - (Math.Acosh(Math.Exp(3) / 18) / 4);
        var transition = TransitionWidth.Of(network, Square)!;
        transition.Median.Should().BeApproximately(inner + Outer(3), 1e-6);
    }

    [Test]
    public void A_class_that_is_never_sure_is_passed_to_the_one_behind_it()
    {
        // As above with a band too narrow for class 1, which peaks at 1 / (1 + 2 exp(-2.5)) = 0.86.
        var network = Of((400, 2.5, -400), new Unit(1, 0, 100, -4, 0, 4));

        var transition = TransitionWidth.Of(network, Square)!;
        transition.Median.Should().BeApproximately((2 * 2.5 / 4) + (2 * Outer(2.5)), 1e-6);
    }

    [Test]
    public void Random_networks_have_the_widths_that_small_steps_along_the_normals_find()
    {
        var boundaries = 0;
        for (var seed = 0u; seed < 20; seed++)
        {
            var network = Steep(Random(seed, hidden: 8));
            var boundary = DecisionBoundary.Of(network, Square);
            if (boundary.PieceCount == 0)
            {
                continue;
            }

            boundaries++;
            var widths = TransitionWidth.Across(boundary, pointCount: 5)!.Widths;

            var stepped = Points(boundary, 5).Select(at => Step(network, at.Point, at.Normal, 1) + Step(network, at.Point, at.Normal, -1));
            widths.Zip(stepped).Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) < 1e-6, "of seed {0}", seed);
        }

        boundaries.Should().BeGreaterThan(10);
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(7)]
    public void The_median_is_the_middle_of_the_widths(int pointCount)
    {
        var transition = TransitionWidth.Of(Steep(Random(3, hidden: 8)), Square, pointCount)!;

        var sorted = transition.Widths.Order().ToArray();
        transition.Widths.Should().HaveCount(pointCount);
        transition.Median.Should().Be((sorted[(pointCount - 1) / 2] + sorted[pointCount / 2]) / 2);
    }

    [Test]
    public void A_network_without_a_boundary_has_no_width()
    {
        TransitionWidth.Of(Of((2, 1, 0), new Unit(1, 1, 0, 0, 0, 0)), Square).Should().BeNull();
    }

    [Test]
    public void The_number_of_points_must_be_positive()
    {
        var act = () => TransitionWidth.Of(Linear(1, 0), Square, 0);

        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("pointCount");
    }

    /// <summary>For z = (-4 x0, c, 4 x0): the distance beyond x0 = -c/4 at which class 0 reaches 0.9, by bisection.</summary>
    private static double Outer(double c)
    {
        var (unsure, sure) = (0.0, 2.0);
        for (var step = 0; step < 60; step++)
        {
            var middle = (unsure + sure) / 2;
            var x0 = -(c / 4) - middle;
            var odds = Math.Exp(c + (4 * x0)) + Math.Exp(8 * x0);
            (unsure, sure) = odds > 1 / 9.0 ? (middle, sure) : (unsure, middle);
        }

        return sure;
    }

    private static Perceptron Steep(Perceptron network) => Of(
        Biases(network), [.. Units(network).Select(unit => unit with { V0 = 8 * unit.V0, V1 = 8 * unit.V1, V2 = 8 * unit.V2 })]);

    /// <summary>Points in the middles of equal shares of the boundary's length, and the normals there.</summary>
    private static IEnumerable<(PlanePoint Point, PlanePoint Normal)> Points(DecisionBoundary boundary, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var rest = boundary.Length * (i + 0.5) / count;
            var piece = boundary.Segments.First(segment => (rest -= segment.Length) <= 0);
            var share = 1 + (rest / piece.Length);
            yield return (
                new PlanePoint(
                    piece.Start.X0 + (share * (piece.End.X0 - piece.Start.X0)), piece.Start.X1 + (share * (piece.End.X1 - piece.Start.X1))),
                piece.Normal);
        }
    }

    /// <summary>Distance to the first sure point, in steps and then by bisection of the last step.</summary>
    private static double Step(Perceptron network, PlanePoint point, PlanePoint normal, int side)
    {
        const double step = 1e-3;
        bool IsSure(double distance) => Probabilities(
            network, point.X0 + (side * distance * normal.X0), point.X1 + (side * distance * normal.X1)).Max() >= 0.9;

        var far = 0.0;
        while (!IsSure(far))
        {
            far += step;
            if (far > Square.Diagonal)
            {
                return Square.Diagonal;
            }
        }

        var near = far - step;
        for (var i = 0; i < 40; i++)
        {
            var middle = (near + far) / 2;
            (near, far) = IsSure(middle) ? (near, middle) : (middle, far);
        }

        return far;
    }
}
