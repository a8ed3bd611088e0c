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
        // A kind of model is its architecture and whether it is a teacher or a student.
        foreach (var group in trained.Models.GroupBy(model => (model.Id.Recipe.Model.Architecture, model.Id.Recipe.Model.IsStudent)))
        {
            var predicted = TrainingPlan.Sum(group.Select(model => model.Predicted));
            var actual = TrainingPlan.Sum(group.Select(model => durations[model.Id]));
            table.AddRow(
                $"{group.Key.Architecture} {(group.Key.IsStudent ? "students" : "teachers")}",
                $"{group.Count()}",
                Words.Duration(predicted / group.Count()),
                Words.Duration(actual / group.Count()),
                Error(predicted, actual));
        }

        host.Write(table, LeastWidth);
        host.Output.WriteLine(
            "Times are means per model, each on its thread; a resumed model's includes the earlier run. The run: "
            + $"{Words.Duration(trained.WallTime)} predicted, {Words.Duration(wallTime)} taken, {Error(trained.WallTime, wallTime)}.");
    }

    private static string Error(TimeSpan predicted, TimeSpan actual) => $"{(predicted / actual) - 1:+0 %;-0 %;0 %}";
}
