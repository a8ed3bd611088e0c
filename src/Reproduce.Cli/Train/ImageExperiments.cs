using Reproduce.Cli.Hosting;
using Reproduce.Core.Experiments;
using Reproduce.DataSets;
using Reproduce.Torch;

namespace Reproduce.Cli.Train;

/// <summary>Opens the experiments on image data sets.</summary>
internal static class ImageExperiments
{
    /// <summary>Reads the data, and names the device on the error output, in the Paper profile and wherever libtorch computes.</summary>
    /// <param name="host">The process.</param>
    /// <param name="name">The data set's name on the command line.</param>
    /// <param name="profile">How much is run.</param>
    /// <exception cref="CommandFailedException">The data are missing, or the environment names no device.</exception>
    public static OpenedExperiment Open(CliHost host, string name, Profile profile)
    {
        var dataSet = host.DataSets.Single(set => set.CommandName == name);
        if (dataSet.Files is { } files && !files.AreThere(host.Environment))
        {
            throw new CommandFailedException(files.MissingMessage(host.Environment));
        }

        var backend = CommandActions.Choose(() => BackendChoice.Choose(
            variable => variable == Profile.EnvironmentVariable ? profile.Name : host.Environment(variable)));
        if (profile == Profile.Paper || backend.Label.Length > 0)
        {
            host.Error.WriteLine($"Computing on {backend.Device.InWords}; {BackendChoice.DeviceVariable} names another device.");
        }

        return OpenedExperiment.Open(dataSet, dataSet.ExperimentOf(profile), host.Environment, backend);
    }
}
