using System.Collections.Immutable;
using Reproduce.Core.Models;
using Reproduce.Core.Training;

namespace Reproduce.Cli.Train;

/// <summary>Which models a training needs, which of them are stored, and what the others cost.</summary>
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
    public TimeSpan ThreadTime => Sum(Missing.Select(model => model.Predicted));

    /// <summary>Time until all that is missing is trained: students wait for the last teacher.</summary>
    public TimeSpan WallTime => TimeOf(students: false) + TimeOf(students: true);

    /// <summary>The plan without times.</summary>
    /// <param name="set">The training set.</param>
    /// <param name="ids">The models; teachers of students need not be named.</param>
    /// <param name="isStored">Whether a model is in the store.</param>
    /// <param name="profile">The profile's name.</param>
    /// <param name="store">The store's folder.</param>
    /// <param name="threads">Models side by side, at least 1.</param>
    public static TrainingPlan Of<TNetwork>(
        TrainingSet<TNetwork> set, IEnumerable<ModelId> ids, Func<ModelId, bool> isStored, string profile, string store, int threads)
        where TNetwork : class
    {
        var all = ids.SelectMany(id => id.Teacher is { } teacher ? new[] { teacher, id } : [id]).Distinct();
        return new(set.Title, profile, store, set.SampleCount, threads, [.. all.Select(Plan)]);

        PlannedModel Plan(ModelId id)
        {
            var size = set.SizeOf(id.Recipe);
            return new(
                id,
                isStored(id),
                size.Parameters,
                size.Multiplications * id.Recipe.Epochs * set.SampleCount,
                size.Memory,
                TimeSpan.Zero);
        }
    }

    /// <summary>The plan with the times of the missing models, for which the speed of each kind of network is measured.</summary>
    /// <param name="set">The training set.</param>
    /// <param name="cancellation">Stops measuring.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public TrainingPlan WithTimes<TNetwork>(TrainingSet<TNetwork> set, CancellationToken cancellation)
        where TNetwork : class
    {
        var sideBySide = Math.Min(Threads, Missing.Length);
        var secondsPerSample = Missing
            .GroupBy(model => model.Id.Recipe.Network, model => model.Id.Recipe)
            .ToDictionary(group => group.Key, group => set.SecondsPerSample(AsTeacher(group.First()), sideBySide, cancellation));
        return this with
        {
            Models = [.. Models.Select(model => model.IsStored ? model : model with { Predicted = TimeOf(model.Id.Recipe) })],
        };

        TimeSpan TimeOf(Recipe recipe) => TimeSpan.FromSeconds(secondsPerSample[recipe.Network] * recipe.Epochs * Samples);
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

    /// <summary>The times together.</summary>
    internal static TimeSpan Sum(IEnumerable<TimeSpan> times) => times.Aggregate(TimeSpan.Zero, (sum, time) => sum + time);

    /// <summary>A student's network takes as long as a teacher's of its size, which needs no soft labels.</summary>
    internal static Recipe AsTeacher(Recipe recipe) =>
        recipe with { Model = ModelName.OfTeacher(recipe.Model.Architecture, recipe.Model.Temperature) };

    private TimeSpan TimeOf(bool students) => TimeSideBySide(
        Missing.Where(model => model.Id.Recipe.Model.IsStudent == students).Select(model => model.Predicted), Threads);
}

/// <summary>A model of a plan.</summary>
/// <param name="Id">Which model.</param>
/// <param name="IsStored">Whether it is in the store already.</param>
/// <param name="Parameters">Trained numbers.</param>
/// <param name="Multiplications">Multiplications of all forward passes of its training, about a third of all.</param>
/// <param name="Memory">Memory of its training; null where it is too little to matter.</param>
/// <param name="Predicted">Time on one thread; zero where it is in the store, or was not measured.</param>
internal sealed record PlannedModel(
    ModelId Id, bool IsStored, int Parameters, double Multiplications, TrainingMemory? Memory, TimeSpan Predicted);
