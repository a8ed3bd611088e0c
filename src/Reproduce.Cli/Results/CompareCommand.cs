using System.Collections.Immutable;
using System.CommandLine;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Files;
using Reproduce.Results;
using Reproduce.Results.Changes;
using Reproduce.Results.Report;

namespace Reproduce.Cli.Results;

/// <summary><c>reproduce compare</c>.</summary>
internal static class CompareCommand
{
    private const int Changed = 1;
    private const string Text = "text";

    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var before = new Argument<string>("before") { Description = "The one: a folder of results, or a report.json." };
        var after = new Argument<string>("after") { Description = "The other." };
        var exact = new Option<bool>("--exact")
        {
            Description = "Count every change of a number, not those above the snapshots' tolerances alone.",
        };
        var format = new Option<string>("--format") { Description = "How to print it.", DefaultValueFactory = _ => Text };
        format.AcceptOnlyFromAmong(Text, "markdown", "json");
        var json = new Option<bool>("--json") { Description = "The same as --format json." };
        var output = new Option<string?>("--output", "-o") { Description = "A file for the comparison as an HTML page with its pictures." };
        output.RequireName();
        return new DocumentedCommand(
            "compare",
            "Says which verdicts, tables and figures differ between two runs, and by how much. Exit code 0: none, 1: some, 2: nothing to "
                + "compare.",
            new Example("reproduce compare base/results results", "what a change of the code has changed"),
            new Example(
                "reproduce compare base/report.json results/TrustworthyDistillation --format markdown",
                "the same for a comment; a report has no pictures"),
            new Example("reproduce compare base/results results -o changes.html", "a page with figures before and after"),
            new Example("reproduce compare cpu/results gpu/results --exact", "two devices, to the last digit"))
        {
            before,
            after,
            exact,
            format,
            json,
            output,
        }.SetRun(host, (result, _) => RunAsync(
            host,
            Path.GetFullPath(result.GetRequiredValue(before), host.CurrentFolder),
            Path.GetFullPath(result.GetRequiredValue(after), host.CurrentFolder),
            result.GetValue(exact),
            result.GetValue(json) ? "json" : result.GetValue(format)!,
            result.GetValue(output) is { } page ? Path.GetFullPath(page, host.CurrentFolder) : null));
    }

    /// <summary>Compares two runs and prints what differs.</summary>
    /// <param name="host">The process.</param>
    /// <param name="before">The one, a whole path.</param>
    /// <param name="after">The other, a whole path.</param>
    /// <param name="isExact">Whether every change of a number counts.</param>
    /// <param name="format">How to print it.</param>
    /// <param name="page">The file for the comparison as an HTML page, a whole path; null for none.</param>
    /// <returns>The exit code of the command.</returns>
    internal static async Task<int> RunAsync(
        CliHost host, string before, string after, bool isExact, string format = Text, string? page = null)
    {
        try
        {
            var (one, other) = Papers(ResultLocation.ReadAll(before), ResultLocation.ReadAll(after));
            var comparisons = Compare(one, other, isExact);
            ImmutableArray<Change> changes = [.. comparisons.SelectMany(comparison => comparison.Changes)];
            if (page is not null)
            {
                AtomicFile.WriteText(page, await HtmlComparison.RenderAsync(comparisons));
            }

            Print(host, $"Compared: {RunWords.Of(one)} -> {RunWords.Of(other)}", changes, format);
            return changes.IsEmpty ? ExitCode.Done : Changed;
        }
        catch (Exception error) when (error is ResultException or IOException or UnauthorizedAccessException)
        {
            // Exit code 1 means that something has changed.
            host.Error.WriteLine(error.Message);
            return ExitCode.BadCommandLine;
        }
    }

    /// <summary>Where one side is of a single paper, that paper alone is compared.</summary>
    private static (ImmutableArray<ResultSet> Before, ImmutableArray<ResultSet> After) Papers(
        ImmutableArray<ResultSet> before, ImmutableArray<ResultSet> after) =>
        before.Length == 1 ? (before, Only(after, before[0].Paper.Id))
        : after.Length == 1 ? (Only(before, after[0].Paper.Id), after)
        : (before, after);

    private static ImmutableArray<ResultSet> Only(ImmutableArray<ResultSet> sets, string paper) =>
        [.. sets.Where(set => set.Paper.Id == paper)];

    private static ImmutableArray<ResultComparison> Compare(
        ImmutableArray<ResultSet> before, ImmutableArray<ResultSet> after, bool isExact) =>
    [
        .. before.Concat(after).Select(set => set.Paper.Id).Distinct().Select(paper => ResultComparison.Of(
            SetOf(before, paper) ?? Empty(SetOf(after, paper)!), SetOf(after, paper) ?? Empty(SetOf(before, paper)!), isExact)),
    ];

    private static ResultSet? SetOf(ImmutableArray<ResultSet> sets, string paper) => sets.FirstOrDefault(set => set.Paper.Id == paper);

    private static ResultSet Empty(ResultSet like) => new() { Paper = like.Paper, Runs = [], Items = [] };

    private static void Print(CliHost host, string sides, ImmutableArray<Change> changes, string format)
    {
        switch (format)
        {
            case "json":
                host.WriteJson(new { Sides = sides, Changes = changes });
                break;
            case "markdown":
                host.Output.Write(ChangeText.Markdown(changes) + $"\n{MarkdownText.Escape(sides)}\n");
                break;
            default:
                host.Output.Write(ChangeText.Plain(changes) + $"\n{sides}\n");
                break;
        }
    }
}
