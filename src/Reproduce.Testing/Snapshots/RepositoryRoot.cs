namespace Reproduce.Testing.Snapshots;

/// <summary>
/// Finds the repository by walking up from the tests' assembly. No path is stamped into the assembly: that would make it differ
/// from machine to machine, and point to the wrong place once the repository or the assembly moves.
/// </summary>
public static class RepositoryRoot
{
    /// <summary>The file that marks the root.</summary>
    public const string Marker = "Reproduce.sln";

    /// <summary>The nearest folder at or above <paramref name="testFolder"/> that holds <see cref="Marker"/>.</summary>
    /// <exception cref="SnapshotException">There is none.</exception>
    public static string Above(string testFolder)
    {
        for (var folder = new DirectoryInfo(testFolder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
            {
                return folder.FullName;
            }
        }

        throw new SnapshotException(
            $"Snapshots lie in the repository's folder 'snapshots', and the tests run from within the repository. No folder at or " +
            $"above '{testFolder}' holds {Marker}. Run the tests by `dotnet test` in the repository, without an output folder elsewhere.");
    }
}
