using Reproduce.Core.Data;

namespace Reproduce.Core.Networks;

/// <summary>
/// A trained classifier as attacks and attributions need it: a function from images to logits, in evaluation mode, with its gradient.
/// It does not expose its parameters, so that no user can change them.
/// </summary>
/// <remarks>Implementations may be used by several threads at once; a pass belongs to one thread.</remarks>
public interface IDifferentiableNetwork
{
    /// <summary>Size of an image.</summary>
    ImageShape Input { get; }

    /// <summary>Number of logits.</summary>
    int ClassCount { get; }

    /// <summary>Runs the network on a batch and keeps the activations for gradients.</summary>
    /// <param name="images">Shape <c>[N, C, H, W]</c>; in [0, 1] or normalized, as the implementation says.</param>
    /// <returns>The pass; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The length is not that of one or more whole images.</exception>
    IForwardPass Forward(ReadOnlySpan<float> images);
}

/// <summary>The forward pass of one batch through a network.</summary>
public interface IForwardPass : IDisposable
{
    /// <summary>The logits, shape <c>[N, classes]</c>.</summary>
    ReadOnlySpan<float> Logits { get; }

    /// <summary>
    /// The vector-Jacobian product: for each image, the gradient of the sum of its logits weighted by <paramref name="logitWeights"/>.
    /// For the gradient of a loss, the weights are the derivatives of the loss with respect to the logits; for the gradient of one
    /// logit they are one-hot. May be called several times.
    /// </summary>
    /// <param name="logitWeights">Shape <c>[N, classes]</c>.</param>
    /// <param name="gradients">Receives the gradients with respect to the images, shape <c>[N, C, H, W]</c>.</param>
    /// <exception cref="ArgumentException">A length does not fit the batch.</exception>
    void InputGradients(ReadOnlySpan<float> logitWeights, Span<float> gradients);
}
