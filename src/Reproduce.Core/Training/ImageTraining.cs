using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Training;

/// <summary>One image model to be trained.</summary>
/// <param name="Recipe">Its recipe, for an image network.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Teacher">The trained teacher of a student; null for a teacher.</param>
public sealed record ImageTrainingRun(Recipe Recipe, int Seed, ImageNetwork? Teacher = null)
{
    /// <summary>Checks that the run can be trained on a set.</summary>
    /// <param name="data">The training set.</param>
    /// <exception cref="ArgumentException">
    /// The recipe is out of range, data and network do not fit together, or a student has no teacher, or a teacher has one.
    /// </exception>
    public void Validate(ImageSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Recipe.Validate();
        if (ImageNetworkLayers.InputOf(Recipe.Network) != data.Shape || Recipe.Network.Classes != data.ClassCount)
        {
            throw new ArgumentException(
                $"{Recipe.Network} takes images of {ImageNetworkLayers.InputOf(Recipe.Network)} in {Recipe.Network.Classes} classes, but the data "
                + $"have {data.Shape} in {data.ClassCount}.",
                nameof(data));
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

/// <summary>A trained image model.</summary>
/// <param name="Network">The weights after the last step.</param>
/// <param name="Losses">The training losses.</param>
/// <param name="Duration">Time that its training took on its thread.</param>
public sealed record TrainedImageModel(ImageNetwork Network, LossHistory Losses, TimeSpan Duration);
