using Reproduce.Core.Data;

namespace Reproduce.Core.Networks;

/// <summary>
/// A trained classifier made of convolution blocks and ReLUs, as Grad-CAM and guided back-propagation need it. The caller that opens
/// a network disposes it, after all of its passes.
/// </summary>
public interface IConvolutionalNetwork : IDifferentiableNetwork, IDisposable
{
    /// <summary>Shape of a block's features of one image: <c>[C, H, W]</c>.</summary>
    /// <param name="block">The block's name, such as <c>convblock2</c>.</param>
    /// <exception cref="ArgumentException">There is no convolution block of that name.</exception>
    ImageShape BlockOutput(string block);

    /// <inheritdoc cref="IDifferentiableNetwork.Forward"/>
    new IConvolutionalPass Forward(ReadOnlySpan<float> images);

    IForwardPass IDifferentiableNetwork.Forward(ReadOnlySpan<float> images) => Forward(images);
}

/// <summary>The forward pass of one batch through a convolutional network. All methods may be called several times, in any order.</summary>
public interface IConvolutionalPass : IForwardPass
{
    /// <summary>
    /// Guided back-propagation to the images: as <see cref="IForwardPass.InputGradients"/>, but every ReLU also sets negative gradients to
    /// zero in the backward pass (Springenberg et al., "Striving for Simplicity", 2015).
    /// </summary>
    /// <param name="logitWeights">Shape <c>[N, classes]</c>.</param>
    /// <param name="gradients">Receives the result, shape <c>[N, C, H, W]</c>.</param>
    /// <exception cref="ArgumentException">A length does not fit the batch.</exception>
    void GuidedInputGradients(ReadOnlySpan<float> logitWeights, Span<float> gradients);

    /// <summary>A block's features, and the gradient of each image's weighted sum of logits with respect to them.</summary>
    /// <param name="block">The block's name, such as <c>convblock2</c>.</param>
    /// <param name="logitWeights">Shape <c>[N, classes]</c>.</param>
    /// <param name="features">
    /// Receives the block's features, shape <c>[N, C, H, W]</c> of <see cref="IConvolutionalNetwork.BlockOutput"/>.
    /// </param>
    /// <param name="gradients">Receives the gradients, of the same shape.</param>
    /// <exception cref="ArgumentException">A length does not fit the batch, or there is no convolution block of that name.</exception>
    void BlockGradients(string block, ReadOnlySpan<float> logitWeights, Span<float> features, Span<float> gradients);
}
