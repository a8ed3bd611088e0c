using Reproduce.Core.Boundaries;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using static Reproduce.Tests.Core.Boundaries.Networks;

namespace Reproduce.Tests.Core.Boundaries;

/// <summary>Hand-made networks whose boundaries are known shapes.</summary>
[TestFixture]
public sealed class DecisionBoundaryShapesTest
{
    private const double Precision = 1e-9;

    [Test]
    public void A_linear_classifier_has_one_piece_from_border_to_border()
    {
        var boundary = DecisionBoundary.Of(Linear(1, 0), Square);

        var piece = boundary.Segments.Should().ContainSingle().Subject;
        (piece.LowerClass, piece.HigherClass).Should().Be((0, 1));
        piece.Start.X0.Should().BeApproximately(0, Precision);
        piece.End.X0.Should().BeApproximately(0, Precision);
        boundary.Length.Should().BeApproximately(4, Precision);
    }

    [Test]
    public void A_network_that_predicts_one_class_everywhere_has_no_boundary()
    {
        var boundary = DecisionBoundary.Of(Of((2, 1, 0), new Unit(1, 1, 0, 1, 0.5, 0)), Square);

        boundary.PieceCount.Should().Be(0);
        boundary.Length.Should().Be(0);
    }

    [Test]
    public void A_wedge_has_two_pieces_that_meet_at_its_tip()
    {
        // z_0 = x1 against z_1 = |x0|.
        var network = Of((-100, 0, Never), new Unit(0, 1, 100, 1, 0, 0), new Unit(1, 0, 0, 0, 1, 0), new Unit(-1, 0, 0, 0, 1, 0));

        var boundary = DecisionBoundary.Of(network, Square);

        boundary.PieceCount.Should().Be(2);
        boundary.Length.Should().BeApproximately(4 * Math.Sqrt(2), Precision);
        boundary.Segments[0].End.Should().Be(boundary.Segments[1].Start);
        boundary.Segments[0].End.X1.Should().BeApproximately(0, Precision);
    }

    [Test]
    public void A_diamond_has_four_pieces()
    {
        var boundary = DecisionBoundary.Of(Diamond(), Square);

        boundary.PieceCount.Should().Be(4);
        boundary.Segments.Should().OnlyContain(piece => Math.Abs(piece.Length - Math.Sqrt(2)) < Precision);
    }

    [Test]
    public void A_square_region_whose_corners_lie_on_hinge_lines_has_its_sides_and_corner_cuts_as_pieces()
    {
        // z_0 = relu(x0 - 1) + relu(-x0 - 1) + relu(x1 - 1) + relu(-x1 - 1) against z_1 = 1/2: an octagon.
        var network = Of(
            (0, 0.5, Never),
            new Unit(1, 0, -1, 1, 0, 0), new Unit(-1, 0, -1, 1, 0, 0), new Unit(0, 1, -1, 1, 0, 0), new Unit(0, -1, -1, 1, 0, 0));

        var boundary = DecisionBoundary.Of(network, Square);

        boundary.PieceCount.Should().Be(8);
        boundary.Length.Should().BeApproximately((4 * 2) + (4 * Math.Sqrt(0.5)), Precision);
    }

    [Test]
    public void Three_classes_that_meet_in_a_point_have_three_rays()
    {
        // Along each of three directions 120 degrees apart one logit grows; the units are active all over the square.
        var height = Math.Sqrt(0.75);
        var network = Of((0, 0, 0), new Unit(1, 0, 100, 1, -0.5, -0.5), new Unit(0, 1, 100, 0, height, -height));
        network = Of((-100, 50 - (100 * (float)height), 50 + (100 * (float)height)), Units(network));

        var boundary = DecisionBoundary.Of(network, Square);

        boundary.Segments.Select(piece => (piece.LowerClass, piece.HigherClass)).Should().Equal((0, 1), (0, 2), (1, 2));
        var ends = boundary.Segments.SelectMany(piece => new[] { piece.Start, piece.End });
        ends.Count(end => end.Norm < 1e-4).Should().Be(3);
    }

    [Test]
    public void A_third_class_in_the_middle_parts_a_straight_boundary()
    {
        // z_0 = x0 and z_1 = -x0 tie along x0 = 0, where z_2 = 1/2 - |x1| is above them for |x1| < 1/2.
        var network = Of(
            (-100, 100, 0.5), new Unit(1, 0, 100, 1, -1, 0), new Unit(0, 1, 0, 0, 0, -1), new Unit(0, -1, 0, 0, 0, -1));

        var boundary = DecisionBoundary.Of(network, Square);

        boundary.Segments.Count(piece => (piece.LowerClass, piece.HigherClass) == (0, 1)).Should().Be(2);
        boundary.Segments.Where(piece => piece.HigherClass == 1).Sum(piece => piece.Length).Should().BeApproximately(3, Precision);
        boundary.Segments.Count(piece => piece.HigherClass == 2).Should().Be(4);
    }

    [Test]
    public void Only_what_lies_in_the_box_counts()
    {
        var boundary = DecisionBoundary.Of(Diamond(), new Box(0.25, 2, 0, 2));

        boundary.PieceCount.Should().Be(1);
        boundary.Length.Should().BeApproximately(0.75 * Math.Sqrt(2), Precision);
    }

    [Test]
    public void A_network_with_a_parameter_that_is_not_finite_is_refused()
    {
        var act = () => DecisionBoundary.Of(Of((0, double.NaN, 0), new Unit(1, 0, 0, 1, 0, 0)), Square);

        act.Should().Throw<ArgumentException>().WithParameterName("network").WithMessage("*NaN*learning rate*");
    }

    [TestCase(1, 1)]
    [TestCase(1, 0)]
    [TestCase(0, double.PositiveInfinity)]
    public void A_box_without_a_finite_area_is_refused(double min, double max)
    {
        var act = () => DecisionBoundary.Of(Linear(1, 0), new Box(min, max, 0, 1));

        act.Should().Throw<ArgumentException>().WithParameterName("box");
    }

    /// <summary>z_0 = 1 against z_1 = |x0| + |x1|.</summary>
    private static Perceptron Diamond() => Of(
        (1, 0, Never),
        new Unit(1, 0, 0, 0, 1, 0), new Unit(-1, 0, 0, 0, 1, 0), new Unit(0, 1, 0, 0, 1, 0), new Unit(0, -1, 0, 0, 1, 0));
}
