using System.Collections.Immutable;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Boundaries;

/// <summary>The measures of one network in the toy claims.</summary>
/// <param name="Pieces">Number of straight pieces of the decision boundary in the box; see <see cref="DecisionBoundary"/>.</param>
/// <param name="VisiblePieces">
/// Number of those pieces that are visible in a heatmap; see <see cref="DecisionBoundary.VisiblePieceCount"/>.
/// </param>
/// <param name="WidePieces">Number of pieces in the box enlarged <see cref="WideFactor"/> times about its centre.</param>
/// <param name="Length">Total length of the decision boundary in the box, in units of the inputs.</param>
/// <param name="TwilightArea">
/// Share of the box, 0 to 1, where the network is not sure of any class; see <see cref="Boundaries.TwilightArea"/>.
/// </param>
/// <param name="TransitionWidth">
/// Median width of the transition between two sure predictions, in units of the inputs; <see langword="null"/> for a network without
/// a decision boundary in the box. See <see cref="Boundaries.TransitionWidth"/>.
/// </param>
/// <param name="LogitScale">Root mean square of the centred logits at the points; see <see cref="PointLogits.Scale"/>.</param>
/// <param name="Accuracy">Share of the points, 0 to 1, whose predicted class is their label.</param>
/// <param name="BorderCrossings">
/// How often the decision boundary crosses the border of the box; see <see cref="DecisionBoundary.BorderCrossingCount"/>.
/// </param>
/// <param name="WideBorderCrossings">The same of the box enlarged <see cref="WideFactor"/> times about its centre.</param>
public sealed record BoundaryMeasures(
    int Pieces,
    int VisiblePieces,
    int WidePieces,
    double Length,
    double TwilightArea,
    double? TransitionWidth,
    double LogitScale,
    double Accuracy,
    int BorderCrossings,
    int WideBorderCrossings)
{
    /// <summary>Factor by which the box is enlarged for <see cref="WidePieces"/> and <see cref="WideBorderCrossings"/>.</summary>
    public const double WideFactor = 4;

    /// <summary>Measures a network on the points of the toy set and in their bounding box.</summary>
    /// <param name="network">The network.</param>
    /// <param name="points">The toy set.</param>
    public static BoundaryMeasures Of(Perceptron network, ToyRing points) =>
        Of(network, points.Bounds, points.X0, points.X1, points.Labels);

    /// <summary>Measures a network on labelled points and in a box.</summary>
    /// <param name="network">The network; all parameters finite.</param>
    /// <param name="box">The box in which the boundary and areas are measured.</param>
    /// <param name="x0">First coordinates of the points, shape <c>[N]</c>, N at least 1.</param>
    /// <param name="x1">Second coordinates of the points, shape <c>[N]</c>.</param>
    /// <param name="labels">Labels 0, 1 or 2 of the points, shape <c>[N]</c>.</param>
    /// <param name="twilightResolution">Number of grid cells along each side of the box.</param>
    /// <param name="transitionPoints">Number of points on the boundary at which the transition width is measured.</param>
    /// <exception cref="ArgumentException">
    /// A parameter is not a finite number, the box has no area, or the points' arrays are empty or differ in length.
    /// </exception>
    public static BoundaryMeasures Of(
        Perceptron network,
        Box box,
        ImmutableArray<double> x0,
        ImmutableArray<double> x1,
        ImmutableArray<int> labels,
        int twilightResolution = Boundaries.TwilightArea.DefaultResolution,
        int transitionPoints = Boundaries.TransitionWidth.DefaultPointCount)
    {
        var boundary = DecisionBoundary.Of(network, box);
        var wide = DecisionBoundary.Of(network, box.Enlarge(WideFactor));
        var logits = PointLogits.Of(network, x0.AsSpan(), x1.AsSpan());
        return new BoundaryMeasures(
            boundary.PieceCount,
            boundary.VisiblePieceCount,
            wide.PieceCount,
            boundary.Length,
            Boundaries.TwilightArea.Of(network, box, twilightResolution),
            Boundaries.TransitionWidth.Across(boundary, transitionPoints)?.Median,
            logits.Scale,
            logits.Accuracy(labels.AsSpan()),
            boundary.BorderCrossingCount,
            wide.BorderCrossingCount);
    }
}
