namespace Reproduce.Core.Models;

/// <summary>Which optimizer updates the weights.</summary>
public enum OptimizerKind
{
    /// <summary>Adam; weight decay, if any, is added to the gradient.</summary>
    Adam,

    /// <summary>Adam with weight decay decoupled from the gradient.</summary>
    AdamW,
}

/// <summary>The optimizer and its step size; moments and epsilon are PyTorch's defaults (0.9, 0.999, 1e-8).</summary>
/// <param name="Kind">Adam or AdamW.</param>
/// <param name="LearningRate">The first epochs' learning rate, above 0.</param>
/// <param name="WeightDecay">Weight decay, at least 0.</param>
public sealed record OptimizerSettings(OptimizerKind Kind, double LearningRate, double WeightDecay = 0)
{
    /// <summary>Decay of the first moment.</summary>
    public const double Beta1 = 0.9;

    /// <summary>Decay of the second moment.</summary>
    public const double Beta2 = 0.999;

    /// <summary>Added to the root of the second moment.</summary>
    public const double Epsilon = 1e-8;
}

/// <summary>The learning rate is multiplied by a factor every so many epochs (PyTorch's StepLR).</summary>
/// <param name="Factor">The factor, in (0, 1].</param>
/// <param name="EveryEpochs">Epochs between two changes, at least 1.</param>
public sealed record StepDecay(double Factor, int EveryEpochs)
{
    /// <summary>The learning rate's multiple in an epoch.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <remarks>Multiplied up as PyTorch does, since a power differs between mathematical libraries.</remarks>
    public double At(int epoch)
    {
        var multiple = 1.0;
        for (var change = 0; change < epoch / EveryEpochs; change++)
        {
            multiple *= Factor;
        }

        return multiple;
    }
}
