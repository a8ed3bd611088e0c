using Reproduce.Core.Models;
using static TorchSharp.torch;

namespace Reproduce.Torch.Training;

/// <summary>
/// Adam or AdamW (Kingma and Ba, 2015; Loshchilov and Hutter, 2019) in PyTorch's arithmetic, over one flat array on a device. A step is a
/// dozen calls of libtorch for all parameters of all models.
/// </summary>
internal sealed class TorchAdam : IDisposable
{
    private readonly OptimizerSettings _settings;

    /// <summary>Starts at step 0.</summary>
    /// <param name="parameters">The parameters to change, shape <c>[P]</c>.</param>
    /// <param name="settings">The optimizer; each step is given its learning rate.</param>
    public TorchAdam(Tensor parameters, OptimizerSettings settings)
    {
        _settings = settings;
        FirstMoments = zeros_like(parameters).DetachFromDisposeScope();
        SecondMoments = zeros_like(parameters).DetachFromDisposeScope();
    }

    /// <summary>Moving averages of the gradients, shape <c>[P]</c>.</summary>
    public Tensor FirstMoments { get; }

    /// <summary>Moving averages of their squares, shape <c>[P]</c>.</summary>
    public Tensor SecondMoments { get; }

    /// <summary>Beta1 and Beta2 to the power of the number of steps taken.</summary>
    public (double Beta1, double Beta2) Powers { get; set; } = (1, 1);

    /// <summary>Takes one step down the gradient.</summary>
    /// <param name="parameters">The parameters, changed in place.</param>
    /// <param name="gradient">The gradient of the loss, changed in place.</param>
    /// <param name="learningRate">The learning rate of this step.</param>
    public void Step(Tensor parameters, Tensor gradient, double learningRate)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        Powers = (Powers.Beta1 * OptimizerSettings.Beta1, Powers.Beta2 * OptimizerSettings.Beta2);
        if (_settings.Kind == OptimizerKind.Adam && _settings.WeightDecay != 0)
        {
            gradient.add_(parameters, alpha: _settings.WeightDecay);
        }

        FirstMoments.mul_(OptimizerSettings.Beta1).add_(gradient, alpha: 1 - OptimizerSettings.Beta1);
        SecondMoments.mul_(OptimizerSettings.Beta2).addcmul_(gradient, gradient, 1 - OptimizerSettings.Beta2);
        if (_settings.Kind == OptimizerKind.AdamW && _settings.WeightDecay != 0)
        {
            parameters.mul_(1 - (learningRate * _settings.WeightDecay));
        }

        var root = SecondMoments.sqrt().div_(Math.Sqrt(1 - Powers.Beta2)).add_(OptimizerSettings.Epsilon);
        parameters.addcdiv_(FirstMoments, root, -learningRate / (1 - Powers.Beta1));
    }

    public void Dispose()
    {
        FirstMoments.Dispose();
        SecondMoments.Dispose();
    }
}
