using Reproduce.Core.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Reproduce.Core.Networks;

/// <summary>A TorchSharp module as a differentiable network of normalized images, on whatever device the module is.</summary>
public sealed class TorchNetwork : IDifferentiableNetwork
{
    private readonly nn.Module<Tensor, Tensor> _module;
    private readonly Device _device;

    /// <summary>Wraps a module, which must be in evaluation mode and stay unchanged while this is used.</summary>
    /// <param name="module">The module; the caller keeps it.</param>
    /// <param name="input">Size of an image.</param>
    /// <param name="classCount">Number of logits.</param>
    /// <param name="device">The device that the module is on.</param>
    /// <exception cref="ArgumentException">The module is in training mode.</exception>
    public TorchNetwork(nn.Module<Tensor, Tensor> module, ImageShape input, int classCount, Device device)
    {
        ArgumentNullException.ThrowIfNull(module);
        if (module.training)
        {
            throw new ArgumentException("The module is in training mode, in which dropout is random: call eval() first.", nameof(module));
        }

        (_module, Input, ClassCount, _device) = (module, input, classCount, device);
    }

    /// <summary>A trained network in a module of its own.</summary>
    /// <param name="network">The network.</param>
    /// <param name="device">The device to compute on.</param>
    /// <exception cref="ArgumentException">
    /// The device is the processor and a convolution's filters are no multiple of 8: libtorch gives wrong gradients there, see
    /// <see cref="Native.VectorInstructions"/>.
    /// </exception>
    public static TorchNetwork Of(ImageNetwork network, Device device)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (device.type == DeviceType.CPU && network.Layers.OfType<NetworkLayer.Convolution>().FirstOrDefault(c => c.Filters % 8 != 0) is { } odd)
        {
            throw new ArgumentException(
                $"{odd} has {odd.Filters} filters, but libtorch's gradients on the processor are right for multiples of 8 alone: use a "
                + $"{nameof(Lanes.LaneNetwork)}.",
                nameof(network));
        }

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

    /// <summary>Runs the network.</summary>
    /// <param name="images">Normalized images, shape <c>[N, C, H, W]</c>.</param>
    /// <exception cref="ArgumentException">The length is not that of one or more whole images.</exception>
    public IForwardPass Forward(ReadOnlySpan<float> images)
    {
        if (images.IsEmpty || images.Length % Input.Size != 0)
        {
            throw new ArgumentException(
                $"Images of shape {Input} have {Input.Size} numbers each, but {images.Length} numbers were given.", nameof(images));
        }

        return new Pass(this, images);
    }

    private sealed class Pass : IForwardPass
    {
        private readonly Tensor _images;
        private readonly Tensor _logits;
        private readonly float[] _values;

        public Pass(TorchNetwork network, ReadOnlySpan<float> images)
        {
            using var gradients = enable_grad();
            using var scope = NewDisposeScope();
            var shape = network.Input;
            _images = Owned(images, [images.Length / shape.Size, shape.Channels, shape.Height, shape.Width], network._device)
                .requires_grad_(true);
            _logits = network._module.call(_images);
            _values = _logits.detach().cpu().data<float>().ToArray();
            _images.MoveToOuterDisposeScope();
            _logits.MoveToOuterDisposeScope();
            _images.DetachFromDisposeScope();
            _logits.DetachFromDisposeScope();
        }

        public ReadOnlySpan<float> Logits => _values;

        public void InputGradients(ReadOnlySpan<float> logitWeights, Span<float> gradients)
        {
            if (logitWeights.Length != _values.Length)
            {
                throw new ArgumentException($"There are {_values.Length} logits, but {logitWeights.Length} weights.", nameof(logitWeights));
            }

            if (gradients.Length != _images.numel())
            {
                throw new ArgumentException($"The images have {_images.numel()} numbers, but {gradients.Length} gradients.", nameof(gradients));
            }

            using var scope = NewDisposeScope();
            var weights = Owned(logitWeights, _logits.shape, _logits.device);
            var gradient = autograd.grad([_logits], [_images], [weights], retain_graph: true)[0];
            gradient.cpu().contiguous().data<float>().CopyTo(gradients);
        }

        /// <summary>
        /// A tensor of libtorch's own memory. One that lies in a managed array is not aligned, and gradients of a weighted sum then differ
        /// from call to call as soon as libtorch uses two threads.
        /// </summary>
        private static Tensor Owned(ReadOnlySpan<float> values, long[] shape, Device device) =>
            tensor(values.ToArray(), shape, device: device).clone();

        public void Dispose()
        {
            _logits.Dispose();
            _images.Dispose();
        }
    }
}
