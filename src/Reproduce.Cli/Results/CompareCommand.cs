using System.Collections.Immutable;
using System.CommandLine;
using Reproduce.Cli.Hosting;
using Reproduce.Results;
using Reproduce.Results.Changes;

namespace Reproduce.Cli.Results;

/// <summary><c>reproduce compare</c>.</summary>
internal static class CompareCommand
{
    private const int Changed = 1;

    /// <summary>The command.</summary>
    /// <param name="host">The process.</param>
    public static Command Create(CliHost host)
    {
        var (before, after) = (PathArgument("before", "The one: a folder of results, or a report.json."), PathArgument("after", "The other."));
        var exact = new Option<bool>("--exact") { Description = "Count every change of a number, not those above the snapshots' tolerances alone." };
        var format = new Option<string>("--format") { Description = "How to print it.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "markdown", "json");
        var json = new Option<bool>("--json") { Description = "The same as --format json." };
        var command = new DocumentedCommand(
            "compare",
            "Says which verdicts, tables and figures differ between two runs, and by how much. Exit code 0: none, 1: some, 2: nothing to compare.",
            new Example("reproduce compare base/results results", "what a change of the code has changed"),
            new Example("reproduce compare base/report.json results --format markdown", "the same for a comment; a report has no pictures"),
            new Example("reproduce compare cpu/results gpu/results --exact", "two devices, to the last digit"))
        {
            before,
            after,
            exact,
            format,
            json,
        };
        command.SetRun(host, (result, _) =>
        {
            try
            {
                var changes = Compare(
                    ResultLocation.ReadAll(PathOf(host, result.GetValue(before)!)),
                    ResultLocation.ReadAll(PathOf(host, result.GetValue(after)!)),
                    result.GetValue(exact));
                Print(host, changes, result.GetValue(json) ? "json" : result.GetValue(format)!);
                return changes.IsEmpty ? ExitCode.Done : Changed;
            }
            catch (ResultException error)
            {
                // Exit code 1 means that something has changed.
                host.Error.WriteLine(error.Message);
                return ExitCode.BadCommandLine;
            }
        });
        return command;
    }

    private static Argument<string> PathArgument(string name, string description) => new(name) { Description = description };

    private static string PathOf(CliHost host, string path) => Path.GetFullPath(path, host.CurrentFolder);

    private static ImmutableArray<Change> Compare(ImmutableArray<ResultSet> before, ImmutableArray<ResultSet> after, bool isExact) =>
    [
        .. before.Concat(after).Select(set => set.Paper.Id).Distinct().SelectMany(paper => ResultComparer.Compare(
            SetOf(before, paper) ?? Empty(SetOf(after, paper)!),
            SetOf(after, paper) ?? Empty(SetOf(before, paper)!),
            isExact,
            PictureComparison.Describe)),
    ];

    private static ResultSet? SetOf(ImmutableArray<ResultSet> sets, string paper) => sets.FirstOrDefault(set => set.Paper.Id == paper);

    private static ResultSet Empty(ResultSet like) => new() { Paper = like.Paper, Runs = [], Items = [] };

    private static void Print(CliHost host, ImmutableArray<Change> changes, string format)
    {
        switch (format)
        {
            case "json":
                host.WriteJson(new { Changes = changes });
                break;
            case "markdown":
                host.Output.Write(ChangeText.Markdown(changes));
                break;
            default:
                host.Output.Write(ChangeText.Plain(changes));
                break;
        }
    }
}
