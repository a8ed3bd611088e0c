namespace Reproduce.Core.Files;

/// <summary>Reads environment variables that name folders.</summary>
public static class FolderVariable
{
    /// <summary>The folder that a variable names.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <param name="variable">The variable's name.</param>
    /// <returns>An absolute path, which need not exist; null where the variable is not set.</returns>
    /// <exception cref="IOException">
    /// The path is relative. A test run resolves it against the folder of the built tests and the command line against the shell's, so it
    /// would be two folders, and models would be trained twice.
    /// </exception>
    public static string? Read(Func<string, string?> environment, string variable)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return environment(variable) switch
        {
            null or "" => null,
            { } path when Path.IsPathFullyQualified(path) => Path.GetFullPath(path),
            { } path => throw new IOException(
                $"{variable} is '{path}', a relative path, which `dotnet test` and the command line would look for in different places: "
                + "give an absolute one."),
        };
    }
}
