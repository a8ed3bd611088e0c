using System.CommandLine;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Probes;
using Reproduce.Results.Report;

namespace Reproduce.Cli.Cache;

/// <summary><c>reproduce cache prune</c>.</summary>
internal static class CachePruneCommand
{
    private static readonly string[] Ages = ["7d", "30d", "90d", "365d"];

    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var older = CreateOlderThan();
        var damaged = new Option<bool>("--damaged")
        {
            Description = "What is damaged or was set aside as such, and what killed processes left unfinished; every file is read.",
        };
        var unused = new Option<bool>("--unused")
        {
            Description = "What another version of the training, attack or attribution code made, which this one does not look for.",
        };
        var all = new Option<bool>("--all") { Description = "Everything." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Delete nothing, but say what would be deleted." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask; needed where nobody can answer." };
        var command = new DocumentedCommand(
            "prune",
            "Deletes stored models and measurements. What is needed again is trained again. "
            + "Several rules together delete what any of them names.",
            new Example("reproduce cache prune --older-than 30d", "what has not been used for a month"),
            new Example("reproduce cache prune --unused --damaged --dry-run", "says what the two rules would delete"),
            new Example("reproduce cache prune --all --yes", "empties the store without asking"))
        {
            older,
            damaged,
            unused,
            all,
            dryRun,
            yes,
        };
        RequireOne(command, older, damaged, unused, all);
        command.SetRun(
            host,
            (result, cancellation) => RunAsync(
                host,
                new(result.GetValue(older), result.GetValue(damaged), result.GetValue(unused), result.GetValue(all), Behaviour.Current),
                result.GetValue(dryRun),
                result.GetValue(yes),
                cancellation),
            "Interrupted. What had been deleted by then is gone.");
        return command;
    }

    /// <summary>Reads an age in whole days.</summary>
    /// <returns>The age, or null for another text.</returns>
    internal static TimeSpan? ParseAge(string text) =>
        text.Length is >= 2 and <= 6 && text[^1] == 'd' && text.AsSpan(0, text.Length - 1).IndexOfAnyExceptInRange('0', '9') < 0
            ? TimeSpan.FromDays(int.Parse(text.AsSpan(0, text.Length - 1), System.Globalization.CultureInfo.InvariantCulture))
            : null;

    private static void RequireOne(Command command, params Option[] rules) => command.Validators.Add(result =>
    {
        if (!rules.Any(rule => result.GetResult(rule) is not null))
        {
            result.AddError("prune deletes nothing unless it is told what: --older-than, --damaged, --unused or --all.");
        }
    });

    private static Option<TimeSpan?> CreateOlderThan()
    {
        var option = new Option<TimeSpan?>("--older-than")
        {
            Description = "What was last used longer ago than so many days, such as 30d.",
            HelpName = "days",
            CustomParser = result =>
            {
                var text = result.Tokens is [var token] ? token.Value : "";
                var age = ParseAge(text);
                if (age is null)
                {
                    result.AddError($"--older-than is '{text}'; expected days with a d behind, such as 30d.");
                }

                return age;
            },
        };
        option.CompletionSources.Add(Ages);
        return option;
    }

    private static Task<int> RunAsync(CliHost host, PruneRules rules, bool dryRun, bool yes, CancellationToken cancellation)
    {
        var store = host.OpenStore().Inventory;
        var plan = PrunePlan.Of(store, rules, host.Clock.GetUtcNow(), cancellation);
        if (!dryRun)
        {
            store.RemoveDeadLeases();
        }

        return DeleteAsync(host, store.Folder, plan, dryRun, yes, cancellation);
    }

    private static async Task<int> DeleteAsync(
        CliHost host, string folder, PrunePlan plan, bool dryRun, bool yes, CancellationToken cancellation)
    {
        if (plan.Files.IsEmpty)
        {
            host.Output.WriteLine($"Nothing in the store '{folder}' is to be deleted by these rules.");
            return ExitCode.Done;
        }

        foreach (var (reason, count, bytes) in plan.Reasons)
        {
            host.Output.WriteLine($"{reason}: {ReportWords.Count(count, "file")}, {Words.Size(bytes)}");
        }

        var files = $"{ReportWords.Count(plan.Files.Length, "file")}, {Words.Size(plan.Bytes)},";
        if (dryRun)
        {
            host.Output.WriteLine($"{files} would be deleted from '{folder}'.");
            return ExitCode.Done;
        }

        if (!yes && !await AskAsync(host, $"Delete {files} from '{folder}'?", cancellation))
        {
            host.Error.WriteLine("Nothing was deleted.");
            return ExitCode.Failed;
        }

        if (plan.Delete(cancellation) is { Count: > 0 } failures)
        {
            host.Error.WriteLine(string.Join(host.Error.NewLine, failures));
            host.Error.WriteLine($"{ReportWords.Count(failures.Count, "file")} of {plan.Files.Length} could not be deleted.");
            return ExitCode.Failed;
        }

        host.Output.WriteLine($"{files} deleted from '{folder}'.");
        return ExitCode.Done;
    }

    private static Task<bool> AskAsync(CliHost host, string question, CancellationToken cancellation) => host.Confirm is { } confirm
        ? confirm(question, cancellation)
        : throw new CommandFailedException(
            "Nothing was deleted: there is no terminal to ask on. Pass --yes to delete without being asked.");
}
