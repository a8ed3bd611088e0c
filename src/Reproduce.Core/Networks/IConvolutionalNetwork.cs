using Reproduce.Core.Data;

namespace Reproduce.Core.Networks;

/// <summary>
/// A trained classifier with blocks of convolutions and ReLUs throughout, as Grad-CAM and guided back-propagation see it.
/// </summary>
public interface IConvolutionalNetwork : IDifferentiableNetwork
{
    /// <summary>Shape of the features that a block gives for one image: <c>[C, H, W]</c>.</summary>
    /// <param name="block">The block's name, such as <c>convblock2</c>.</param>
    /// <exception cref="ArgumentException">There is no convolution block of that name.</exception>
    ImageShape BlockOutput(string block);

    /// <inheritdoc cref="IDifferentiableNetwork.Forward"/>
    new IConvolutionalPass Forward(ReadOnlySpan<float> images);

    IForwardPass IDifferentiableNetwork.Forward(ReadOnlySpan<float> images) => Forward(images);
}

/// <summary>One batch that went through a convolutional network. Everything may be called several times, in any order.</summary>
public interface IConvolutionalPass : IForwardPass
{
    /// <summary>
    /// What guided back-propagation gives by the images: as <see cref="IForwardPass.InputGradients"/>, but every ReLU also holds back what
    /// is below zero on the way back (Springenberg et al., "Striving for Simplicity", 2015).
    /// </summary>
    /// <param name="logitWeights">Shape <c>[N, classes]</c>.</param>
    /// <param name="gradients">Receives the result, shape <c>[N, C, H, W]</c>.</param>
    /// <exception cref="ArgumentException">A length does not fit the batch.</exception>
    void GuidedInputGradients(ReadOnlySpan<float> logitWeights, Span<float> gradients);

    /// <summary>
    /// A block's features and each image's gradient, by them, of the sum of its logits, weighted by <paramref name="logitWeights"/>.
    /// </summary>
    /// <param name="block">The block's name, such as <c>convblock2</c>.</param>
    /// <param name="logitWeights">Shape <c>[N, classes]</c>.</param>
    /// <param name="features">
    /// Receives what the block gave, shape <c>[N, C, H, W]</c> of <see cref="IConvolutionalNetwork.BlockOutput"/>.
    /// </param>
    /// <param name="gradients">Receives the gradients, of the same shape.</param>
    /// <exception cref="ArgumentException">A length does not fit the batch, or there is no convolution block of that name.</exception>
    void BlockGradients(string block, ReadOnlySpan<float> logitWeights, Span<float> features, Span<float> gradients);
}
