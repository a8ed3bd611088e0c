using System.Collections.Immutable;
using Reproduce.Core.Models;

namespace Reproduce.Cli.Train;

/// <summary>Which models a training needs, which of them are there, and what the others cost.</summary>
/// <param name="Data">The data set's name.</param>
/// <param name="Profile">The profile's name.</param>
/// <param name="Store">The store's folder.</param>
/// <param name="Samples">Training samples.</param>
/// <param name="Threads">Models that are trained side by side.</param>
/// <param name="Models">The models, teachers before their students.</param>
internal sealed record TrainingPlan(
    string Data, string Profile, string Store, int Samples, int Threads, ImmutableArray<PlannedModel> Models)
{
    /// <summary>The models that have to be trained.</summary>
    public ImmutableArray<PlannedModel> Missing => [.. Models.Where(model => !model.IsStored)];

    /// <summary>Time on one thread for all that is missing.</summary>
    public TimeSpan ThreadTime => Sum(Missing);

    /// <summary>Time until all that is missing is there: students wait for the last teacher.</summary>
    public TimeSpan WallTime => TimeOf(students: false) + TimeOf(students: true);

    /// <summary>Plans the training of models and of their teachers; measures the speed where something is missing.</summary>
    /// <param name="set">The training set.</param>
    /// <param name="ids">The models.</param>
    /// <param name="profile">The profile's name.</param>
    /// <param name="store">The store's folder.</param>
    /// <param name="threads">Models side by side, at least 1.</param>
    /// <param name="cancellation">Stops measuring.</param>
    public static TrainingPlan Of(
        ITrainingSet set, IEnumerable<ModelId> ids, string profile, string store, int threads, CancellationToken cancellation)
    {
        var all = ids.SelectMany(id => id.Teacher is { } teacher ? new[] { teacher, id } : [id]).Distinct()
            .Select(id => (Id: id, IsStored: set.IsStored(id)))
            .ToArray();
        var secondsPerSample = all
            .Where(model => !model.IsStored)
            .GroupBy(model => model.Id.Recipe.Network)
            .ToDictionary(group => group.Key, group => set.SecondsPerSample(AsTeacher(group.First().Id.Recipe), threads, cancellation));
        return new(set.Title, profile, store, set.SampleCount, threads, [.. all.Select(model => Plan(model.Id, model.IsStored))]);

        PlannedModel Plan(ModelId id, bool isStored)
        {
            var (network, samples) = (id.Recipe.Network, (double)id.Recipe.Epochs * set.SampleCount);
            return new(
                id,
                isStored,
                set.ParametersOf(network),
                samples * set.MultiplicationsOf(network),
                isStored ? TimeSpan.Zero : TimeSpan.FromSeconds(secondsPerSample[network] * samples));
        }
    }

    /// <summary>Time of models that are started one after the other, the longest first, on whichever thread is free.</summary>
    internal static TimeSpan TimeSideBySide(IEnumerable<TimeSpan> durations, int threads)
    {
        var busyUntil = new TimeSpan[threads];
        foreach (var duration in durations.OrderDescending())
        {
            busyUntil[busyUntil.IndexOf(busyUntil.Min())] += duration;
        }

        return busyUntil.Max();
    }

    private static TimeSpan Sum(IEnumerable<PlannedModel> models) => models.Aggregate(TimeSpan.Zero, (sum, model) => sum + model.Predicted);

    /// <summary>A student's network takes as long as a teacher's of its size, and a teacher needs nobody to be trained before.</summary>
    private static Recipe AsTeacher(Recipe recipe) =>
        recipe with { Model = ModelName.OfTeacher(recipe.Model.Architecture, recipe.Model.Temperature) };

    private TimeSpan TimeOf(bool students) => TimeSideBySide(
        Missing.Where(model => model.Id.Recipe.Model.IsStudent == students).Select(model => model.Predicted), Threads);
}

/// <summary>A model of a plan.</summary>
/// <param name="Id">Which model.</param>
/// <param name="IsStored">Whether it is in the store already.</param>
/// <param name="Parameters">Trained numbers.</param>
/// <param name="Multiplications">Multiplications of all forward passes of its training, about a third of all.</param>
/// <param name="Predicted">Time on one thread; zero where it is in the store.</param>
internal sealed record PlannedModel(ModelId Id, bool IsStored, int Parameters, double Multiplications, TimeSpan Predicted);
