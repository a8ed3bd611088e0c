using System.Collections.Immutable;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Boundaries;

/// <summary>
/// The width of the transition from one sure prediction to another: the distance, along the normal of the decision boundary, between the
/// nearest points on both sides at which the largest probability (softmax at temperature 1) reaches
/// <see cref="TwilightArea.Confidence"/>.
/// </summary>
/// <remarks>
/// Exact up to rounding: between hinge lines the logits are affine along a ray, and <c>-ln p</c> of a class is convex. So Newton's method
/// from the near end finds the first point that reaches the confidence, or shows that there is none.
/// </remarks>
public sealed class TransitionWidth
{
    /// <summary>The default number of points on the boundary.</summary>
    public const int DefaultPointCount = 64;

    private TransitionWidth(ImmutableArray<double> widths)
    {
        Widths = widths;
        var sorted = widths.Sort();
        var middle = sorted.Length / 2;
        Median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>
    /// The width at every point, in the order of the boundary's pieces, in units of the inputs. A width is the sum of two distances, each
    /// at most the box's diagonal, also if the confidence is never reached.
    /// </summary>
    public ImmutableArray<double> Widths { get; }

    /// <summary>The median of the widths; the mean of the middle two if their number is even.</summary>
    public double Median { get; }

    /// <summary>Measures the width at points spread evenly over a boundary by arc length.</summary>
    /// <param name="boundary">The boundary.</param>
    /// <param name="pointCount">Number of points, at least 1.</param>
    /// <returns>The widths, or <see langword="null"/> if there is no boundary in the box.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of points is not positive.</exception>
    public static TransitionWidth? Across(DecisionBoundary boundary, int pointCount = DefaultPointCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pointCount);
        if (boundary.PieceCount == 0)
        {
            return null;
        }

        var search = new ConfidenceSearch(boundary.Form, TwilightArea.Confidence);
        var widths = ImmutableArray.CreateBuilder<double>(pointCount);
        var (piece, before) = (0, 0.0);
        for (var i = 0; i < pointCount; i++)
        {
            var position = boundary.Length * (i + 0.5) / pointCount;
            while (piece < boundary.PieceCount - 1 && before + boundary.Segments[piece].Length < position)
            {
                before += boundary.Segments[piece++].Length;
            }

            var segment = boundary.Segments[piece];
            var share = Math.Min(1, (position - before) / segment.Length);
            var point = PlanePoint.Between(segment.Start, segment.End, share);
            var normal = segment.Normal;
            widths.Add(search.Distance(point, normal, boundary.Box.Diagonal)
                + search.Distance(point, new PlanePoint(-normal.X0, -normal.X1), boundary.Box.Diagonal));
        }

        return new TransitionWidth(widths.MoveToImmutable());
    }

    /// <summary>Measures the width across a network's boundary in a box; see <see cref="Across"/>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="box">The box.</param>
    /// <param name="pointCount">Number of points, at least 1.</param>
    /// <returns>The widths, or <see langword="null"/> if there is no boundary in the box.</returns>
    public static TransitionWidth? Of(Perceptron network, Box box, int pointCount = DefaultPointCount) =>
        Across(DecisionBoundary.Of(network, box), pointCount);
}
