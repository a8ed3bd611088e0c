using Reproduce.Core.Files;
using Reproduce.Core.Store;

namespace Reproduce.DataSets;

/// <summary>Where the data sets lie.</summary>
public static class DataFolder
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string EnvironmentVariable = "REPRODUCE_DATA";

    /// <summary>
    /// REPRODUCE_DATA where it is set, else the folder <c>data</c> beside the artifact store in the platform's place for caches. It has a
    /// folder for each data set that has been fetched.
    /// </summary>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <returns>An absolute path, which need not exist.</returns>
    /// <exception cref="ImageDataException">The variables that would name the place are not set.</exception>
    /// <exception cref="IOException">REPRODUCE_DATA is a relative path.</exception>
    public static string Default(Func<string, string?> environment)
    {
        if (FolderVariable.Read(environment, EnvironmentVariable) is { } named)
        {
            return named;
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
}
