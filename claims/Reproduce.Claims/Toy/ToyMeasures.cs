using Reproduce.Core.Boundaries;

namespace Reproduce.Claims.Toy;

/// <summary>Measures that the claims compare and that are not plain properties of <see cref="BoundaryMeasures"/>.</summary>
internal static class ToyMeasures
{
    /// <summary>The transition's width.</summary>
    /// <exception cref="InvalidOperationException">The model has no decision boundary, which none of the paper's had.</exception>
    public static double TransitionWidth(BoundaryMeasures measures) =>
        measures.TransitionWidth
            ?? throw new InvalidOperationException("A model without any decision boundary has no transition to measure.");
}
