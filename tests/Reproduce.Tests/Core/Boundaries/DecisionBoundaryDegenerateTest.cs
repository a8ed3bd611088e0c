using Reproduce.Core.Boundaries;
using static Reproduce.Tests.Core.Boundaries.Networks;

namespace Reproduce.Tests.Core.Boundaries;

/// <summary>The cases that hand-made weights have and random weights do not.</summary>
[TestFixture]
public sealed class DecisionBoundaryDegenerateTest
{
    private const double Precision = 1e-9;

    [Test]
    public void A_boundary_along_a_hinge_line_is_one_piece()
    {
        // z_0 - z_1 = x0 right of the hinge line x0 = 0 and 2 x0 left of it. The second line treats both classes alike.
        var network = Of((0, 0, Never), new Unit(1, 0, 0, 1, 0, 0), new Unit(-1, 0, 0, 0, 2, 0), new Unit(1, 1, 0, 1, 1, 0));

        var boundary = DecisionBoundary.Of(network, Square);

        boundary.PieceCount.Should().Be(1);
        boundary.Length.Should().BeApproximately(4, Precision);
    }

    [Test]
    public void A_boundary_along_an_oblique_hinge_line_is_one_piece()
    {
        var network = Of((0, 0, Never), new Unit(0.3f, 0.7f, 0.1f, 1, 0, 0), new Unit(-0.3f, -0.7f, -0.1f, 0, 2, 0));

        DecisionBoundary.Of(network, Square).PieceCount.Should().Be(1);
    }

    [Test]
    public void A_tie_that_separates_nothing_is_no_piece()
    {
        // z_0 = |x0| touches z_1 = 0 from above.
        var network = Of((0, 0, Never), new Unit(1, 0, 0, 1, 0, 0), new Unit(-1, 0, 0, 1, 0, 0));

        DecisionBoundary.Of(network, Square).PieceCount.Should().Be(0);
    }

    [Test]
    public void An_area_where_two_classes_tie_belongs_to_the_smaller_index()
    {
        var rampOfTheSecond = Of((0, 0, Never), new Unit(1, 0, 0, 0, 1, 0));
        var rampOfTheFirst = Of((0, 0, Never), new Unit(1, 0, 0, 1, 0, 0));

        var boundary = DecisionBoundary.Of(rampOfTheSecond, Square);

        boundary.Segments.Should().ContainSingle().Which.Midpoint.X0.Should().BeApproximately(0, Precision);
        DecisionBoundary.Of(rampOfTheFirst, Square).PieceCount.Should().Be(0);
    }

    [Test]
    public void Two_classes_with_one_logit_have_one_boundary_with_the_third()
    {
        var network = Of((-100, 0, 0), new Unit(1, 0, 100, 1, 0, 0));

        var boundary = DecisionBoundary.Of(network, Square);

        var piece = boundary.Segments.Should().ContainSingle().Subject;
        (piece.LowerClass, piece.HigherClass).Should().Be((0, 1));
    }

    [Test]
    public void Three_equal_logits_have_no_boundary()
    {
        DecisionBoundary.Of(Of((0, 0, 0), new Unit(1, 1, 0, 1, 1, 1)), Square).PieceCount.Should().Be(0);
    }

    [TestCase(1, 1, 1, Description = "two copies of a unit")]
    [TestCase(-1, -1, 1, Description = "the same line from its other side")]
    [TestCase(2, 2, 1, Description = "the same line with longer weights")]
    public void Units_on_one_hinge_line_bend_a_boundary_once(double w0, double w1, double v1)
    {
        // z_0 - z_1 = x0 - (hinges on x0 + x1 = 0).
        var network = Of(
            (-100, 0, Never), new Unit(1, 0, 100, 1, 0, 0), new Unit(1, 1, 0, 0, 1, 0), new Unit(w0, w1, 0, 0, v1, 0));

        DecisionBoundary.Of(network, Square).PieceCount.Should().Be(2);
    }

    [TestCase(1, 1, -1, Description = "opposite units of one side cancel everywhere")]
    [TestCase(-1, -1, -1, Description = "opposite units of two sides add up to an affine function")]
    [TestCase(0.5, 0.5, -2, Description = "the same with shorter weights")]
    public void Units_on_one_hinge_line_that_cancel_leave_a_boundary_straight(double w0, double w1, double v1)
    {
        var network = Of(
            (-100, 0, Never), new Unit(1, 0, 100, 1, 0, 0), new Unit(1, 1, 0, 0, 1, 0), new Unit(w0, w1, 0, 0, v1, 0));

        DecisionBoundary.Of(network, Square).PieceCount.Should().Be(1);
    }

