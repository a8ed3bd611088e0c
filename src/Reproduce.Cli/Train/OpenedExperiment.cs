using Reproduce.Cli.Hosting;
using Reproduce.Core.Attacks;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.DataSets;
using Reproduce.Torch;

namespace Reproduce.Cli.Train;

/// <summary>The experiment on an image data set, with its data read and its backend chosen.</summary>
/// <param name="DataSet">The data set.</param>
/// <param name="Experiment">The experiment of the profile that is run.</param>
/// <param name="Data">The images.</param>
/// <param name="Backend">Trains and attacks.</param>
internal sealed record OpenedExperiment(DataSet DataSet, ImageExperiment Experiment, ImageData Data, IBackend Backend)
{
    /// <summary>Reads the data, and names the device on the error output, in the Paper profile and wherever libtorch computes.</summary>
    /// <param name="host">The process.</param>
    /// <param name="name">The data set's name on the command line.</param>
    /// <param name="profile">How much is run.</param>
    /// <exception cref="CommandFailedException">The data are missing, or the environment names no device.</exception>
    public static OpenedExperiment Open(CliHost host, string name, Profile profile)
    {
        var data = host.DataSets.Single(set => set.CommandName == name);
        if (data.Files is { } files && !files.AreThere(host.Environment))
        {
            throw new CommandFailedException(files.MissingMessage(host.Environment));
        }

        var backend = CommandActions.Choose(() => BackendChoice.Choose(
            variable => variable == Profile.EnvironmentVariable ? profile.Name : host.Environment(variable)));
        if (profile == Profile.Paper || backend.Label.Length > 0)
        {
            host.Error.WriteLine($"Computing on {backend.Device.InWords}; {BackendChoice.DeviceVariable} names another device.");
        }

        var experiment = data.ExperimentOf(profile);
        return new(data, experiment, data.Load(host.Environment, experiment), backend);
    }

    /// <summary>The training set, with what trains on it.</summary>
    public TrainingSet<ImageNetwork> TrainingSet() => Train.TrainingSet.Images(
        Data.Labelled(DataSet.Title), Experiment.DataSet, Experiment.TrainingSetOf(Data), Backend);

    /// <summary>The attacks on its models.</summary>
    /// <param name="store">The store.</param>
    /// <param name="origin">This process and machine, for provenance.</param>
    /// <param name="progress">Receives a line now and then.</param>
    public RobustnessMeasurement Attacks(ArtifactStore store, TrainingOrigin origin, IProgress<TrainingProgress> progress) => new(
        store,
        Experiment,
        Experiment.TrainingSetOf(Data),
        Data.Test.Select(DataSet.AttackedOf(Data.Test, Experiment)),
        Backend,
        origin,
        progress);
}
