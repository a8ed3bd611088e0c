using Reproduce.Core.Data;

namespace Reproduce.Core.Networks;

/// <summary>Turns a network of normalized images into one of pixels in [0, 1], the space in which attacks are defined.</summary>
/// <param name="network">The network of normalized images.</param>
public sealed class PixelNetwork(IDifferentiableNetwork network) : IDifferentiableNetwork
{
    /// <inheritdoc/>
    public ImageShape Input => network.Input;

    /// <inheritdoc/>
    public int ClassCount => network.ClassCount;

    /// <summary>Runs the network.</summary>
    /// <param name="images">Shape <c>[N, C, H, W]</c>, in [0, 1].</param>
    public IForwardPass Forward(ReadOnlySpan<float> images)
    {
        var normalized = new float[images.Length];
        Normalization.Normalize(images, normalized);
        return new Pass(network.Forward(normalized));
    }

    private sealed class Pass(IForwardPass inner) : IForwardPass
    {
        public ReadOnlySpan<float> Logits => inner.Logits;

        public void InputGradients(ReadOnlySpan<float> logitWeights, Span<float> gradients)
        {
            inner.InputGradients(logitWeights, gradients);
            foreach (ref var gradient in gradients)
            {
                gradient /= Normalization.Deviation;
            }
        }

        public void Dispose() => inner.Dispose();
    }
}
