using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Training;

/// <summary>A model to be trained.</summary>
/// <typeparam name="TNetwork">The kind of network.</typeparam>
/// <param name="Id">Which model.</param>
/// <param name="Teacher">The trained teacher of a student; null for a teacher.</param>
public sealed record TrainingRun<TNetwork>(ModelId Id, TNetwork? Teacher = null)
    where TNetwork : class
{
    /// <summary>How the model is trained.</summary>
    public Recipe Recipe => Id.Recipe;

    /// <summary>Checks the recipe, and that exactly students have a teacher.</summary>
    /// <exception cref="ArgumentException">The run is not valid.</exception>
    public void Validate()
    {
        Recipe.Validate();
        if (Recipe.Model.IsStudent != Teacher is not null)
        {
            throw new ArgumentException(
                Recipe.Model.IsStudent
                    ? $"{Recipe.Model} is a student: it needs the trained {Recipe.Model.Teacher}."
                    : $"{Recipe.Model} is a teacher: it is trained on hard labels and can't have a teacher.");
        }
    }
}

/// <summary>Checks of runs for one kind of network.</summary>
internal static class TrainingRunChecks
{
    /// <summary>Checks that toy models can be trained.</summary>
    /// <exception cref="ArgumentException">A run is not valid, or has another kind of network.</exception>
    public static void Validate(this IEnumerable<TrainingRun<Perceptron>> runs)
    {
        foreach (var run in runs)
        {
            run.Validate();
            if (run.Recipe.Network.Kind != NetworkSpecification.ToyPerceptron)
            {
                throw new ArgumentException(
                    $"{run.Recipe.Model} is a {run.Recipe.Network.Kind}; expected {NetworkSpecification.ToyPerceptron}, the only kind "
                    + "that the toy trainer trains.");
            }
        }
    }

    /// <summary>Checks that image models can be trained on a set.</summary>
    /// <exception cref="ArgumentException">A run is not valid, or its network does not fit the images.</exception>
    public static void Validate(this IEnumerable<TrainingRun<ImageNetwork>> runs, ImageSet data)
    {
        foreach (var run in runs)
        {
            run.Validate();
            var network = run.Recipe.Network;
            if (ImageNetworkLayers.InputOf(network) != data.Shape || network.Classes != data.ClassCount)
            {
                throw new ArgumentException(
                    $"{network} takes images of {ImageNetworkLayers.InputOf(network)} in {network.Classes} classes, but the data have "
                    + $"{data.Shape} in {data.ClassCount}.",
                    nameof(data));
            }
        }
    }
}
