using System.Collections.Immutable;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Randomness;

namespace Reproduce.DataSets;

/// <summary>
/// A data set of images and the experiment on it. The command line and the claims know a data set by its definition alone: a new one is a
/// file that defines it, and a line in <see cref="DataSetList"/>.
/// </summary>
public sealed record DataSet
{
    /// <summary>The name in results, such as <c>TSRD as described</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The name on the command line, such as <c>tsrd-described</c>.</summary>
    public required string CommandName { get; init; }

    /// <summary>Which reading of the paper is followed.</summary>
    public Protocol Protocol { get; init; } = Protocol.AsReleased;

    /// <summary>The files to be fetched; null where the images are drawn. Two protocols on the same files share this object.</summary>
    public DataSetFiles? Files { get; init; }

    /// <summary>The experiment in a size for two processor cores: minutes on drawn data, some hours on the paper's.</summary>
    /// <remarks>
    /// What decides whether CW-strong matters is how far the logits can grow: with Adam, the steps times the learning rate. Hence learning
    /// rates above the paper's 0.001, with fewer steps.
    /// </remarks>
    public required ImageExperiment Quick { get; init; }

    /// <summary>The experiment in the paper's size.</summary>
    public required ImageExperiment Paper { get; init; }

    /// <summary>Reads the images from the folder of <see cref="Files"/>, or draws them, in the size that an experiment asks for.</summary>
    /// <remarks>The folder is empty where the images are drawn. Damaged or missing files are an <see cref="ImageDataException"/>.</remarks>
    public required Func<ImageExperiment, string, ImageData> Read { get; init; }

    /// <summary>The experiment of a profile.</summary>
    /// <param name="profile">How much is run.</param>
    /// <exception cref="ArgumentException">It is none of the two profiles.</exception>
    public ImageExperiment ExperimentOf(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return profile == Profile.Quick ? Quick
            : profile == Profile.Paper ? Paper
            : throw new ArgumentException(
                $"{Title} has no experiment of the profile {profile.Name}; expected Quick or Paper.", nameof(profile));
    }

    /// <summary>Draws the data or reads them from the folder that the environment names.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <param name="experiment">Says in which size, and how many where they are drawn.</param>
    /// <exception cref="ImageDataException">The data set is missing, damaged or incomplete.</exception>
    public ImageData Load(Func<string, string?> environment, ImageExperiment experiment) =>
        Read(experiment, Files?.FolderIn(environment) ?? "");

    /// <summary>
    /// Which test images are attacked: as released, the first ones in the order of the files; as described, a random sample.
    /// </summary>
    /// <param name="test">The test split.</param>
    /// <param name="experiment">Says how many; all where there are fewer.</param>
    /// <returns>Places in the test split, from 0.</returns>
    public ImmutableArray<int> AttackedOf(ImageSet test, ImageExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(experiment);
        int[] order = [.. Enumerable.Range(0, test.Count)];
        if (Protocol == Protocol.AsDescribed)
        {
            MersenneTwister.FromKey($"{experiment.DataSet}/test-sample").Shuffle(order);
        }

        return [.. order.Take(experiment.TestImages)];
    }
}
