using System.Collections.Immutable;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Torch.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Reproduce.Torch.Networks;

/// <summary>A TorchSharp module as a convolutional network of normalized images, on the module's device.</summary>
public sealed class TorchNetwork : IConvolutionalNetwork
{
    private readonly LayeredModule _module;
    private readonly ImmutableArray<NetworkLayer> _layers;
    private readonly Device _device;

    /// <summary>Wraps a module, which must be in evaluation mode and must not change afterwards.</summary>
    /// <param name="module">The module; it is disposed with this network.</param>
    /// <param name="input">Size of an image.</param>
    /// <param name="classCount">Number of logits.</param>
    /// <param name="device">The device that the module is on.</param>
    /// <exception cref="ArgumentException">The module is in training mode.</exception>
    public TorchNetwork(LayeredModule module, ImageShape input, int classCount, Device device)
    {
        ArgumentNullException.ThrowIfNull(module);
        if (module.training)
        {
            throw new ArgumentException("The module is in training mode, in which dropout is random: call eval() first.", nameof(module));
        }

        (_module, _layers, Input, ClassCount, _device) = (module, module.Layers, input, classCount, device);
    }

    /// <summary>Copies a trained network to a new module.</summary>
    /// <param name="network">The network.</param>
    /// <param name="device">The device to compute on.</param>
    /// <exception cref="NativeLibraryException">
    /// The device is the CPU and a convolution's number of filters is not a multiple of 8; see <see cref="VectorInstructions"/>.
    /// </exception>
    public static TorchNetwork Of(ImageNetwork network, Device device)
    {
        ArgumentNullException.ThrowIfNull(network);
        VectorInstructions.RequireExactGradients(network.Layers, device);
        var module = new LayeredModule(network.Layers);
        module.Load(network.Parameters);
        module.to(device);
        module.eval();
        foreach (var parameter in module.parameters())
        {
            parameter.requires_grad_(false);
        }

        return new TorchNetwork(module, network.Input, network.Specification.Classes, device);
    }

    /// <inheritdoc/>
    public ImageShape Input { get; }

    /// <inheritdoc/>
    public int ClassCount { get; }

    /// <inheritdoc/>
    public ImageShape BlockOutput(string block)
    {
        var last = LastLayerOf(block);
        var shape = Input;
        foreach (var layer in _layers.Take(last + 1))
        {
            shape = layer switch
            {
                NetworkLayer.Convolution c => shape with { Channels = c.Filters },
                NetworkLayer.MaxPool p => shape with { Height = shape.Height / p.Size, Width = shape.Width / p.Size },
                _ => shape,
            };
        }

        return shape;
    }

    /// <summary>Runs the network.</summary>
    /// <param name="images">Normalized images, shape <c>[N, C, H, W]</c>.</param>
    /// <exception cref="ArgumentException">The length is not that of one or more whole images.</exception>
    public IConvolutionalPass Forward(ReadOnlySpan<float> images)
    {
        if (images.IsEmpty || images.Length % Input.Size != 0)
        {
            throw new ArgumentException(
                $"Images of shape {Input} have {Input.Size} numbers each, but {images.Length} numbers were given.", nameof(images));
        }

        return new Pass(this, images);
    }

    /// <summary>Disposes the module.</summary>
    public void Dispose() => _module.Dispose();

    private int LastLayerOf(string block)
    {
        var blocks = _layers.Where(layer => layer is NetworkLayer.Convolution).Select(layer => layer.Block).Distinct().ToArray();
        return blocks.Contains(block)
            ? _layers.IndexOf(_layers.Last(layer => layer.Block == block))
            : throw new ArgumentException(
                $"The network has no convolution block '{block}'; expected one of {string.Join(", ", blocks)}.", nameof(block));
    }

    /// <summary>
    /// A forward pass in which each layer is detached from the one before, since TorchSharp has no hooks on tensors. The backward pass can
    /// then change the gradient between two layers for guided back-propagation, or stop there for Grad-CAM.
    /// </summary>
    private sealed class Pass : IConvolutionalPass
    {
        private readonly TorchNetwork _network;
        private readonly (Tensor Input, Tensor Output)[] _steps;
        private readonly float[] _logits;
        private readonly int _count;

        public Pass(TorchNetwork network, ReadOnlySpan<float> images)
        {
            var shape = network.Input;
            (_network, _count) = (network, images.Length / shape.Size);
            using var gradients = enable_grad();
            using var scope = NewDisposeScope();
            _steps = new (Tensor, Tensor)[network._layers.Length];
            var value = Owned(images, [_count, shape.Channels, shape.Height, shape.Width], network._device);
            for (var i = 0; i < _steps.Length; i++)
            {
                var input = value.detach().requires_grad_(true);
                _steps[i] = (input, network._module.Apply(i, input));
                value = _steps[i].Output;
            }

            _logits = Values(value.detach());
            scope.Detach(_steps.SelectMany(step => new[] { step.Input, step.Output }));
        }

        public ReadOnlySpan<float> Logits => _logits;

        public void InputGradients(ReadOnlySpan<float> logitWeights, Span<float> gradients) =>
            ToImages(logitWeights, gradients, isGuided: false);

        public void GuidedInputGradients(ReadOnlySpan<float> logitWeights, Span<float> gradients) =>
            ToImages(logitWeights, gradients, isGuided: true);

        public void BlockGradients(string block, ReadOnlySpan<float> logitWeights, Span<float> features, Span<float> gradients)
        {
            var last = _network.LastLayerOf(block);
            var size = _network.BlockOutput(block).Size;
            Check(features.Length, size, nameof(features));
            Check(gradients.Length, size, nameof(gradients));
            using var scope = NewDisposeScope();
            Values(_steps[last].Output.detach()).CopyTo(features);
            Values(Backward(last + 1, logitWeights, isGuided: false)).CopyTo(gradients);
        }

        private void ToImages(ReadOnlySpan<float> logitWeights, Span<float> gradients, bool isGuided)
        {
            Check(gradients.Length, _network.Input.Size, nameof(gradients));
            using var scope = NewDisposeScope();
            Values(Backward(0, logitWeights, isGuided)).CopyTo(gradients);
        }

        /// <summary>The gradient with respect to a layer's input.</summary>
        private Tensor Backward(int layer, ReadOnlySpan<float> logitWeights, bool isGuided)
        {
            Check(logitWeights.Length, _network.ClassCount, nameof(logitWeights));
            var gradient = Owned(logitWeights, _steps[^1].Output.shape, _network._device);
            for (var i = _steps.Length - 1; i >= layer; i--)
            {
                gradient = autograd.grad([_steps[i].Output], [_steps[i].Input], [gradient], retain_graph: true)[0];
                gradient = isGuided && _network._layers[i] is NetworkLayer.Relu ? gradient.clamp_min(0) : gradient;
            }

            return gradient;
        }

        private void Check(int length, int size, string argument)
        {
            if (length != _count * size)
            {
                throw new ArgumentException($"{_count} images need {_count * size} {argument}, but {length} were given.", argument);
            }
        }

        private static float[] Values(Tensor tensor) => tensor.cpu().contiguous().data<float>().ToArray();

        /// <summary>
        /// A tensor in libtorch's own memory. A tensor over a managed array is not aligned, and its gradients then differ from call to call
        /// if libtorch uses more than one thread.
        /// </summary>
        private static Tensor Owned(ReadOnlySpan<float> values, long[] shape, Device device) =>
            tensor(values.ToArray(), shape, device: device).clone();

        public void Dispose()
        {
            foreach (var (input, output) in _steps)
            {
                output.Dispose();
                input.Dispose();
            }
        }
    }
}
