using System.Collections.Immutable;
using System.CommandLine;
using Reproduce.Cli.Hosting;
using Reproduce.Results;
using Reproduce.Results.Report;

namespace Reproduce.Cli.Results;

/// <summary><c>reproduce report</c>.</summary>
internal static class ReportCommand
{
    private const string Pages = "pages";
    private const string Rescience = "rescience";

    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var results = new Argument<string?>("results")
        {
            Description = "A folder of results, or a report.json; by default what the last runs left in the repository.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var output = new Option<string?>("--output", "-o") { Description = "The folder to write to; by default beside the results." };
        output.RequireName();
        var format = new Option<string>("--format")
        {
            Description = $"{Pages}: report.html, .md and .json; {Rescience}: an article with the sections of the ML Reproducibility "
                + "Challenge's template.",
            DefaultValueFactory = _ => Pages,
        };
        format.AcceptOnlyFromAmong(Pages, Rescience);
        var json = new Option<bool>("--json") { Description = "Print the files' paths as JSON, for scripts." };
        return new DocumentedCommand(
            "report",
            "Writes what the last runs found as one HTML page, as Markdown and as JSON. Runs nothing.",
            new Example("reproduce report", "results/<paper>/report.html, .md and .json"),
            new Example("reproduce report artifacts/results --output site", "of results from elsewhere"),
            new Example("reproduce report --format rescience", "results/<paper>/rescience.md, an article to be completed"))
        {
            results,
            output,
            format,
            json,
        }.SetRun(host, async (result, _) =>
        {
            var path = result.GetValue(results) is { } named ? Path.GetFullPath(named, host.CurrentFolder) : ResultLocation.Results(host);
            var sets = ResultLocation.ReadAll(path);
            var reports = new List<Report>();
            foreach (var set in sets)
            {
                var folder = FolderOf(host, set, path, result.GetValue(output), isOnlyOne: sets.Length == 1);
                reports.Add(new(
                    set.Paper.Title,
                    result.GetValue(format) == Rescience
                        ? [ReportWriter.WriteRescience(set, folder)]
                        : await ReportWriter.WriteAsync(set, folder)));
            }

            return host.Show(result.GetValue(json), new { Reports = reports }, () => Print(host, reports));
        });
    }

    private static string FolderOf(CliHost host, ResultSet set, string path, string? output, bool isOnlyOne) => output is null
        ? set.Folder ?? Path.GetDirectoryName(path)!
        : isOnlyOne ? Path.GetFullPath(output, host.CurrentFolder)
        : Path.Combine(Path.GetFullPath(output, host.CurrentFolder), set.Paper.Id);

    private static void Print(CliHost host, List<Report> reports)
    {
        foreach (var report in reports)
        {
            host.Output.WriteLine(report.Paper);
            foreach (var file in report.Files)
            {
                host.Output.WriteLine($"  {file}");
            }
        }
    }

    private sealed record Report(string Paper, ImmutableArray<string> Files);
}
