using System.Collections.Concurrent;
using Reproduce.Core.Data;

namespace Reproduce.Core.Networks.Simd;

/// <summary>
/// A trained network of normalized images in hand-written vector code, without a tensor library. It gives the same bits on every x64
/// processor, for every batch size and number of threads.
/// </summary>
public sealed class SimdNetwork : IConvolutionalNetwork, IDisposable
{
    private readonly SimdPlan _plan;
    private readonly SimdParameters _parameters;
    private readonly ConcurrentBag<SimdBuffers> _free = [];

    /// <summary>Prepares a network.</summary>
    /// <param name="network">The network.</param>
    public SimdNetwork(ImageNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        (Input, ClassCount) = (network.Input, network.Specification.Classes);
        _plan = SimdPlan.Of(network.Layers, network.Input);
        _parameters = new SimdParameters(_plan);
        _parameters.Load(network.Parameters);
    }

    /// <inheritdoc/>
    public ImageShape Input { get; }

    /// <inheritdoc/>
    public int ClassCount { get; }

    /// <inheritdoc/>
    public ImageShape BlockOutput(string block) => ShapeOf(_plan.Stages[_plan.LastStageOf(block)].Output);

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

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_free.TryTake(out var buffers))
        {
            buffers.Dispose();
        }

        _parameters.Dispose();
    }

    private static ImageShape ShapeOf(FeatureMap map) => new(map.Channels, map.Height, map.Width);

    private sealed unsafe class Pass : IConvolutionalPass
    {
        private readonly SimdNetwork _network;
        private SimdBuffers[] _groups;
        private readonly float[] _logits;
        private readonly int _count;

        public Pass(SimdNetwork network, ReadOnlySpan<float> images)
        {
            _network = network;
            _count = images.Length / network.Input.Size;
            _groups = new SimdBuffers[(_count + FeatureMap.Lanes - 1) / FeatureMap.Lanes];
            _logits = new float[_count * network.ClassCount];
            for (var group = 0; group < _groups.Length; group++)
            {
                var buffers = network._free.TryTake(out var free) ? free : new SimdBuffers(network._plan, forTraining: false);
                _groups[group] = buffers;
                SimdImages.Scatter(RowsOf(group, images, network.Input.Size), network._plan.Image, buffers.Image);
                SimdPass.Forward(network._plan, network._parameters, buffers);
                SimdImages.GatherFeatures(buffers.Logits, network.ClassCount, RowsOf(group, _logits.AsSpan(), network.ClassCount));
            }
        }

        public ReadOnlySpan<float> Logits => _logits;

        public void InputGradients(ReadOnlySpan<float> logitWeights, Span<float> gradients) =>
            ToImages(logitWeights, gradients, BackwardRule.Gradient);

        public void GuidedInputGradients(ReadOnlySpan<float> logitWeights, Span<float> gradients) =>
            ToImages(logitWeights, gradients, BackwardRule.Guided);

        public void BlockGradients(string block, ReadOnlySpan<float> logitWeights, Span<float> features, Span<float> gradients)
        {
            var stage = _network._plan.LastStageOf(block);
            var map = _network._plan.Stages[stage].Output;
            var size = ShapeOf(map).Size;
            Check(features.Length, size, nameof(features));
            Check(gradients.Length, size, nameof(gradients));
            Backward(stage, logitWeights, BackwardRule.Gradient);
            for (var group = 0; group < _groups.Length; group++)
            {
                SimdImages.Gather(_groups[group].Activation(stage), map, RowsOf(group, features, size));
                SimdImages.Gather(_groups[group].Gradient(stage), map, RowsOf(group, gradients, size));
            }
        }

        private void ToImages(ReadOnlySpan<float> logitWeights, Span<float> gradients, BackwardRule rule)
        {
            Check(gradients.Length, _network.Input.Size, nameof(gradients));
            Backward(stage: -1, logitWeights, rule);
            for (var group = 0; group < _groups.Length; group++)
            {
                SimdImages.Gather(_groups[group].ImageGradient, _network._plan.Image, RowsOf(group, gradients, _network.Input.Size));
            }
        }

        private void Backward(int stage, ReadOnlySpan<float> logitWeights, BackwardRule rule)
        {
            ObjectDisposedException.ThrowIf(_groups.Length == 0, this);
            Check(logitWeights.Length, _network.ClassCount, nameof(logitWeights));
            for (var group = 0; group < _groups.Length; group++)
            {
                SimdImages.ScatterFeatures(
                    RowsOf(group, logitWeights, _network.ClassCount), _network.ClassCount, _groups[group].LogitGradient);
                SimdPass.BackwardTo(stage, _network._plan, _network._parameters, _groups[group], rule);
            }
        }

        private void Check(int length, int size, string argument)
        {
            if (length != _count * size)
            {
                throw new ArgumentException($"{_count} images need {_count * size} {argument}, but {length} were given.", argument);
            }
        }

        public void Dispose()
        {
            foreach (var group in _groups)
            {
                _network._free.Add(group);
            }

            // A second disposal must not return the buffers again.
            _groups = [];
        }

        private ReadOnlySpan<float> RowsOf(int group, ReadOnlySpan<float> rows, int length)
        {
            var first = group * FeatureMap.Lanes;
            return rows.Slice(first * length, Math.Min(FeatureMap.Lanes, _count - first) * length);
        }

        private Span<float> RowsOf(int group, Span<float> rows, int length)
        {
            var first = group * FeatureMap.Lanes;
            return rows.Slice(first * length, Math.Min(FeatureMap.Lanes, _count - first) * length);
        }
    }
}
