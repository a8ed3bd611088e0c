using Reproduce.Core.Data;

namespace Reproduce.Core.Training;

/// <summary>
/// Trains many toy models at once: each is worked on by one thread at a time, from its first to its last step, entirely in that core's
/// caches. A model of 195 parameters is too small to be worth sharing, and a batched matrix product over all of them would stream every
/// activation through memory several times a step.
/// </summary>
/// <remarks>A model's result depends on its run alone: not on the other models, their order or the number of threads.</remarks>
public static class ToyEnsemble
{
    /// <summary>Trains the runs and hands over each model as soon as it is done, in the order in which they finish.</summary>
    /// <param name="runs">The runs; the teachers of students are trained already.</param>
    /// <param name="data">The training set.</param>
    /// <param name="threads">Models that are trained side by side, at least 1.</param>
    /// <param name="finished">Receives a run's index and its model; called by the training threads, one call at a time.</param>
    /// <param name="cancellation">Stops after the current epochs.</param>
    /// <exception cref="ArgumentException">A run is not valid.</exception>
    /// <exception cref="TrainingDivergedException">A model's loss became NaN or infinite.</exception>
    public static void Train(
        IReadOnlyList<ToyTrainingRun> runs,
        ToyRing data,
        int threads,
        Action<int, TrainedToyModel> finished,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(finished);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        foreach (var run in runs)
        {
            run.Validate();
        }

        var handover = new Lock();
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, runs.Count, options, index =>
            {
                var model = new ToyTrainer(runs[index], data).Train(cancellation);
                lock (handover)
                {
                    finished(index, model);
                }
            });
        }
        catch (AggregateException exception) when (exception.InnerExceptions.OfType<TrainingDivergedException>().FirstOrDefault() is { } diverged)
        {
            throw diverged;
        }
    }

    /// <summary>Trains the runs and returns their models in the order of the runs.</summary>
    /// <inheritdoc cref="Train(IReadOnlyList{ToyTrainingRun}, ToyRing, int, Action{int, TrainedToyModel}, CancellationToken)"/>
    public static IReadOnlyList<TrainedToyModel> Train(
        IReadOnlyList<ToyTrainingRun> runs, ToyRing data, int threads, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var models = new TrainedToyModel[runs.Count];
        Train(runs, data, threads, (index, model) => models[index] = model, cancellation);
        return models;
    }
}
