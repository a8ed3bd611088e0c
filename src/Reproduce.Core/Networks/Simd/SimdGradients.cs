namespace Reproduce.Core.Networks.Simd;

/// <summary>The gradients with respect to the parameters, summed over the images of a batch.</summary>
internal sealed unsafe class SimdGradients : IDisposable
{
    private readonly SimdPlan _plan;
    private readonly AlignedFloats _flat;
    private readonly AlignedFloats _transposed;
    private readonly AlignedFloats[] _sums;

    /// <summary>Allocates the gradients for a plan, all zero.</summary>
    public SimdGradients(SimdPlan plan)
    {
        _plan = plan;
        _flat = new AlignedFloats(plan.ParameterCount);
        _transposed = new AlignedFloats(plan.Stages.OfType<SimdStage.Linear>().Max(linear => (long)linear.Inputs * FeatureMap.Lanes));
        _sums =
        [
            .. plan.Stages.Select(stage => new AlignedFloats(
                stage is SimdStage.Convolution c ? SimdConvolutionGradient.SumsLength(c.Input.Channels, c.Output.Channels) : 0)),
        ];
    }

    /// <summary>The sums of a convolution, see <see cref="SimdConvolutionGradient"/>.</summary>
    public float* Sums(int stage) => _sums[stage].Pointer;

    /// <summary>Gradients in the parameters' order, starting at an index.</summary>
    public float* Flat(int place) => _flat.Pointer + place;

    /// <summary>Features <c>[F, 16]</c> transposed to <c>[16, F]</c>; the next call overwrites the result.</summary>
    public float* Transposed(float* features, int count)
    {
        SimdLinear.Transpose(features, count, _transposed.Pointer);
        return _transposed.Pointer;
    }

    /// <summary>Copies the sums and resets them to zero.</summary>
    /// <param name="gradients">Receives the gradients, in the order of <see cref="ImageNetwork.Parameters"/>.</param>
    public void Take(Span<float> gradients)
    {
        for (var i = 0; i < _sums.Length; i++)
        {
            if (_plan.Stages[i] is SimdStage.Convolution c)
            {
                SimdConvolutionGradient.Reduce(_sums[i].Pointer, c.Input.Channels, c.Output.Channels, _flat.Span[c.Parameters..]);
            }
        }

        _flat.Span.CopyTo(gradients);
        _flat.Span.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _flat.Dispose();
        _transposed.Dispose();
        foreach (var sums in _sums)
        {
            sums.Dispose();
        }
    }
}
