namespace Reproduce.Core.Networks.Simd;

/// <summary>A network's parameters in the layouts that the passes read.</summary>
internal sealed unsafe class SimdParameters : IDisposable
{
    private readonly SimdPlan _plan;
    private readonly AlignedFloats _flat;
    private readonly Packed?[] _packed;

    /// <summary>Allocates the parameters for a plan, all zero.</summary>
    public SimdParameters(SimdPlan plan)
    {
        _plan = plan;
        _flat = new AlignedFloats(plan.ParameterCount);
        _packed = [.. plan.Stages.Select(stage => stage is SimdStage.Convolution convolution ? new Packed(convolution) : null)];
    }

    /// <summary>Copies new parameters, in the order of <see cref="ImageNetwork.Parameters"/>.</summary>
    public void Load(ReadOnlySpan<float> parameters)
    {
        parameters[.._plan.ParameterCount].CopyTo(_flat.Span);
        for (var i = 0; i < _packed.Length; i++)
        {
            _packed[i]?.Load(parameters);
        }
    }

    /// <summary>The parameters in PyTorch's order, starting at an index.</summary>
    public float* Flat(int place) => _flat.Pointer + place;

    /// <summary>Packed weights of a convolution.</summary>
    public float* Weights(int stage) => _packed[stage]!.Weights.Pointer;

    /// <summary>Packed weights of the convolution that computes the gradient with respect to the input.</summary>
    public float* TransposedWeights(int stage) => _packed[stage]!.Transposed.Pointer;

    /// <summary>Biases of a convolution, padded with zeros to a multiple of four.</summary>
    public float* Biases(int stage) => _packed[stage]!.Biases.Pointer;

    /// <inheritdoc/>
    public void Dispose()
    {
        _flat.Dispose();
        foreach (var packed in _packed)
        {
            packed?.Dispose();
        }
    }

    private sealed class Packed(SimdStage.Convolution stage) : IDisposable
    {
        private readonly int _inputs = stage.Input.Channels;
        private readonly int _filters = stage.Output.Channels;

        public AlignedFloats Weights { get; } = new(PackedLength(stage.ByTiles, stage.Input.Channels, stage.Output.Channels));

        public AlignedFloats Transposed { get; } = new(PackedLength(stage.ByTiles, stage.Output.Channels, stage.Input.Channels));

        public AlignedFloats Biases { get; } = new(stage.Output.PaddedChannels);

        public void Load(ReadOnlySpan<float> parameters)
        {
            var weights = parameters.Slice(stage.Parameters, 9 * _inputs * _filters);
            if (stage.ByTiles)
            {
                WinogradFilters.Pack(weights, _inputs, _filters, Weights.Span);
                WinogradFilters.PackTransposed(weights, _inputs, _filters, Transposed.Span);
            }
            else
            {
                SimdConvolution.Pack(weights, _inputs, _filters, Weights.Span);
                SimdConvolution.PackTransposed(weights, _inputs, _filters, Transposed.Span);
            }

            parameters.Slice(stage.Parameters + weights.Length, _filters).CopyTo(Biases.Span);
        }

        public void Dispose()
        {
            Weights.Dispose();
            Transposed.Dispose();
            Biases.Dispose();
        }

        private static int PackedLength(bool byTiles, int inputs, int filters) =>
            byTiles ? WinogradFilters.PackedLength(inputs, filters) : SimdConvolution.PackedLength(inputs, filters);
    }
}
