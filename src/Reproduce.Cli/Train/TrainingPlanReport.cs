using Reproduce.Cli.Hosting;
using Reproduce.Results.Report;
using Spectre.Console;

namespace Reproduce.Cli.Train;

/// <summary>A plan for people and for scripts.</summary>
internal static class TrainingPlanReport
{
    private const int LeastWidth = 90;

    /// <summary>Prints a table with a row for each flavour and temperature: its seeds cost the same.</summary>
    public static void Print(CliHost host, TrainingPlan plan)
    {
        host.Output.WriteLine($"{plan.Data}, profile {plan.Profile}: {plan.Samples} training samples");
        var table = CliHost.NewTable("model", ">T", ">seeds", ">stored", ">epochs", ">parameters", ">memory", ">work", ">time");
        foreach (var group in plan.Models.GroupBy(model => model.Id.Recipe))
        {
            var recipe = group.Key;
            table.AddRow(
                recipe.Model.ToString(),
                $"{recipe.DistillationTemperature}",
                Words.Numbers([.. group.Select(model => model.Id.Seed)]),
                $"{group.Count(model => model.IsStored)} of {group.Count()}",
                $"{recipe.Epochs}",
                $"{group.First().Parameters}",
                group.First().Memory is { } memory ? Words.Size(memory.Total) : "-",
                $"{group.Where(model => !model.IsStored).Sum(model => model.Multiplications):0.0e+0}",
                group.All(model => model.IsStored) ? "-" : Words.Duration(TrainingPlan.Sum(group.Select(model => model.Predicted))));
        }

        host.Write(table, LeastWidth);
        if (plan.Models.Any(model => model.Memory is not null))
        {
            host.Output.WriteLine(
                "Memory of one training, by arithmetic: all images as bytes, and the weights and a batch's outputs with their gradients.");
        }

        host.Output.WriteLine("Work (multiplications of forward passes) and predicted time on one thread are those of the missing models.");
        host.Output.WriteLine(Total(plan));
    }

    /// <summary>Every model with its size, work and predicted time.</summary>
    public static object ForScripts(TrainingPlan plan) => new
    {
        plan.Data,
        plan.Profile,
        plan.Store,
        plan.Samples,
        plan.Threads,
        ModelCount = plan.Models.Length,
        MissingCount = plan.Missing.Length,
        PredictedThreadSeconds = plan.ThreadTime.TotalSeconds,
        PredictedWallSeconds = plan.WallTime.TotalSeconds,
        Models = plan.Models.Select(model => new
        {
            Model = model.Id.Recipe.Model.ToString(),
            Temperature = model.Id.Recipe.DistillationTemperature,
            model.Id.Seed,
            InStore = model.IsStored,
            model.Id.Recipe.Epochs,
            model.Parameters,
            model.Multiplications,
            MemoryBytes = model.Memory?.Total,
            PredictedSeconds = model.IsStored ? (double?)null : model.Predicted.TotalSeconds,
        }),
    };

    private static string Total(TrainingPlan plan)
    {
        var stored = plan.Models.Length - plan.Missing.Length;
        var there = $"{stored} of {ReportWords.Count(plan.Models.Length, "model")} in the store '{plan.Store}'.";
        return plan.Missing.Length == 0
            ? there + " There is nothing to train."
            : $"{there} To be trained: {ReportWords.Count(plan.Missing.Length, "model")}, about {Words.Duration(plan.ThreadTime)} of one "
                + $"thread, {Words.Duration(plan.WallTime)} on {ReportWords.Count(plan.Threads, "thread")}.";
    }
}
