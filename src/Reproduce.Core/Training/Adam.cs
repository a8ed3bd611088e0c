using System.Runtime.Intrinsics;
using Reproduce.Core.Models;

namespace Reproduce.Core.Training;

/// <summary>
/// The optimizers Adam and AdamW (Kingma and Ba, 2015; Loshchilov and Hutter, 2019) in PyTorch's arithmetic, with the parameters they
/// change in one flat array. A step is one pass over memory, without allocation.
/// </summary>
internal sealed class Adam
{
    private readonly OptimizerSettings _settings;
    private readonly int _count;
    private readonly Vector256<float>[] _parameters;
    private readonly Vector256<float>[] _gradients;
    private readonly Vector256<float>[] _firstMoments;
    private readonly Vector256<float>[] _secondMoments;
    private double _beta1Power = 1;
    private double _beta2Power = 1;

    /// <summary>Starts at step 0 or at a checkpoint.</summary>
    /// <param name="initial">The parameters before the first step.</param>
    /// <param name="settings">The optimizer; each step is given its learning rate.</param>
    /// <param name="checkpoint">The checkpoint to resume from, with the same number of parameters; null to start.</param>
    public Adam(ReadOnlySpan<float> initial, OptimizerSettings settings, TrainingCheckpoint? checkpoint = null)
    {
        (_settings, _count) = (settings, initial.Length);
        var vectors = (_count + Vector256<float>.Count - 1) / Vector256<float>.Count;
        _parameters = new Vector256<float>[vectors];
        _gradients = new Vector256<float>[vectors];
        _firstMoments = new Vector256<float>[vectors];
        _secondMoments = new Vector256<float>[vectors];
        initial.CopyTo(Parameters);
        if (checkpoint is { Optimizer: var state })
        {
            checkpoint.Parameters.AsSpan().CopyTo(Parameters);
            state.FirstMoments.AsSpan().CopyTo(_firstMoments.AsFloats());
            state.SecondMoments.AsSpan().CopyTo(_secondMoments.AsFloats());
            (_beta1Power, _beta2Power) = (state.Beta1Power, state.Beta2Power);
        }
    }

    /// <summary>The parameters, shape <c>[P]</c>.</summary>
    public Span<float> Parameters => _parameters.AsFloats()[.._count];

    /// <summary>The gradient of the loss with respect to the parameters, to be set before each step, shape <c>[P]</c>.</summary>
    public Span<float> Gradients => _gradients.AsFloats()[.._count];

    /// <summary>The moments after the last step.</summary>
    public AdamState ToState() =>
        new([.. _firstMoments.AsFloats()[.._count]], [.. _secondMoments.AsFloats()[.._count]], _beta1Power, _beta2Power);

    /// <summary>Takes one step down the gradient.</summary>
    /// <param name="learningRate">The learning rate of this step.</param>
    public void Step(double learningRate)
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
        var (parameters, gradients, first, second) = (_parameters, _gradients, _firstMoments, _secondMoments);
        for (var i = 0; i < parameters.Length; i++)
        {
            var gradient = gradients[i] + (parameters[i] * coupled);
            first[i] = Vector256.FusedMultiplyAdd(first[i], keep1, gradient * add1);
            second[i] = Vector256.FusedMultiplyAdd(second[i], keep2, gradient * gradient * add2);
            parameters[i] = (parameters[i] * kept) - (stepSize * first[i] / ((Vector256.Sqrt(second[i]) / rootCorrection) + epsilon));
        }
    }
}