    [TestCase(1, 1, 3)]
    [TestCase(1, 3, 7)]
    [TestCase(5, 1, 6)]
    public void Units_that_cancel_but_for_rounding_leave_a_boundary_straight(double w0, double w1, double factor)
    {
        var network = Of(
            (-100, 0, Never),
            new Unit(1, 0, 100, 1, 0, 0), new Unit(w0, w1, 0, 0, factor, 0), new Unit(factor * w0, factor * w1, 0, 0, -1, 0));

        DecisionBoundary.Of(network, Square).PieceCount.Should().Be(1);
    }

    [Test]
    public void The_slightest_bend_counts()
    {
        var step = float.BitIncrement(1f) - 1.0;
        var network = Of((-100, 0, Never), new Unit(1, 0, 100, 1, 0, 0), new Unit(0, 1, 0, 1, 1 + step, 0));

        DecisionBoundary.Of(network, Square).PieceCount.Should().Be(2);
    }

    [Test]
    public void Parallel_lines_close_to_each_other_bend_a_boundary_each()
    {
        var network = Of(
            (-100, 0, Never), new Unit(1, 0, 100, 1, 0, 0), new Unit(0, 1, 0, 0, 1, 0), new Unit(0, 1, -1e-6, 0, -1, 0));

        var boundary = DecisionBoundary.Of(network, Square);

        boundary.PieceCount.Should().Be(3);
        boundary.Segments.Min(piece => piece.Length).Should().BeApproximately(1e-6 * Math.Sqrt(2), 1e-12);
    }

    [Test]
    public void Dead_units_change_nothing()
    {
        var withoutInput = new Unit(0, 0, 1, 1, 1, 1);
        var neverActive = new Unit(1, 1, -100, 1, 0, 0);
        var withoutOutput = new Unit(0, 1, 0, 0, 0, 0);
        var network = Of((-100, 0, Never), new Unit(1, 0, 100, 1, 0, 0), withoutInput, neverActive, withoutOutput);

        var boundary = DecisionBoundary.Of(network, Square);

        boundary.Segments.Should().Equal(DecisionBoundary.Of(Linear(1, 0), Square).Segments);
    }

    [Test]
    public void A_unit_without_input_weights_adds_its_constant()
    {
        // z_0 = x0, z_1 = relu(1).
        var network = Of((-100, 0, Never), new Unit(1, 0, 100, 1, 0, 0), new Unit(0, 0, 1, 0, 1, 0));

        var piece = DecisionBoundary.Of(network, Square).Segments.Should().ContainSingle().Subject;
        piece.Start.X0.Should().BeApproximately(1, Precision);
    }

    [Test]
    public void A_boundary_along_the_border_of_the_box_is_no_piece()
    {
        var network = Of((-102, 0, Never), new Unit(1, 0, 100, 1, 0, 0));

        DecisionBoundary.Of(network, Square).PieceCount.Should().Be(0);
    }

    [Test]
    public void Hinge_lines_along_the_border_and_through_the_corners_of_the_box_cut_nothing()
    {
        var onBorder = new Unit(1, 0, -2, 0, 1, 0);
        var throughCorner = new Unit(1, 1, -4, 0, 1, 0);
        var network = Of((-100, 0, Never), new Unit(0, 1, 100, 1, 0, 0), onBorder, throughCorner);

        DecisionBoundary.Of(network, Square).PieceCount.Should().Be(1);
    }

    [Test]
    public void A_boundary_that_only_touches_a_corner_of_the_box_is_no_piece()
    {
        var network = Of((-104, 0, Never), new Unit(1, 1, 100, 1, 0, 0));

        DecisionBoundary.Of(network, Square).PieceCount.Should().Be(0);
    }

    [Test]
    public void Pieces_end_where_bending_lines_cross_on_the_boundary()
    {
        // |x0| against |x1|: the diagonals.
        var network = Of(
            (0, 0, Never),
            new Unit(1, 0, 0, 1, 0, 0), new Unit(-1, 0, 0, 1, 0, 0), new Unit(0, 1, 0, 0, 1, 0), new Unit(0, -1, 0, 0, 1, 0));

        DecisionBoundary.Of(network, Square).PieceCount.Should().Be(4);
    }

    [Test]
    public void A_boundary_passes_through_a_crossing_of_lines_that_leave_it_straight()
    {
        var network = Of(
            (-100, 0, Never), new Unit(1, 0, 100, 1, 0, 0), new Unit(1, 1, 0, 0.5, 0.5, 1), new Unit(1, -1, 0, 0.5, 0.5, -1));

        DecisionBoundary.Of(network, Square).PieceCount.Should().Be(1);
    }
}
