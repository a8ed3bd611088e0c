using Reproduce.Core.Catalog;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Training;

/// <summary>One image model to be trained.</summary>
/// <param name="Recipe">Its recipe, for an image network.</param>
/// <param name="Seed">Its seed.</param>
public sealed record ImageTrainingRun(Recipe Recipe, int Seed)
{
    /// <summary>Checks that the run can be trained on a set.</summary>
    /// <param name="data">The training set.</param>
    /// <param name="targetCount">How many label probabilities there are.</param>
    /// <exception cref="ArgumentException">The recipe is out of range, or data, targets and network do not fit together.</exception>
    public void Validate(ImageSet data, int targetCount)
    {
        Recipe.Validate();
        if (ImageNetworkLayers.InputOf(Recipe.Network) != data.Shape || Recipe.Network.Classes != data.ClassCount)
        {
            throw new ArgumentException(
                $"{Recipe.Network} takes images of {ImageNetworkLayers.InputOf(Recipe.Network)} in {Recipe.Network.Classes} classes, but the data "
                + $"have {data.Shape} in {data.ClassCount}.",
                nameof(data));
        }

        if (targetCount != (long)data.Count * data.ClassCount)
        {
            throw new ArgumentException(
                $"{data.Count} images of {data.ClassCount} classes have {(long)data.Count * data.ClassCount} label probabilities, but "
                + $"{targetCount} were given.",
                nameof(targetCount));
        }
    }
}

/// <summary>A trained image model.</summary>
/// <param name="Network">The weights after the last step.</param>
/// <param name="Losses">The training losses.</param>
/// <param name="Duration">Time that its training took on its thread.</param>
public sealed record TrainedImageModel(ImageNetwork Network, LossHistory Losses, TimeSpan Duration);
