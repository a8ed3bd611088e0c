using System.Collections.Immutable;
using Reproduce.Cli.Hosting;
using Reproduce.Results;

namespace Reproduce.Cli.Results;

/// <summary>Where results and snapshots lie.</summary>
internal static class ResultLocation
{
    // As Reproduce.Testing.Snapshots knows the repository, of which NUnit is a part that this program does without.
    private const string Marker = "Reproduce.sln";

    /// <summary>The repository's root, at or above the current folder; null outside of it.</summary>
    public static string? Repository(CliHost host)
    {
        for (var folder = new DirectoryInfo(host.CurrentFolder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    /// <summary>The folder that runs of claims write their results to.</summary>
    /// <exception cref="CommandFailedException">It is neither named nor is there a repository.</exception>
    public static string Results(CliHost host) => ResultFolder.Default(
        host.Environment,
        Repository(host)
            ?? (host.Environment(ResultFolder.EnvironmentVariable) is { Length: > 0 }
                ? host.CurrentFolder
                : throw new CommandFailedException(
                    $"No folder at or above '{host.CurrentFolder}' is the repository (it holds {Marker}): change to it, name the folder of results, "
                    + $"or set {ResultFolder.EnvironmentVariable}.")));

    /// <summary>All result sets at a path.</summary>
    /// <param name="path">A result set, a folder of result sets, or a report's JSON file.</param>
    /// <exception cref="ResultException">There are none, or one can't be read.</exception>
    public static ImmutableArray<ResultSet> ReadAll(string path)
    {
        if (File.Exists(path))
        {
            return [ResultFolder.Read(path)];
        }

        var sets = ResultFolder.SetsIn(path);
        return sets.IsEmpty ? [ResultFolder.Read(path)] : [.. sets.Select(ResultFolder.Read)];
    }
}
