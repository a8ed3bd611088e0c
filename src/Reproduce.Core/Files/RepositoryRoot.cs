namespace Reproduce.Core.Files;

/// <summary>
/// Finds the repository by walking up from a folder. A path compiled into an assembly would differ between machines, and be wrong once the
/// repository or the assembly is moved.
/// </summary>
public static class RepositoryRoot
{
    /// <summary>The file that marks the root.</summary>
    public const string Marker = "Reproduce.sln";

    /// <summary>The repository's own command, as bash or PowerShell calls it in the root.</summary>
    public static string Command => OperatingSystem.IsWindows() ? @".\reproduce.cmd" : "./reproduce";

    /// <summary>The nearest folder, at or above a folder, that holds <see cref="Marker"/>; null if there is none.</summary>
    /// <param name="start">The folder to start from, which need not exist.</param>
    public static string? Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    /// <summary>The repository in which a test assembly was built.</summary>
    /// <param name="testFolder">The folder of the assembly.</param>
    /// <exception cref="DirectoryNotFoundException">The folder is not in a repository.</exception>
    public static string Above(string testFolder) => Find(testFolder) ?? throw new DirectoryNotFoundException(
        $"Tests run from within the repository, where snapshots and results lie. No folder at or above '{testFolder}' holds {Marker}. "
        + "Run the tests by `dotnet test` in the repository, without an output folder elsewhere.");
}
