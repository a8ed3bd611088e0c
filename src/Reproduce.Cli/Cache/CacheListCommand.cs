using System.CommandLine;
using System.Globalization;
using Reproduce.Cli.Hosting;
using Spectre.Console;

namespace Reproduce.Cli.Cache;

/// <summary><c>reproduce cache list</c>.</summary>
internal static class CacheListCommand
{
    private const int LeastWidth = 160;

    /// <summary>The command.</summary>
    /// <param name="host">The process.</param>
    public static Command Create(CliHost host)
    {
        var json = new Option<bool>("--json") { Description = "Print whole hashes and keys as JSON, for scripts." };
        var command = new DocumentedCommand(
            "list",
            "Lists the stored models and measurements, the last used first. Listing them does not count as using them.",
            new Example("reproduce cache list", "a line each"),
            new Example("reproduce cache list | grep FT_tempT", "the models of a flavour and of its students"),
            new Example("reproduce cache list --json", "everything that their files say of them, for a script"))
        {
            json,
        };
        command.SetRun(host, (result, cancellation) =>
        {
            var store = CacheCommand.OpenStore(host);
            var items = CacheItem.ReadAll(store, cancellation);
            if (result.GetValue(json))
            {
                PrintJson(host, store.Folder, items);
            }
            else
            {
                Print(host, store.Folder, items);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(CliHost host, string folder, IReadOnlyList<CacheItem> items)
    {
        if (items.Count == 0)
        {
            host.Output.WriteLine($"The store '{folder}' is empty.");
            return;
        }

        var table = CliHost.NewTable("hash", "what", "seed", "size", "last use", "device", "took", "recipe");
        table.Columns[2].RightAligned();
        table.Columns[3].RightAligned();
        table.Columns[6].RightAligned();
        foreach (var item in items)
        {
            var provenance = item.Header?.Provenance;
            table.AddRow(
                item.ShortHash,
                Markup.Escape(item.Kind),
                item.Seed?.ToString(CultureInfo.InvariantCulture) ?? "",
                Words.Size(item.Entry.Bytes),
                item.Entry.LastUse.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                Markup.Escape(provenance?.Device ?? ""),
                provenance is null ? "" : Words.Duration(provenance.TrainingDuration),
                Markup.Escape(item.Summary));
        }

        host.Write(table, LeastWidth);
        host.Output.WriteLine($"{items.Count} in the store '{folder}', {Words.Size(items.Sum(item => item.Entry.Bytes))}");
    }

    private static void PrintJson(CliHost host, string folder, IReadOnlyList<CacheItem> items) => host.WriteJson(new
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
    });
}
