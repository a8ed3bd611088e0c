using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Reproduce.Core.Training;

/// <summary>Trains several models at the same time, each on one thread.</summary>
internal static class ParallelTraining
{
    // More are an error of PLINQ.
    private const int MostThreads = 512;

    /// <summary>Starts the runs in order and returns each result as soon as it is finished.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="threads">Number of runs at the same time, at least 1; above 512 as 512.</param>
    /// <param name="train">Trains one model.</param>
    /// <param name="cancellation">Cancels before the next run.</param>
    /// <exception cref="TrainingDivergedException">
    /// A run diverged. This and every other exception of <paramref name="train"/> is thrown while enumerating.
    /// </exception>
    public static IEnumerable<TResult> Run<TRun, TResult>(
        IReadOnlyList<TRun> runs, int threads, Func<TRun, TResult> train, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return FirstErrorOf(
            Partitioner.Create(runs, EnumerablePartitionerOptions.NoBuffering)
                .AsParallel()
                .WithDegreeOfParallelism(Math.Min(threads, MostThreads))
                .WithMergeOptions(ParallelMergeOptions.NotBuffered)
                .WithCancellation(cancellation)
                .Select(train));
    }

    /// <summary>The items; throws the first exception of a training thread instead of an AggregateException.</summary>
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
            catch (AggregateException exception) when (exception.InnerExceptions.FirstOrDefault(IsError) is { } first)
            {
                ExceptionDispatchInfo.Throw(first);
            }

            yield return enumerator.Current;
        }
    }

    private static bool IsError(Exception exception) => exception is not OperationCanceledException;
}
