using System.Collections.Immutable;
using NUnit.Framework.Interfaces;
using Reproduce.Results;
using Reproduce.Results.Report;

namespace Reproduce.Testing;

/// <summary>What a test run says at its end: the verdicts of the claims that ran in it, read back from the folder of results.</summary>
internal static class RunSummary
{
    /// <summary>Writes the report and returns what the console shows; does neither where no claim of the paper ran.</summary>
    /// <param name="folder">The folder of results, one subfolder a paper.</param>
    /// <param name="paper">Name of the paper's subfolder.</param>
    /// <param name="result">The outcomes of all that ran.</param>
    /// <param name="start">When the run began: what was recorded before is of an earlier run.</param>
    /// <param name="repository">
    /// The repository in which changed snapshots can be accepted; null on a build server, where none is.
    /// </param>
    public static string Write(string folder, string paper, ITestResult result, DateTimeOffset start, string? repository)
    {
        Fixture[] fixtures = [.. FixturesOf(result).Where(fixture => PaperAttribute.Of(fixture.Type).Id == paper)];
        return fixtures.Length == 0
            ? ""
            : WriteOfPaper(
                Path.Combine(folder, paper), [.. fixtures.Select(fixture => (fixture.Claim.Name, fixture.Data))], start, repository);
    }

    /// <summary>What these fixtures have recorded since the run began.</summary>
    internal static ResultSet Restrict(ResultSet set, IReadOnlyCollection<(string Claim, string Data)> fixtures, DateTimeOffset start) =>
        set with
        {
            Runs = [.. set.Runs.Where(run => run.Origin.At >= start && fixtures.Contains((run.Claim, run.Data)))],
            Items = [.. set.Items.Where(item => item.Origin.At >= start && fixtures.Contains((item.Claim, item.Data)))],
        };

    private static string WriteOfPaper(
        string folder, ImmutableArray<(string Claim, string Data)> fixtures, DateTimeOffset start, string? repository)
    {
        ResultSet set;
        try
        {
            set = ResultFolder.Read(folder);
        }
        catch (ResultException error)
        {
            // A file of an earlier version is no reason for a run to fail that has decided everything.
            return $"The verdicts can't be listed: {error.Message}\n";
        }

        var ran = Restrict(set, fixtures, start);
        var text = ConsoleReport.Render(ran);
        if (text.Length == 0)
        {
            return "";
        }

        var page = WriteReport(set, folder);
        return $"{set.Paper.Title}\n\n{text}{(repository is null ? "" : HowToAccept(ran, repository))}Report: {page}\n";
    }

    /// <summary>The command that accepts what this run has shown as changed or new; empty where nothing was.</summary>
    private static string HowToAccept(ResultSet ran, string repository)
    {
        string[] claims =
        [
            .. ran.Items.Where(item => item.Snapshot is SnapshotState.Differs or SnapshotState.Missing)
                .Select(item => item.Claim).Distinct().Order(StringComparer.Ordinal),
        ];
        return claims.Length == 0
            ? ""
            : $"If what has changed is right, accept all of it: {AcceptCommand.ForClaims(repository, claims)}\n";
    }

    /// <summary>Writes the results and returns the page that they are written to, or why they are not.</summary>
    private static string WriteReport(ResultSet set, string folder)
    {
        try
        {
            return ReportWriter.WriteAsync(set, folder).GetAwaiter().GetResult()[0];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"could not be written: {error.Message}";
        }
    }

    /// <summary>The claims' fixtures of which something ran.</summary>
    private static IEnumerable<Fixture> FixturesOf(ITestResult result) =>
        Fixture.Of(result.Test) is { } fixture ? [fixture]
        : result.HasChildren ? result.Children.SelectMany(FixturesOf)
        : [];
}
