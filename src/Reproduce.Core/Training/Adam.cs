using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Reproduce.Core.Models;

namespace Reproduce.Core.Training;

/// <summary>Adam or AdamW over one flat array of parameters: one pass over memory, no allocation (Kingma and Ba, 2015; Loshchilov and Hutter, 2019;
/// PyTorch's arithmetic).</summary>
internal sealed class Adam
{
    private readonly OptimizerSettings _settings;
    private readonly Vector256<float>[] _firstMoments;
    private readonly Vector256<float>[] _secondMoments;
    private double _beta1Power = 1;
    private double _beta2Power = 1;

    /// <summary>An optimizer at step 0.</summary>
    /// <param name="vectors">Number of 8-float vectors of parameters.</param>
    /// <param name="settings">The optimizer; its learning rate is given anew at every step.</param>
    public Adam(int vectors, OptimizerSettings settings)
    {
        _settings = settings;
        _firstMoments = new Vector256<float>[vectors];
        _secondMoments = new Vector256<float>[vectors];
    }

    /// <summary>The state between two steps.</summary>
    /// <param name="parameters">Number of parameters; the vectors behind them are padding.</param>
    public AdamState ToState(int parameters) =>
        new([.. Floats(_firstMoments)[..parameters]], [.. Floats(_secondMoments)[..parameters]], _beta1Power, _beta2Power);

    /// <summary>Goes on from a state.</summary>
    /// <param name="state">What <see cref="ToState"/> gave, of an optimizer of the same size.</param>
    public void Restore(AdamState state)
    {
        state.FirstMoments.AsSpan().CopyTo(Floats(_firstMoments));
        state.SecondMoments.AsSpan().CopyTo(Floats(_secondMoments));
        (_beta1Power, _beta2Power) = (state.Beta1Power, state.Beta2Power);
    }

    private static Span<float> Floats(Vector256<float>[] vectors) => MemoryMarshal.Cast<Vector256<float>, float>(vectors.AsSpan());

    /// <summary>One step.</summary>
    /// <param name="parameters">The parameters, changed in place.</param>
    /// <param name="gradients">The loss's gradients.</param>
    /// <param name="learningRate">The step size.</param>
    public void Step(Span<Vector256<float>> parameters, ReadOnlySpan<Vector256<float>> gradients, double learningRate)
    {
        _beta1Power *= OptimizerSettings.Beta1;
        _beta2Power *= OptimizerSettings.Beta2;
        var stepSize = Vector256.Create((float)(learningRate / (1 - _beta1Power)));
        var rootCorrection = Vector256.Create((float)Math.Sqrt(1 - _beta2Power));
        var keep1 = Vector256.Create((float)OptimizerSettings.Beta1);
        var add1 = Vector256.Create((float)(1 - OptimizerSettings.Beta1));
        var keep2 = Vector256.Create((float)OptimizerSettings.Beta2);
        var add2 = Vector256.Create((float)(1 - OptimizerSettings.Beta2));
        var epsilon = Vector256.Create((float)OptimizerSettings.Epsilon);
        var coupled = Vector256.Create(_settings.Kind == OptimizerKind.Adam ? (float)_settings.WeightDecay : 0);
        var kept = Vector256.Create(_settings.Kind == OptimizerKind.AdamW ? (float)(1 - (learningRate * _settings.WeightDecay)) : 1);
        var first = _firstMoments;
        var second = _secondMoments;
        for (var i = 0; i < parameters.Length; i++)
        {
            var gradient = gradients[i] + (parameters[i] * coupled);
            first[i] = Vector256.FusedMultiplyAdd(first[i], keep1, gradient * add1);
            second[i] = Vector256.FusedMultiplyAdd(second[i], keep2, gradient * gradient * add2);
            parameters[i] = (parameters[i] * kept) - (stepSize * first[i] / ((Vector256.Sqrt(second[i]) / rootCorrection) + epsilon));
        }
    }
}
