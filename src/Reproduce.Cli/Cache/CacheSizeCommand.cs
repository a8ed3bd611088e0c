using System.CommandLine;
using System.Globalization;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Store;
using Spectre.Console;

namespace Reproduce.Cli.Cache;

/// <summary><c>reproduce cache size</c>.</summary>
internal static class CacheSizeCommand
{
    /// <summary>The command.</summary>
    /// <param name="host">The process.</param>
    public static Command Create(CliHost host)
    {
        var json = new Option<bool>("--json") { Description = "Print the numbers as JSON, for scripts." };
        var command = new DocumentedCommand(
            "size",
            "Counts what is stored, by kind, with what damage and killed processes left behind.",
            new Example("reproduce cache size", "a line for each kind"),
            new Example("reproduce cache size --json", "the same, for a script"))
        {
            json,
        };
        command.SetRun(host, (result, cancellation) =>
        {
            var store = CacheCommand.OpenStore(host);
            var rows = Count(CacheItem.ReadAll(store, cancellation), store.EnumerateLeftovers());
            if (result.GetValue(json))
            {
                host.WriteJson(new { store.Folder, Count = rows.Sum(row => row.Count), Bytes = rows.Sum(row => row.Bytes), Kinds = rows });
            }
            else
            {
                Print(host, store.Folder, rows);
            }

            return ExitCode.Done;
        });
        return command;
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
            .Select(group => new Row(NameOf(group.Key), group.Count(), group.Sum(leftover => leftover.Bytes))),
    ];

    private static string NameOf(LeftoverKind kind) => kind == LeftoverKind.Damaged ? "damaged, set aside" : "unfinished";

    private static void Print(CliHost host, string folder, IReadOnlyList<Row> rows)
    {
        var table = CliHost.NewTable("what", "number", "size");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        foreach (var row in rows.Append(new Row("all", rows.Sum(row => row.Count), rows.Sum(row => row.Bytes))))
        {
            table.AddRow(Markup.Escape(row.Kind), row.Count.ToString(CultureInfo.InvariantCulture), Words.Size(row.Bytes));
        }

        host.Output.WriteLine($"The store is '{folder}'.");
        host.Write(table);
    }

    private sealed record Row(string Kind, int Count, long Bytes);
}
