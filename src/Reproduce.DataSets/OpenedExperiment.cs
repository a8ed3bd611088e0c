using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Core.Training;

namespace Reproduce.DataSets;

/// <summary>
/// An experiment whose data have been read. The command line and the claims both train and attack through it, so that each finds in the
/// store what the other has made.
/// </summary>
public sealed class OpenedExperiment
{
    private OpenedExperiment(DataSet dataSet, ImageExperiment experiment, ImageData data, IBackend backend)
    {
        (DataSet, Experiment, Data, Backend) = (dataSet, experiment, data, backend);
        TrainingImages = experiment.TrainingSetOf(data);
        TestPlaces = dataSet.AttackedOf(data.Test, experiment);
        TestSample = data.Test.Select(TestPlaces);
    }

    /// <summary>The data set.</summary>
    public DataSet DataSet { get; }

    /// <summary>How models are trained and attacked.</summary>
    public ImageExperiment Experiment { get; }

    /// <summary>The images.</summary>
    public ImageData Data { get; }

    /// <summary>Trains and attacks.</summary>
    public IBackend Backend { get; }

    /// <summary>The images that models are trained on.</summary>
    public ImageSet TrainingImages { get; }

    /// <summary>The test images that are attacked.</summary>
    public ImageSet TestSample { get; }

    /// <summary>Where in the test split each image of <see cref="TestSample"/> is, from 0.</summary>
    public ImmutableArray<int> TestPlaces { get; }

    /// <summary>Reads or draws the images.</summary>
    /// <param name="dataSet">The data set.</param>
    /// <param name="experiment">One of its experiments.</param>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <param name="backend">Trains and attacks.</param>
    /// <exception cref="ImageDataException">The data set is missing, damaged or incomplete.</exception>
    public static OpenedExperiment Open(
        DataSet dataSet, ImageExperiment experiment, Func<string, string?> environment, IBackend backend)
    {
        ArgumentNullException.ThrowIfNull(dataSet);
        ArgumentNullException.ThrowIfNull(backend);
        return new(dataSet, experiment, dataSet.Load(environment, experiment), backend);
    }

    /// <summary>Fetches or trains models.</summary>
    /// <param name="store">The store.</param>
    /// <param name="origin">This process and machine, for provenance.</param>
    /// <param name="progress">Receives a line now and then.</param>
    public ModelRepository<ImageNetwork> Models(
        ArtifactStore store, TrainingOrigin origin, IProgress<TrainingProgress> progress) =>
        new(store, TrainerOf(TrainingImages), origin, progress);

    /// <summary>Trains models on images of the data set: those of <see cref="TrainingImages"/>, or some to measure the speed.</summary>
    /// <param name="images">The images.</param>
    public ImageModelTrainer TrainerOf(ImageSet images) => new(Experiment.DataSet, images, Backend);

    /// <summary>The paper's attacks on its models.</summary>
    /// <param name="store">The store.</param>
    /// <param name="origin">This process and machine, for provenance.</param>
    /// <param name="progress">Receives a line now and then.</param>
    public RobustnessMeasurement Attacks(ArtifactStore store, TrainingOrigin origin, IProgress<TrainingProgress> progress) =>
        new(store, Experiment, TrainingImages, TestSample, Backend, origin, progress);
}
