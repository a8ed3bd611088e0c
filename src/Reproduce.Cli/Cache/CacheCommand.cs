using System.CommandLine;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Store;

namespace Reproduce.Cli.Cache;

/// <summary><c>reproduce cache</c>: looks into the store and clears it.</summary>
internal static class CacheCommand
{
    /// <summary>The command.</summary>
    /// <param name="host">The process.</param>
    public static Command Create(CliHost host) => new DocumentedCommand(
        "cache",
        "Looks into the store of trained models and measurements, and clears it.",
        new Example("reproduce cache size", "how much is stored, and where"),
        new Example("reproduce cache list", "each model and measurement"),
        new Example("reproduce cache prune --unused --dry-run", "what other versions of the training core left behind"))
    {
        CacheListCommand.Create(host),
        CacheSizeCommand.Create(host),
        CachePruneCommand.Create(host),
    };

    /// <summary>The store of this environment.</summary>
    internal static ArtifactStore OpenStore(CliHost host) => new(StoreFolder.Default(host.Environment), host.Error.WriteLine, host.Clock);
}
