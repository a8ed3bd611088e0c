using System.Collections.Immutable;
using Reproduce.Core.Models;

namespace Reproduce.Core.Experiments;

/// <summary>
/// The toy experiment's settings (paper section 5.1; optimizer and schedule as the authors' released code ran them), the same in every
/// profile.
/// </summary>
public static class ToyExperiment
{
    /// <summary>The distillation temperatures; each has a set of 20 models of its own.</summary>
    public static ImmutableArray<int> Temperatures { get; } = [10, 40, 70, 100];

    /// <summary>The seeds with which each flavour is trained: the paper's 42 and those after it.</summary>
    public static ImmutableArray<int> Seeds { get; } = [.. Enumerable.Range(Profile.FirstSeed, 20)];

    /// <summary>The recipe of a flavour in the set of a temperature.</summary>
    /// <param name="model">The flavour.</param>
    /// <param name="temperature">
    /// The set's distillation temperature T, one of <see cref="Temperatures"/> or any other of at least 1.
    /// </param>
    public static Recipe Recipe(ModelName model, double temperature)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new Recipe
        {
            Model = model,
            DistillationTemperature = temperature,
            Network = new NetworkSpecification(NetworkSpecification.ToyPerceptron, model.Architecture),
            Epochs = 100,
            BatchSize = 300,
            Optimizer = new OptimizerSettings(OptimizerKind.Adam, LearningRate: 0.01),
            Schedule = new StepDecay(Factor: 0.95, EveryEpochs: 10),
        };
    }
}
