using System.CommandLine;
using Reproduce.Cli.Hosting;
using Spectre.Console;

namespace Reproduce.Cli.Cache;

/// <summary><c>reproduce cache list</c>.</summary>
internal static class CacheListCommand
{
    private const int LeastWidth = 160;

    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var json = new Option<bool>("--json") { Description = "Print whole hashes and keys as JSON, for scripts." };
        return new DocumentedCommand(
            "list",
            "Lists the stored models and measurements, the last used first. Listing them does not count as using them.",
            new Example("reproduce cache list", "a line each"),
            new Example("reproduce cache list | grep FT_tempT", "the models of a flavour and of its students"),
            new Example("reproduce cache list --json", "everything that their files say of them, for a script"))
        { json }.SetRun(host, (result, cancellation) =>
        {
            var store = host.OpenStore().Inventory;
            var items = CacheItem.ReadAll(store, cancellation);
            return host.Show(result.GetValue(json), ForScripts(store.Folder, items), () => Print(host, store.Folder, items));
        });
    }

    private static void Print(CliHost host, string folder, IReadOnlyList<CacheItem> items)
    {
        if (items.Count == 0)
        {
            host.Output.WriteLine($"The store '{folder}' is empty.");
            return;
        }

        var table = CliHost.NewTable("hash", "what", ">seed", ">size", "last use", "device", ">took", "recipe");
        foreach (var item in items)
        {
            var provenance = item.Header?.Provenance;
            table.AddRow(
                item.ShortHash,
                Markup.Escape(item.Kind),
                $"{item.Seed}",
                Words.Size(item.Entry.Bytes),
                $"{item.Entry.LastUse.UtcDateTime:yyyy-MM-dd}",
                Markup.Escape(provenance?.Device ?? ""),
                provenance is null ? "" : Words.Duration(provenance.TrainingDuration),
                Markup.Escape(item.Summary));
        }

        host.Write(table, LeastWidth);
        host.Output.WriteLine($"{items.Count} in the store '{folder}', {Words.Size(items.Sum(item => item.Entry.Bytes))}");
    }

    private static object ForScripts(string folder, IReadOnlyList<CacheItem> items) => new
    {
        Folder = folder,
        Artifacts = items.Select(item => new
        {
            item.Entry.Hash,
            item.Kind,
            item.Summary,
            item.Seed,
            item.Entry.Bytes,
            item.Entry.LastUse,
            item.Entry.Path,
            item.Damage,
            item.Header?.Key.Parts,
            item.Header?.Provenance.Commit,
            item.Header?.Provenance.HarnessVersion,
            item.Header?.Provenance.Device,
            item.Header?.Provenance.Processor,
            item.Header?.Provenance.TrainingDuration.TotalSeconds,
            item.Header?.Provenance.Created,
        }),
    };
}
