using System.Collections.Immutable;
using System.Globalization;
using Reproduce.Cli.Hosting;
using Reproduce.Cli.Train;
using Reproduce.Core.Models;
using Reproduce.Core.Store;

namespace Reproduce.Cli.Submit;

/// <summary>The tasks of an experiment: models, then the attacks on them, then claims, then the report.</summary>
internal static class TaskGraph
{
    // What the attacks on one image cost, in training steps of one image: 90 to 500 were measured.
    private const double StepsToAttack = 500;

    // Claims also measure attributions and more. All of it was seen to take less time than the attacks on all models.
    private static readonly TimeSpan LeastForClaim = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan ForReport = TimeSpan.FromMinutes(5);

    /// <summary>The tasks that train the missing models of a plan: one a model, or one a recipe with all its seeds.</summary>
    /// <param name="request">What the command line asks for.</param>
    /// <param name="plan">The plan, with times.</param>
    /// <param name="keyOf">A model's key.</param>
    /// <param name="seedsTogether">
    /// Whether the seeds of a recipe are trained by one task, as is right where a model takes milliseconds.
    /// </param>
    public static ImmutableArray<SubmittedTask> Trainings(
        ModelRequest request, TrainingPlan plan, Func<ModelId, ArtifactKey> keyOf, bool seedsTogether)
    {
        var groups = plan.Missing
            .OrderBy(model => model.Id.Recipe.Model.IsStudent)
            .GroupBy(model => (model.Id.Recipe, Seed: seedsTogether ? 0 : model.Id.Seed))
            .ToList();
        var taskOf = groups
            .SelectMany(group => group.Select(model => (model.Id, Group: group)))
            .ToDictionary(item => item.Id, item => NameOf("train", [.. item.Group.Select(model => model.Id)], seedsTogether));
        return
        [
            .. groups.Select(group => new SubmittedTask(
                taskOf[group.First().Id],
                TaskKind.Train,
                GroupOf(group.Key.Recipe.Model),
                ["train", .. ArgumentsOf(request, [.. group.Select(model => model.Id)], seedsTogether), "--threads", "1"],
                // One task trains the missing teachers of all seeds; a stored teacher has no task.
                group.Select(model => model.Id.Teacher).OfType<ModelId>().Select(teacher => taskOf.GetValueOrDefault(teacher))
                    .FirstOrDefault(task => task is not null),
                [.. group.Select(model => keyOf(model.Id).Hash)],
                group.Sum(model => model.Predicted.TotalSeconds),
                group.Max(model => model.Memory?.Total ?? 0))),
        ];
    }

    /// <summary>The tasks that attack models, one a model whose outcome is missing.</summary>
    /// <param name="request">What the command line asks for.</param>
    /// <param name="models">The models.</param>
    /// <param name="trainings">The tasks that train those of them that are missing.</param>
    /// <param name="keyOf">A model's key.</param>
    /// <param name="measurementOf">The key of the attacks' outcome by the model's.</param>
    /// <param name="isStored">Whether an artifact is stored.</param>
    /// <param name="secondsPerImage">How long one training step of one image takes.</param>
    /// <param name="images">Images that are attacked.</param>
    public static ImmutableArray<SubmittedTask> Measurements(
        ModelRequest request,
        ImmutableArray<PlannedModel> models,
        ImmutableArray<SubmittedTask> trainings,
        Func<ModelId, ArtifactKey> keyOf,
        Func<ArtifactKey, ArtifactKey> measurementOf,
        Func<ArtifactKey, bool> isStored,
        Func<Recipe, double> secondsPerImage,
        int images)
    {
        var trainingOf = trainings
            .SelectMany(task => task.Makes.Select(hash => (hash, task)))
            .ToDictionary(pair => pair.hash, pair => pair.task);
        return
        [
            .. from model in models
               let key = keyOf(model.Id)
               let measurement = measurementOf(key)
               where !isStored(measurement)
               select new SubmittedTask(
                   NameOf("attack", [model.Id], seedsTogether: false),
                   TaskKind.Measure,
                   $"attacks-on-{GroupOf(model.Id.Recipe.Model)}",
                   ["measure", .. ArgumentsOf(request, [model.Id], seedsTogether: false), "--threads", "1"],
                   trainingOf.GetValueOrDefault(key.Hash)?.Name,
                   [measurement.Hash],
                   secondsPerImage(model.Id.Recipe) * StepsToAttack * images,
                   model.Memory?.Total ?? 0),
        ];
    }

    /// <summary>The tasks that run claims on a data set, and one for the report.</summary>
    /// <param name="claims">The claims' names.</param>
    /// <param name="filter">The filter of the tests on the data set; empty for all of a claim's.</param>
    /// <param name="measuring">What the attacks on all models are predicted to take.</param>
    /// <param name="memory">What one training takes at most, in bytes.</param>
    public static IEnumerable<SubmittedTask> Claims(IReadOnlyList<string> claims, string filter, TimeSpan measuring, long memory)
    {
        foreach (var claim in claims)
        {
            yield return new(
                $"claim {claim}",
                TaskKind.Claim,
                "claims",
                ["test", "--no-build", "--filter", $"Claim={claim}{filter}"],
                After: null,
                [],
                Math.Max(LeastForClaim.TotalSeconds, measuring.TotalSeconds),
                memory);
        }

        if (claims.Count > 0)
        {
            yield return new("report", TaskKind.Report, "report", ["report"], After: null, [], ForReport.TotalSeconds, 0);
        }
    }

    /// <summary>
    /// Models that differ in temperature and seed alone need the same resources; so do the students of one kind of teacher.
    /// </summary>
    private static string GroupOf(ModelName model) => model.Teacher is { } teacher
        ? $"students-{model.ToString().Split("_from_")[0]}-of-{teacher.Architecture}-teachers"
        : $"teachers-{model.Architecture}";

    private static string NameOf(string verb, ImmutableArray<ModelId> ids, bool seedsTogether)
    {
        var recipe = ids[0].Recipe;
        var temperature = seedsTogether ? $", T = {recipe.DistillationTemperature.ToString(CultureInfo.InvariantCulture)}" : "";
        return $"{verb} {recipe.Model}{temperature}, seed{(ids.Length == 1 ? "" : "s")} {Words.Numbers([.. ids.Select(id => id.Seed)])}";
    }

    private static IEnumerable<string> ArgumentsOf(ModelRequest request, ImmutableArray<ModelId> ids, bool seedsTogether)
    {
        var recipe = ids[0].Recipe;
        string[] temperature = ["--temperature", recipe.DistillationTemperature.ToString(CultureInfo.InvariantCulture)];
        string[] epochs = ["--epochs", recipe.Epochs.ToString(CultureInfo.InvariantCulture)];
        return
        [
            request.Data,
            "--model",
            $"{recipe.Model}",
            .. seedsTogether ? temperature : [],
            .. ids.SelectMany(id => new[] { "--seed", id.Seed.ToString(CultureInfo.InvariantCulture) }),
            .. request.Epochs is null ? [] : epochs,
        ];
    }
}
