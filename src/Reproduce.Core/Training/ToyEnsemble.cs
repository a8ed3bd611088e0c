using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
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

        return FirstErrorOf(
            Partitioner.Create(runs, EnumerablePartitionerOptions.NoBuffering)
                .AsParallel()
                .WithDegreeOfParallelism(threads)
                .WithMergeOptions(ParallelMergeOptions.NotBuffered)
                .WithCancellation(cancellation)
                .Select(run => (run, new ToyTrainer(run, data).Train(cancellation))));
    }

    /// <summary>The items, with one training thread's exception in place of the collection of all threads' exceptions.</summary>
    private static IEnumerable<T> FirstErrorOf<T>(ParallelQuery<T> items)
    {
        using var enumerator = items.GetEnumerator();
        while (true)
        {
            try
            {
                if (!enumerator.MoveNext())
                {
                    yield break;
                }
            }
            catch (AggregateException exception) when (exception.InnerExceptions.OfType<TrainingDivergedException>().FirstOrDefault() is { } first)
            {
                ExceptionDispatchInfo.Throw(first);
            }

            yield return enumerator.Current;
        }
    }
}
