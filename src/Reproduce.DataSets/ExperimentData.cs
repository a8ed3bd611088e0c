using System.Collections.Immutable;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;

namespace Reproduce.DataSets;

/// <summary>
/// An image experiment and the data it is run on: whoever trains or measures its models takes them from here, so that all find the same
/// ones in the store.
/// </summary>
public sealed class ExperimentData
{
    private readonly Func<Func<string, string?>, ImageData> _load;

    private ExperimentData(
        string title,
        string commandName,
        ImageExperiment experiment,
        Protocol protocol,
        DataSet? needs,
        Func<Func<string, string?>, ImageData> load) =>
        (Title, CommandName, Experiment, Protocol, Needs, _load) = (title, commandName, experiment, protocol, needs, load);

    /// <summary>The name in results, such as <c>TSRD as described</c>.</summary>
    public string Title { get; }

    /// <summary>The name on the command line, such as <c>tsrd-described</c>.</summary>
    public string CommandName { get; }

    /// <summary>How models are trained, and how many.</summary>
    public ImageExperiment Experiment { get; }

    /// <summary>Which reading of the paper is followed.</summary>
    public Protocol Protocol { get; }

    /// <summary>The data set that has to be fetched; null for drawn data.</summary>
    public DataSet? Needs { get; }

    /// <summary>The image experiments of a profile: Signs, CIFAR-10, TSRD as released, TSRD as described.</summary>
    /// <param name="profile">How much is run.</param>
    public static ImmutableArray<ExperimentData> Of(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var (signs, cifar10, tsrd) = profile.Images;
        // The text says top 1 where the table counts the top 3.
        var described = tsrd with { TopK = 1 };
        return
        [
            new("Signs", "signs", signs, Protocol.AsReleased, needs: null, _ => Signs.Draw(SettingsOf(signs))),
            new(
                "CIFAR-10",
                DataFolder.CommandName(DataSet.Cifar10),
                cifar10,
                Protocol.AsReleased,
                DataSet.Cifar10,
                environment => Cifar10.Load(DataFolder.Of(environment, DataSet.Cifar10))),
            OfTsrd("TSRD", DataFolder.CommandName(DataSet.Tsrd), tsrd, Protocol.AsReleased),
            OfTsrd("TSRD as described", DataFolder.CommandName(DataSet.Tsrd) + "-described", described, Protocol.AsDescribed),
        ];

        static ExperimentData OfTsrd(string title, string commandName, ImageExperiment experiment, Protocol protocol) => new(
            title,
            commandName,
            experiment,
            protocol,
            DataSet.Tsrd,
            environment => Tsrd.Load(DataFolder.Of(environment, DataSet.Tsrd), protocol, experiment.ImageSide));
    }

    /// <summary>The same with fewer passes over the training set, or more.</summary>
    /// <param name="epochs">Passes over the training set, at least 1.</param>
    public ExperimentData WithEpochs(int epochs) =>
        new(Title, CommandName, Experiment with { Epochs = epochs }, Protocol, Needs, _load);

    /// <summary>Draws or reads the data.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <exception cref="ImageDataException">The data set is missing, damaged or incomplete.</exception>
    public ImageData Load(Func<string, string?> environment) => _load(environment);

    /// <summary>The images that models are trained on: as many as the experiment says, the first ones.</summary>
    /// <param name="data">What <see cref="Load"/> gave.</param>
    public ImageSet TrainingSetOf(ImageData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Experiment.TrainImages is { } count ? data.Train.Take(count) : data.Train;
    }

    private static SignsSettings SettingsOf(ImageExperiment experiment) => new()
    {
        Side = experiment.ImageSide,
        Classes = experiment.Classes,
        TrainCount = experiment.TrainImages
            ?? throw new InvalidOperationException("Signs are drawn: the experiment must say how many training images."),
        TestCount = experiment.TestImages,
    };
}
