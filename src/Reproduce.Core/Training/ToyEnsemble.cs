using Reproduce.Core.Data;

namespace Reproduce.Core.Training;

/// <summary>
/// Trains many toy models at once: each is worked on by one thread, from its first to its last step, entirely in that core's caches.
/// A model of 195 parameters is too small to be worth sharing, and a batched matrix product over all of them would stream every activation
/// through memory several times a step.
/// </summary>
/// <remarks>A model's result depends on its run alone: not on the other models, their order or the number of threads.</remarks>
public static class ToyEnsemble
{
    /// <summary>Trains the runs and hands over each model as soon as it is done, in the order in which they finish.</summary>
    /// <param name="runs">The runs; the teachers of students are trained already.</param>
    /// <param name="data">The training set.</param>
    /// <param name="threads">Models that are trained side by side, at least 1.</param>
    /// <param name="cancellation">Stops after the current epochs.</param>
    /// <returns>Each run with its model; training goes on while the caller works on what it has received.</returns>
    /// <exception cref="ArgumentException">A run is not valid.</exception>
    /// <exception cref="TrainingDivergedException">A model's loss became NaN or infinite; thrown while enumerating.</exception>
    public static IEnumerable<(ToyTrainingRun Run, TrainedToyModel Model)> Train(
        IReadOnlyList<ToyTrainingRun> runs, ToyRing data, int threads, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        foreach (var run in runs)
        {
            run.Validate();
        }

        return ParallelTraining.Run(runs, threads, run => (run, new ToyTrainer(run, data).Train(cancellation)), cancellation);
    }
}
