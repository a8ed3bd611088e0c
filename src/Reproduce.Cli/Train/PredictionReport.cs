using Reproduce.Cli.Hosting;
using Reproduce.Core.Models;
using Spectre.Console;

namespace Reproduce.Cli.Train;

/// <summary>How long models took beside what a plan predicted.</summary>
internal static class PredictionReport
{
    private const int LeastWidth = 80;

    /// <summary>Prints a row for each kind of model that was trained, and a line for the whole run; nothing where no model was.</summary>
    /// <param name="host">The process.</param>
    /// <param name="plan">The plan, made before the training.</param>
    /// <param name="durations">Time that each model that this run trained took on its thread.</param>
    /// <param name="wallTime">Time that the whole run took.</param>
    public static void Print(CliHost host, TrainingPlan plan, IReadOnlyDictionary<ModelId, TimeSpan> durations, TimeSpan wallTime)
    {
        var trained = plan with { Models = [.. plan.Missing.Where(model => durations.ContainsKey(model.Id))] };
        if (trained.Models.IsEmpty)
        {
            return;
        }

        var table = CliHost.NewTable("kind", ">models", ">predicted", ">actual", ">error");
        foreach (var row in Compare(trained, durations))
        {
            table.AddRow(
                row.Kind,
                $"{row.Models}",
                Words.Duration(row.Predicted / row.Models),
                Words.Duration(row.Actual / row.Models),
                Error(row.Predicted, row.Actual));
        }

        host.Write(table, LeastWidth);
        host.Output.WriteLine(
            "Times are means per model, each on its thread; a resumed model's includes the earlier run. The run: "
            + $"{Words.Duration(trained.WallTime)} predicted, {Words.Duration(wallTime)} taken, {Error(trained.WallTime, wallTime)}.");
    }

    /// <summary>The times of each kind of model, which is its architecture and whether it is a teacher or student.</summary>
    private static IEnumerable<Comparison> Compare(TrainingPlan trained, IReadOnlyDictionary<ModelId, TimeSpan> durations) => trained.Models
        .GroupBy(model => (model.Id.Recipe.Model.Architecture, model.Id.Recipe.Model.IsStudent))
        .Select(group => new Comparison(
            KindOf(group.Key.Architecture, group.Key.IsStudent),
            group.Count(),
            Sum(group.Select(model => model.Predicted)),
            Sum(group.Select(model => durations[model.Id]))));

    private static string KindOf(Architecture architecture, bool isStudent) => $"{architecture} {(isStudent ? "students" : "teachers")}";

    private static TimeSpan Sum(IEnumerable<TimeSpan> times) => times.Aggregate(TimeSpan.Zero, (sum, time) => sum + time);

    private static string Error(TimeSpan predicted, TimeSpan actual) =>
        $"{(predicted / actual) - 1:+0 %;-0 %;0 %}";

    /// <summary>Predicted and actual time of all models of one kind together, each on its thread.</summary>
    private sealed record Comparison(string Kind, int Models, TimeSpan Predicted, TimeSpan Actual);
}
