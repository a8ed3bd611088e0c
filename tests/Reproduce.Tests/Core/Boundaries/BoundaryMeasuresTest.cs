using Reproduce.Core.Boundaries;
using Reproduce.Core.Data;
using static Reproduce.Tests.Core.Boundaries.Networks;

namespace Reproduce.Tests.Core.Boundaries;

[TestFixture]
public sealed class BoundaryMeasuresTest
{
    [Test]
    public void Every_measure_is_the_one_of_its_own_name()
    {
        var toy = ToyRing.Generate();
        var network = Random(1, hidden: 16);
        var boundary = DecisionBoundary.Of(network, toy.Bounds);

        var measures = BoundaryMeasures.Of(network, toy);

        measures.Pieces.Should().Be(boundary.PieceCount).And.BePositive();
        measures.VisiblePieces.Should().Be(boundary.Segments.Count(piece => piece.Length > toy.Bounds.Height / 500)).And.BePositive();
        measures.WidePieces.Should().Be(DecisionBoundary.Of(network, new Box(-16.02, 16.02, -19.3, 19.2)).PieceCount);
        measures.BorderCrossings.Should().Be(boundary.BorderCrossingCount).And.BePositive();
        measures.WideBorderCrossings.Should().Be(DecisionBoundary.Of(network, toy.Bounds.Enlarge(4)).BorderCrossingCount)
            .And.BePositive();
        measures.Length.Should().Be(boundary.Length);
        measures.TwilightArea.Should().Be(TwilightArea.Of(network, toy.Bounds));
        measures.TransitionWidth.Should().Be(TransitionWidth.Across(boundary)!.Median);
        measures.LogitScale.Should().Be(PointLogits.Of(network, toy.X0.AsSpan(), toy.X1.AsSpan()).Scale);
        measures.Accuracy.Should().Be(
            Enumerable.Range(0, toy.Count).Count(i => PredictedClass(network, toy.X0[i], toy.X1[i]) == toy.Labels[i]) / 1200.0);
    }

    [Test]
    public void A_piece_can_be_seen_if_it_is_longer_than_a_pixel_along_the_boxs_longer_side()
    {
        var box = new Box(-0.5, 0.5, -500, 500);

        DecisionBoundary.Of(Linear(0, 0.1), box).Should().BeEquivalentTo(new { PieceCount = 1, Length = 1.0, VisiblePieceCount = 0 });
        DecisionBoundary.Of(Linear(0.1, 0), box).Should().BeEquivalentTo(new { PieceCount = 1, Length = 1000.0, VisiblePieceCount = 1 });
    }

    [Test]
    public void A_linear_classifier_has_the_measures_of_its_formulas()
    {
        // z = (8 x0, 0, out of sight): right of zero class 0, left of it class 1.
        var network = Of((-800, 0, -100), new Unit(8, 0, 100, 1, 0, 0));
        network = Of((-100, 0, -100), Units(network));

        var measures = BoundaryMeasures.Of(network, Square, [-1, 1, 1.5, -1.5], [0, 0, 0, 0], [1, 0, 1, 2]);

        measures.Pieces.Should().Be(1);
        measures.Length.Should().BeApproximately(4, 1e-9);
        measures.TwilightArea.Should().BeApproximately(2 * Math.Log(9) / 8 / 4, 1.0 / 250);
        measures.TransitionWidth.Should().BeApproximately(2 * Math.Log(9) / 8, 1e-9);
        measures.Accuracy.Should().Be(0.5);
    }

    [Test]
    public void A_network_without_a_boundary_has_no_width_but_all_other_measures()
    {
        var measures = BoundaryMeasures.Of(Of((9, 0, 0), new Unit(1, 1, 0, 0, 0, 0)), ToyRing.Generate());

        measures.Should().BeEquivalentTo(new { Pieces = 0, Length = 0.0, TwilightArea = 0.0, Accuracy = 0.25 });
        measures.TransitionWidth.Should().BeNull();
        measures.LogitScale.Should().BeApproximately(Math.Sqrt((36 + 9 + 9) / 3.0), 1e-12);
    }

    [Test]
    public void Points_without_labels_are_refused()
    {
        var act = () => BoundaryMeasures.Of(Linear(1, 0), Square, [1, 2], [1, 2], [0]);

        act.Should().Throw<ArgumentException>().WithParameterName("labels");
    }
}
