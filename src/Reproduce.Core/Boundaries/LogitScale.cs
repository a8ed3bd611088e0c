using Reproduce.Core.Networks;

namespace Reproduce.Core.Boundaries;

/// <summary>
/// The size of a toy network's logits: the root mean square, over points and classes, of the logits minus their mean over
/// the classes. It is free of the constant that softmax ignores.
/// </summary>
public static class LogitScale
{
    /// <summary>Measures the scale.</summary>
    /// <param name="network">The network.</param>
    /// <param name="x0">First coordinates of the points, shape <c>[N]</c>, N at least 1.</param>
    /// <param name="x1">Second coordinates of the points, shape <c>[N]</c>.</param>
    /// <exception cref="ArgumentException">There are no points, the lengths differ, or a parameter is not a finite number.</exception>
    public static double Of(Perceptron network, ReadOnlySpan<double> x0, ReadOnlySpan<double> x1) =>
        PointLogits.Of(network, x0, x1).Scale;
}
