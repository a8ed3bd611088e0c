using System.Collections.Concurrent;
using Reproduce.Core.Data;

namespace Reproduce.Core.Networks.Lanes;

/// <summary>
/// A trained network of normalized images on the processor, by hand-written vector code: the same bits on every x64 processor, whatever
/// the batch and the number of threads, and no tensor library.
/// </summary>
public sealed class LaneNetwork : IDifferentiableNetwork, IDisposable
{
    private readonly LanePlan _plan;
    private readonly LaneParameters _parameters;
    private readonly ConcurrentBag<LaneBuffers> _free = [];

    /// <summary>Prepares a network.</summary>
    /// <param name="network">The network.</param>
    public LaneNetwork(ImageNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        (Input, ClassCount) = (network.Input, network.Specification.Classes);
        _plan = LanePlan.Of(network.Layers, network.Input);
        _parameters = new LaneParameters(_plan);
        _parameters.Load(network.Parameters);
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

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_free.TryTake(out var buffers))
        {
            buffers.Dispose();
        }

        _parameters.Dispose();
    }

    private sealed unsafe class Pass : IForwardPass
    {
        private readonly LaneNetwork _network;
        private LaneBuffers[] _groups;
        private readonly float[] _logits;
        private readonly int _count;

        public Pass(LaneNetwork network, ReadOnlySpan<float> images)
        {
            _network = network;
            _count = images.Length / network.Input.Size;
            _groups = new LaneBuffers[(_count + FeatureMap.Lanes - 1) / FeatureMap.Lanes];
            _logits = new float[_count * network.ClassCount];
            for (var group = 0; group < _groups.Length; group++)
            {
                var buffers = network._free.TryTake(out var free) ? free : new LaneBuffers(network._plan, forTraining: false);
                _groups[group] = buffers;
                LaneImages.Scatter(ImagesOf(group, images), network._plan.Image, buffers.Image);
                LanePass.Forward(network._plan, network._parameters, buffers);
                LaneImages.GatherFeatures(buffers.Logits, network.ClassCount, RowsOf<float>(group, _logits, network.ClassCount));
            }
        }

        public ReadOnlySpan<float> Logits => _logits;

        public void InputGradients(ReadOnlySpan<float> logitWeights, Span<float> gradients)
        {
            ObjectDisposedException.ThrowIf(_groups.Length == 0, this);
            if (logitWeights.Length != _logits.Length)
            {
                throw new ArgumentException($"There are {_logits.Length} logits, but {logitWeights.Length} weights.", nameof(logitWeights));
            }

            if (gradients.Length != _count * _network.Input.Size)
            {
                throw new ArgumentException(
                    $"The images have {_count * _network.Input.Size} numbers, but {gradients.Length} gradients.", nameof(gradients));
            }

            for (var group = 0; group < _groups.Length; group++)
            {
                var first = group * FeatureMap.Lanes;
                var count = Math.Min(FeatureMap.Lanes, _count - first);
                LaneImages.ScatterFeatures(
                    logitWeights.Slice(first * _network.ClassCount, count * _network.ClassCount), _network.ClassCount, _groups[group].LogitGradient);
                LanePass.BackwardToImage(_network._plan, _network._parameters, _groups[group]);
                LaneImages.Gather(
                    _groups[group].ImageGradient,
                    _network._plan.Image,
                    gradients.Slice(first * _network.Input.Size, count * _network.Input.Size));
            }
        }

        public void Dispose()
        {
            foreach (var group in _groups)
            {
                _network._free.Add(group);
            }

            // A second disposal must not hand the buffers over again.
            _groups = [];
        }

        private ReadOnlySpan<float> ImagesOf(int group, ReadOnlySpan<float> images)
        {
            var first = group * FeatureMap.Lanes;
            return images.Slice(first * _network.Input.Size, Math.Min(FeatureMap.Lanes, _count - first) * _network.Input.Size);
        }

        private Span<T> RowsOf<T>(int group, Span<T> rows, int length)
        {
            var first = group * FeatureMap.Lanes;
            return rows.Slice(first * length, Math.Min(FeatureMap.Lanes, _count - first) * length);
        }
    }
}
