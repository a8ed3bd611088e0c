using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Experiments;
using Reproduce.Core.Files;
using Reproduce.Results;

namespace Reproduce.Cli.Results;

/// <summary><c>reproduce replicate</c>.</summary>
internal static partial class ReplicateCommand
{
    private const string Recorded = "recorded";
    private const string NowFolder = "now";

    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var recorded = new Argument<string>("result") { Description = "What was found: a folder of results, or a report.json." };
        var claims = new Argument<string[]>("claims")
        {
            Description = "Names of claims; by default all that have results there.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var exact = new Option<bool>("--exact") { Description = "Count every change of a number, as `reproduce compare --exact` does." };
        return new DocumentedCommand(
            "replicate",
            "Runs the claims of recorded results again with the code that is here, on the same data and in the same profile, and compares "
                + "what they find now. Exit codes as of `reproduce compare`.",
            new Example("reproduce replicate results/imported/hardened HardenedBoundaries", "a claim of somebody else's results"))
        {
            recorded,
            claims,
            exact,
        }.SetRun(
            host,
            (result, cancellation) => RunAsync(
                host,
                Path.GetFullPath(result.GetRequiredValue(recorded), host.CurrentFolder),
                [.. (result.GetValue(claims) ?? []).Distinct()],
                result.GetValue(exact),
                cancellation),
            "Interrupted. What was trained by then is kept: run the same command again.");
    }

    private static async Task<int> RunAsync(CliHost host, string path, string[] claims, bool isExact, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("reproduce-replicate-").FullName;
        var left = folder;
        try
        {
            var sets = Choose(ResultLocation.ReadAll(path), path, claims);
            await Replicate(host, sets, folder, cancellation);
            var (was, now) = (Path.Combine(folder, Recorded), Path.Combine(folder, NowFolder));
            var exitCode = await CompareCommand.RunAsync(host, was, now, isExact);
            left = was;
            host.Output.WriteLine($"What was found now is in '{now}'.");
            return exitCode;
        }
        catch (Exception error) when (error
            is CommandFailedException
            or ResultException
            or IOException
            or UnauthorizedAccessException)
        {
            // As of compare, exit code 1 means that something has changed.
            host.Error.WriteLine(error.Message);
            return ExitCode.BadCommandLine;
        }
        finally
        {
            FileErrors.TryRemoveAll(left);
        }
    }

    /// <summary>The sets with those runs and results alone that are to be replicated.</summary>
    private static ImmutableArray<ResultSet> Choose(ImmutableArray<ResultSet> sets, string path, string[] claims)
    {
        ImmutableArray<ResultSet> chosen =
        [
            .. from set in sets
               let runs = set.Runs
                   .Where(run => (claims.Length == 0 || claims.Contains(run.Claim)) && set.ItemsOf(run).Any())
                   .ToImmutableArray()
               where !runs.IsEmpty
               select set with { Runs = runs, Items = [.. runs.SelectMany(set.ItemsOf)] },
        ];
        var unknown = claims.Except(chosen.SelectMany(set => set.Runs).Select(run => run.Claim)).ToList();
        return unknown.Count > 0 || chosen.IsEmpty
            ? throw new CommandFailedException(
                $"'{path}' holds no results to replicate of "
                + $"{(unknown.Count == 0 ? "any claim" : string.Join(", ", unknown.Select(name => $"'{name}'")))}.")
            : chosen;
    }

    private static async Task Replicate(CliHost host, ImmutableArray<ResultSet> sets, string folder, CancellationToken cancellation)
    {
        var root = host.Repository ?? throw host.NoRepository("change to it");
        Copy(sets, Path.Combine(folder, Recorded));
        var now = Path.Combine(folder, NowFolder);
        var profiles = sets.SelectMany(set => set.Runs.SelectMany(set.ItemsOf)).ToLookup(item => item.Origin.Profile);
        foreach (var profile in profiles)
        {
            var filter = string.Join('|', profile.Select(item => FixtureOf(item.Filter)).Distinct().Order(StringComparer.Ordinal));
            var start = new ProcessStartInfo("dotnet", ["test", "--filter", TestCommand.Escape(filter)]) { WorkingDirectory = root };
            start.Environment[ResultFolder.EnvironmentVariable] = now;
            start.Environment[Profile.EnvironmentVariable] = profile.Key;
            // Failing tests are no failure of this: how their results differ is what is asked for.
            await host.RunProcess(start, cancellation);
        }

        RequireResults(sets, ResultFolder.SetsIn(now).Select(ResultFolder.Read).ToDictionary(set => set.Paper.Id));
    }

    /// <summary>Writes sets as they were read: folders with their pictures, or a report's file, which has none.</summary>
    private static void Copy(ImmutableArray<ResultSet> sets, string path)
    {
        if (sets is [{ Folder: null } report])
        {
            AtomicFile.WriteText(path, ResultJson.Serialize(report));
            return;
        }

        foreach (var set in sets)
        {
            var folder = Path.Combine(path, set.Paper.Id);
            ResultFolder.Write(folder, set.Paper);
            foreach (var run in set.Runs)
            {
                ResultFolder.Write(folder, run);
            }

            foreach (var item in set.Items)
            {
                ResultFolder.Write(folder, item, PictureOf(set, item.Figure?.Own), PictureOf(set, item.Figure?.Difference));
            }
        }
    }

    private static byte[]? PictureOf(ResultSet set, PictureFile? picture) => picture is null ? null : set.PictureOf(picture);

    private static void RequireResults(ImmutableArray<ResultSet> recorded, Dictionary<string, ResultSet> now)
    {
        foreach (var (set, was) in recorded.SelectMany(set => set.Runs.Select(run => (set, run))))
        {
            var run = now.GetValueOrDefault(set.Paper.Id)?.Runs.FirstOrDefault(run => run.Claim == was.Claim && run.Data == was.Data);
            if (run is null or { State: ClaimState.NotRun })
            {
                throw new CommandFailedException(
                    $"{was.Claim} on {was.Data} can't be replicated: " + (run is null
                        ? "today's tests left no result of it; they failed to build (see above), have no such claim, or ran on another "
                            + "device."
                        : $"{run.Reason}"));
            }
        }
    }

    /// <summary>The filter of all tests of a test's fixture; that of the test where its form is not known.</summary>
    private static string FixtureOf(string filter) => Test().Match(filter) is { Success: true } match
        ? $"FullyQualifiedName~{match.Groups["fixture"].Value}."
        : filter;

    [GeneratedRegex(@"^FullyQualifiedName=(?<fixture>[\w.+]+(\\\(.*?\\\))?)\.\w+(\\\(.*)?\z")]
    private static partial Regex Test();
}
