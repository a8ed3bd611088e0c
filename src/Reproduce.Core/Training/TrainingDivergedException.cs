using Reproduce.Core.Models;

namespace Reproduce.Core.Training;

/// <summary>A training loss became NaN or infinite.</summary>
/// <param name="model">The model.</param>
/// <param name="step">The step, from 1.</param>
/// <param name="loss">The loss.</param>
public sealed class TrainingDivergedException(ModelId model, int step, double loss)
    : Exception(
        $"The loss of {model.Recipe.Model} (seed {model.Seed}) became {loss} at step {step}: training has diverged. Lower the recipe's "
        + "learning rate, or look for inputs that are not finite.");
