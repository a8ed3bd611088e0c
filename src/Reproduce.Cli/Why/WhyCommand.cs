using System.Collections.Immutable;
using System.CommandLine;
using System.Runtime.InteropServices;
using Reproduce.Cli.Hosting;
using Reproduce.Cli.Results;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;
using Reproduce.Results;
using Reproduce.Results.Report;

namespace Reproduce.Cli.Why;

/// <summary><c>reproduce why</c>.</summary>
internal static class WhyCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var claim = new Argument<string>("claim") { Description = "A claim's name, as `reproduce claims` lists it." };
        var json = new Option<bool>("--json") { Description = "Print it as JSON, for scripts." };
        return new DocumentedCommand(
            "why",
            "Says which inputs of a claim (recipe, data, code, backend) differ from those of its last result, and so what its next run "
                + "would train or measure anew. Runs nothing. "
                + "What the claim itself defines, such as its choice of test images, is not compared.",
            new Example("reproduce why Robustness", "a line for each input that differs"))
        {
            claim,
            json,
        }.SetRun(host, (result, cancellation) =>
        {
            var name = result.GetRequiredValue(claim);
            var store = host.OpenStore().Inventory;
            var answers = AnswersFor(host, name, store, cancellation);
            return host.Show(
                result.GetValue(json),
                new { Claim = name, store.Folder, Results = answers },
                () => Print(host, name, store.Folder, answers));
        });
    }

    private static ImmutableArray<Answer> AnswersFor(CliHost host, string claim, StoreInventory store, CancellationToken cancellation)
    {
        var sets = ResultFolder.SetsIn(ResultLocation.Results(host)).Select(ResultFolder.Read);
        var results = (from set in sets
                       from run in set.Runs
                       where run.Claim == claim
                       let items = set.ItemsOf(run).ToList()
                       where items.Exists(item => !item.Sources.IsEmpty)
                       select (Run: run, Items: items)).ToList();
        if (results.Count == 0)
        {
            throw new CommandFailedException(
                $"There is no result of a claim '{claim}' here that says which models it was computed from: run it, by "
                + $"`{TestCommand.For($"Claim={claim}")}`.");
        }

        var entries = store.Enumerate().ToDictionary(entry => entry.Path);
        return [.. results.Select(result => AnswerFor(result.Run, result.Items))];

        Answer AnswerFor(ClaimRun run, List<ResultItem> items)
        {
            var now = CurrentInputs.Of(host, run, Behaviour.Current);
            return new(
                run.Data,
                run.Origin.At,
                InputComparison.Of(items.SelectMany(item => item.Sources), now, HeaderOf),
                [.. BesideTheKeys(items.MaxBy(item => item.Origin.At)!.Origin)],
                now.NotCompared);
        }

        ArtifactHeader? HeaderOf(string hash)
        {
            cancellation.ThrowIfCancellationRequested();
            return ArtifactKey.IsHash(hash) && entries.TryGetValue(store.PathOf(hash), out var entry) ? Sound(entry) : null;
        }

        ArtifactHeader? Sound(StoreEntry entry)
        {
            try
            {
                return store.ReadHeader(entry);
            }
            catch (InvalidDataException)
            {
                // Damaged, it would be made anew.
                return null;
            }
        }
    }

    /// <summary>What differs, and is in no key: it decides nothing unless the code computes other bits by it.</summary>
    private static IEnumerable<InputChange> BesideTheKeys(RunOrigin was)
    {
        InputChange[] inputs =
        [
            new("commit", was.Commit, BuildStamp.Current.Commit),
            new("runtime", was.Runtime, RuntimeInformation.FrameworkDescription),
        ];
        return inputs.Where(input => input.Was != input.Is);
    }

    private static void Print(CliHost host, string claim, string folder, ImmutableArray<Answer> answers)
    {
        foreach (var (data, at, comparison, beside, notCompared) in answers)
        {
            var anew = comparison.Trained + comparison.Measured;
            host.Output.WriteLine(anew == 0
                ? $"{claim} on {data}: nothing differs from the result of {ReportWords.Moment(at)}: all {comparison.Stored} models and "
                    + $"measurements are taken from the store '{folder}'."
                : $"{claim} on {data}, since the result of {ReportWords.Moment(at)}:");
            foreach (var change in comparison.Changes)
            {
                host.Output.WriteLine($"  {change.Input}: was {change.Was}, is {change.Is}");
            }

            if (comparison.Missing > 0)
            {
                host.Output.WriteLine($"  {comparison.Missing} models and measurements: were in the store, are missing or damaged");
            }

            if (anew > 0)
            {
                host.Output.WriteLine(
                    $"  {ReportWords.Count(comparison.Trained, "model")} would be trained and "
                    + $"{ReportWords.Count(comparison.Measured, "measurement")} made anew, {comparison.Stored} taken from the store "
                    + $"'{folder}'.");
            }

            foreach (var change in beside)
            {
                host.Output.WriteLine($"  {change.Input}: was {change.Was}, is {change.Is} (in no key: nothing is made anew for it alone)");
            }

            foreach (var sentence in notCompared)
            {
                host.Output.WriteLine($"  {sentence}");
            }
        }
    }

    /// <param name="Data">The data.</param>
    /// <param name="ResultAt">When the last run began or ended.</param>
    /// <param name="Inputs">What differs, and what follows.</param>
    /// <param name="BesideTheKeys">What differs and has no effect by itself.</param>
    /// <param name="NotCompared">What could not be compared, and why.</param>
    private sealed record Answer(
        string Data,
        DateTimeOffset ResultAt,
        InputComparison Inputs,
        ImmutableArray<InputChange> BesideTheKeys,
        ImmutableArray<string> NotCompared);
}
