using Reproduce.Core.Store;

namespace Reproduce.DataSets;

/// <summary>Where the data sets lie, and what to do if they do not.</summary>
public static class DataFolder
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string EnvironmentVariable = "REPRODUCE_DATA";

    /// <summary>
    /// REPRODUCE_DATA where it is set, else the folder <c>data</c> beside the artifact store in the platform's place for caches. It holds
    /// <c>cifar-10-batches-bin</c> and <c>tsrd</c>, or one of them, or nothing yet.
    /// </summary>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <returns>An absolute path, which need not exist.</returns>
    /// <exception cref="ImageDataException">The variables that would name the place are not set.</exception>
    public static string Default(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (environment(EnvironmentVariable) is { Length: > 0 } named)
        {
            return Path.GetFullPath(named);
        }

        try
        {
            // The store's own variable must not move the data, so it is hidden here.
            var caches = StoreFolder.Default(name => name == StoreFolder.EnvironmentVariable ? null : environment(name));
            return Path.Combine(caches, "data");
        }
        catch (ArtifactStoreException e)
        {
            throw new ImageDataException($"There is no place for data: set {EnvironmentVariable} to a folder.", e);
        }
    }

    /// <summary>The folder of one data set.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <param name="set">The data set.</param>
    /// <returns>An absolute path, which need not exist.</returns>
    /// <exception cref="ImageDataException">The variables that would name the place are not set.</exception>
    public static string Of(Func<string, string?> environment, DataSet set) => Path.Combine(Default(environment), FolderName(set));

    /// <summary>Whether the data set is there; whether it is sound only reading it tells.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <param name="set">The data set.</param>
    public static bool Has(Func<string, string?> environment, DataSet set) => IsIn(Of(environment, set), set);

    /// <summary>Whether a folder holds the data set; whether it is sound only reading it tells.</summary>
    /// <param name="folder">A folder, which need not exist.</param>
    /// <param name="set">The data set.</param>
    public static bool IsIn(string folder, DataSet set) => set == DataSet.Cifar10
        ? Cifar10.IsIn(folder)
        : Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*Annotation.txt").Any();

    /// <summary>What to tell someone who needs a data set that is not there.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <param name="set">The data set.</param>
    public static string MissingMessage(Func<string, string?> environment, DataSet set) =>
        $"{Title(set)} is not in '{Of(environment, set)}'. To fetch it, run: "
        + $"dotnet run --project src/Reproduce.Cli -c Release -- data fetch {CommandName(set)}";

    /// <summary>The data set's published name.</summary>
    /// <param name="set">The data set.</param>
    public static string Title(DataSet set) => set == DataSet.Cifar10 ? "CIFAR-10" : "TSRD";

    /// <summary>The data set's name on the command line.</summary>
    /// <param name="set">The data set.</param>
    public static string CommandName(DataSet set) => set == DataSet.Cifar10 ? "cifar10" : "tsrd";

    /// <summary>The data set's folder within <see cref="Default"/>.</summary>
    /// <param name="set">The data set.</param>
    public static string FolderName(DataSet set) => set == DataSet.Cifar10 ? Cifar10.FolderName : "tsrd";
}
