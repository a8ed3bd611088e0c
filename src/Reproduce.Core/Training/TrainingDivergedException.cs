using Reproduce.Core.Models;

namespace Reproduce.Core.Training;

/// <summary>A training loss became NaN or infinite.</summary>
/// <param name="model">The model.</param>
/// <param name="seed">Its seed.</param>
/// <param name="step">The step, from 1.</param>
/// <param name="loss">The loss.</param>
public sealed class TrainingDivergedException(ModelName model, int seed, int step, double loss)
    : Exception(
        $"The loss of {model} (seed {seed}) became {loss} at step {step}: training has diverged. Lower the recipe's learning rate, or look "
        + "for inputs that are not finite.")
{
    /// <summary>The model.</summary>
    public ModelName Model { get; } = model;

    /// <summary>The step whose loss was not finite, from 1.</summary>
    public int Step { get; } = step;
}
