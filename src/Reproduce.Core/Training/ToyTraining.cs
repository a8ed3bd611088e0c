using Reproduce.Core.Models;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Training;

/// <summary>One toy model to be trained.</summary>
/// <param name="Recipe">Its recipe, for a <see cref="NetworkSpecification.ToyPerceptron"/>.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Teacher">The trained teacher of a student; null for a teacher.</param>
public sealed record ToyTrainingRun(Recipe Recipe, int Seed, Perceptron? Teacher = null)
{
    /// <summary>Checks that the run can be trained.</summary>
    /// <exception cref="ArgumentException">The recipe is out of range, or a student has no teacher, or a teacher has one.</exception>
    public void Validate()
    {
        Recipe.Validate();
        if (Recipe.Network.Kind != NetworkSpecification.ToyPerceptron)
        {
            throw new ArgumentException(
                $"{Recipe.Model} is a {Recipe.Network.Kind}; the toy trainer trains {NetworkSpecification.ToyPerceptron} networks alone.");
        }

        if (Recipe.Optimizer is not { Kind: OptimizerKind.Adam, WeightDecay: 0 })
        {
            throw new ArgumentException($"{Recipe.Model} asks for {Recipe.Optimizer}; the toy trainer has Adam without weight decay alone.");
        }

        if (Recipe.Model.IsStudent != Teacher is not null)
        {
            throw new ArgumentException(
                Recipe.Model.IsStudent
                    ? $"{Recipe.Model} is a student: it needs the trained {Recipe.Model.Teacher}."
                    : $"{Recipe.Model} is a teacher: it is trained on labels and can't have a teacher.");
        }
    }
}

/// <summary>A trained toy model.</summary>
/// <param name="Network">The weights after the last step.</param>
/// <param name="Losses">The training losses.</param>
/// <param name="Duration">Time that this model's training took on its thread.</param>
public sealed record TrainedToyModel(Perceptron Network, LossHistory Losses, TimeSpan Duration);
