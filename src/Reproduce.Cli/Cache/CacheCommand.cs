using System.CommandLine;
using Reproduce.Cli.Hosting;

namespace Reproduce.Cli.Cache;

/// <summary><c>reproduce cache</c>: lists what is in the store, and deletes it.</summary>
internal static class CacheCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host) => new DocumentedCommand(
        "cache",
        "Lists what is in the store of trained models and measurements, and deletes it.",
        new Example("reproduce cache size", "how much is stored, and where"),
        new Example("reproduce cache list", "each model and measurement"),
        new Example("reproduce cache prune --unused --dry-run", "what other versions of the code made"))
    {
        CacheListCommand.Create(host),
        CacheSizeCommand.Create(host),
        CachePruneCommand.Create(host),
    };
}
