namespace Reproduce.Core.Files;

/// <summary>
/// Finds the repository by walking up from a folder. A path compiled into an assembly would differ between machines, and be wrong once the
/// repository or the assembly is moved.
/// </summary>
public static class RepositoryRoot
{
    /// <summary>What marks the root, in words: the harness is used in repositories of other papers, too.</summary>
    public const string Mark = "a solution (*.slnx or *.sln)";

    /// <summary>The harness's own command, as bash or PowerShell calls it in the root of its repository.</summary>
    public static string Command => OperatingSystem.IsWindows() ? $@".\{Script}" : $"./{Script}";

    private static string Script => OperatingSystem.IsWindows() ? "reproduce.cmd" : "reproduce";

    /// <summary>Whether a repository has <see cref="Command"/>: that of the harness has, those of other papers have not.</summary>
    /// <param name="root">The repository's root.</param>
    public static bool HasCommand(string root) => File.Exists(Path.Combine(root, Script));

    /// <summary>The nearest folder, at or above a folder, that holds a solution; null if there is none.</summary>
    /// <param name="start">The folder to start from, which need not exist.</param>
    public static string? Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (folder.Exists && folder.EnumerateFiles("*.sln*").Any(IsSolution))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    private static bool IsSolution(FileInfo file) => file.Extension is ".sln" or ".slnx";

    /// <summary>The repository in which a test assembly was built.</summary>
    /// <param name="testFolder">The folder of the assembly.</param>
    /// <exception cref="DirectoryNotFoundException">The folder is not in a repository.</exception>
    public static string Above(string testFolder) => Find(testFolder) ?? throw new DirectoryNotFoundException(
        $"Tests run from within the repository, where snapshots and results lie. No folder at or above '{testFolder}' holds {Mark}. "
        + "Run the tests by `dotnet test` in the repository, without an output folder elsewhere.");
}
