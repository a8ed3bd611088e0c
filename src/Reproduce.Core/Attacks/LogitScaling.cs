using Reproduce.Core.Data;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>
/// A network whose logits are divided by a temperature. A distilled network's logits are so large that the softmax in an attack's loss
/// saturates and its gradient vanishes; dividing them by the temperature of training undoes that, and the attacks become as strong as on
/// any other network ('CW-strong' in the paper).
/// </summary>
/// <remarks>
/// Source: Carlini and Wagner, "Defensive distillation is not robust to adversarial examples" (2016) and "Towards evaluating the robustness
/// of neural networks" (2017). The predicted classes stay; at temperature 1 nothing changes, in any bit.
/// </remarks>
public sealed class LogitScaling : IDifferentiableNetwork
{
    private readonly IDifferentiableNetwork _network;

    /// <summary>Wraps a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="temperature">What logits are divided by, above 0.</param>
    /// <exception cref="ArgumentException">The temperature is not a finite number above 0.</exception>
    public LogitScaling(IDifferentiableNetwork network, float temperature)
    {
        ArgumentNullException.ThrowIfNull(network);
        (_network, Temperature) = (network, AttackArguments.AboveZero(temperature));
    }

    /// <summary>What logits are divided by.</summary>
    public float Temperature { get; }

    /// <inheritdoc/>
    public ImageShape Input => _network.Input;

    /// <inheritdoc/>
    public int ClassCount => _network.ClassCount;

    /// <inheritdoc/>
    public IForwardPass Forward(ReadOnlySpan<float> images) => new Pass(_network.Forward(images), Temperature);

    private sealed class Pass : IForwardPass
    {
        private readonly IForwardPass _inner;
        private readonly float _temperature;
        private readonly float[] _logits;
        private readonly float[] _weights;

        public Pass(IForwardPass inner, float temperature)
        {
            (_inner, _temperature) = (inner, temperature);
            _logits = new float[inner.Logits.Length];
            _weights = new float[inner.Logits.Length];
            Divide(inner.Logits, _logits);
        }

        public ReadOnlySpan<float> Logits => _logits;

        public void InputGradients(ReadOnlySpan<float> logitWeights, Span<float> gradients)
        {
            if (logitWeights.Length != _weights.Length)
            {
                throw new ArgumentException(
                    $"There are {_weights.Length} logits, but {logitWeights.Length} weights.", nameof(logitWeights));
            }

            // The weights rather than the gradients: by the chain rule it is the same, and there are fewer of them.
            Divide(logitWeights, _weights);
            _inner.InputGradients(_weights, gradients);
        }

        public void Dispose() => _inner.Dispose();

        private void Divide(ReadOnlySpan<float> values, Span<float> quotients)
        {
            for (var i = 0; i < values.Length; i++)
            {
                quotients[i] = values[i] / _temperature;
            }
        }
    }
}
