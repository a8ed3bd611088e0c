using System.Collections.Immutable;
using Reproduce.Cli.Hosting;
using Reproduce.Results;

namespace Reproduce.Cli.Results;

/// <summary>Where results and snapshots lie.</summary>
internal static class ResultLocation
{
    /// <summary>The folder that runs of claims write their results to.</summary>
    /// <exception cref="CommandFailedException">
    /// The environment names no folder, and the current folder is outside of the repository.
    /// </exception>
    public static string Results(CliHost host) => ResultFolder.Default(
        host.Environment,
        host.Repository
            ?? (host.Environment(ResultFolder.EnvironmentVariable) is { Length: > 0 }
                ? host.CurrentFolder
                : throw host.NoRepository($"change to it, name the folder of results, or set {ResultFolder.EnvironmentVariable}")));

    /// <summary>All result sets at a path.</summary>
    /// <param name="path">A result set, a folder of result sets, or a report's JSON file.</param>
    /// <exception cref="ResultException">There are none, or one can't be read.</exception>
    public static ImmutableArray<ResultSet> ReadAll(string path) =>
        File.Exists(path) || ResultFolder.SetsIn(path) is not { IsEmpty: false } sets
            ? [ResultFolder.Read(path)]
            : [.. sets.Select(ResultFolder.Read)];
}
