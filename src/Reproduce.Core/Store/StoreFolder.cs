using Reproduce.Core.Files;

namespace Reproduce.Core.Store;

/// <summary>Where the artifact store lies if nobody says otherwise.</summary>
public static class StoreFolder
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string EnvironmentVariable = "REPRODUCE_STORE";

    private const string Name = "reproduce";

    /// <summary>
    /// REPRODUCE_STORE where it is set, else a folder <c>reproduce</c> in the platform's place for caches: XDG_CACHE_HOME or
    /// <c>~/.cache</c>, on Windows LOCALAPPDATA, on macOS <c>~/Library/Caches</c>.
    /// </summary>
    /// <param name="environment">Gives the value of an environment variable, or null.</param>
    /// <returns>An absolute path, which need not exist.</returns>
    /// <exception cref="ArtifactStoreException">The variables that would name the place are not set.</exception>
    /// <exception cref="IOException">REPRODUCE_STORE is a relative path.</exception>
    /// <remarks>
    /// Several machines may share the folder, if its file system creates files exclusively and renames them atomically for all of them, as
    /// local disks, Lustre and NFS from version 3 on do. No locks of the file system are needed, and the machines' clocks need not agree.
    /// </remarks>
    public static string Default(Func<string, string?> environment) => Default(
        environment, OperatingSystem.IsWindows() ? Platform.Windows : OperatingSystem.IsMacOS() ? Platform.MacOS : Platform.Unix);

    /// <summary>The same for any platform.</summary>
    internal static string Default(Func<string, string?> environment, Platform platform)
    {
        if (FolderVariable.Read(environment, EnvironmentVariable) is { } named)
        {
            return named;
        }

        // The XDG specification has relative paths ignored.
        if (platform == Platform.Unix && environment("XDG_CACHE_HOME") is { } caches && Path.IsPathFullyQualified(caches))
        {
            return Path.Combine(caches, Name);
        }

        var (variable, below) = platform switch
        {
            Platform.Windows => ("LOCALAPPDATA", "."),
            Platform.MacOS => ("HOME", Path.Combine("Library", "Caches")),
            _ => ("HOME", ".cache"),
        };
        return environment(variable) is { Length: > 0 } home
            ? Path.GetFullPath(Path.Combine(home, below, Name))
            : throw new ArtifactStoreException(
                $"There is no place for the artifact store, as {variable} is not set: set {EnvironmentVariable} to a folder.");
    }

    /// <summary>Platforms with a convention of their own for caches.</summary>
    internal enum Platform
    {
        /// <summary>Linux and all others.</summary>
        Unix,

        /// <summary>macOS.</summary>
        MacOS,

        /// <summary>Windows.</summary>
        Windows,
    }
}
