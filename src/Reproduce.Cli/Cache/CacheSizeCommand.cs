using System.CommandLine;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Store;
using Spectre.Console;

namespace Reproduce.Cli.Cache;

/// <summary><c>reproduce cache size</c>.</summary>
internal static class CacheSizeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var json = new Option<bool>("--json") { Description = "Print the numbers as JSON, for scripts." };
        return new DocumentedCommand(
            "size",
            "Counts what is stored, by kind, with what damage and killed processes left behind.",
            new Example("reproduce cache size", "a line for each kind"),
            new Example("reproduce cache size --json", "the same, for a script"))
        { json }.SetRun(host, (result, cancellation) =>
        {
            var store = host.OpenStore().Inventory;
            var rows = Count(CacheItem.ReadAll(store, cancellation), store.EnumerateLeftovers());
            var all = new Row("all", rows.Sum(row => row.Count), rows.Sum(row => row.Bytes));
            return host.Show(
                result.GetValue(json),
                new { store.Folder, all.Count, all.Bytes, Kinds = rows },
                () => Print(host, store.Folder, rows.Append(all)));
        });
    }

    private static IReadOnlyList<Row> Count(IReadOnlyList<CacheItem> items, IReadOnlyList<StoreLeftover> leftovers) =>
    [
        .. items
            .GroupBy(item => item.Kind)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Row(group.Key, group.Count(), group.Sum(item => item.Entry.Bytes))),
        .. leftovers
            .GroupBy(leftover => leftover.Kind)
            .OrderBy(group => group.Key)
            .Select(group => new Row(CacheItem.NameOf(group.Key), group.Count(), group.Sum(leftover => leftover.Bytes))),
    ];

    private static void Print(CliHost host, string folder, IEnumerable<Row> rows)
    {
        var table = CliHost.NewTable("what", ">number", ">size");
        foreach (var row in rows)
        {
            table.AddRow(Markup.Escape(row.Kind), $"{row.Count}", Words.Size(row.Bytes));
        }

        host.Output.WriteLine($"The store is '{folder}'.");
        host.Write(table);
    }

    private sealed record Row(string Kind, int Count, long Bytes);
}
