using System.Runtime.ExceptionServices;

namespace Reproduce.Core.Networks;

/// <summary>Runs a computation on many images in batches, on several threads.</summary>
internal static class ImageBatches
{
    /// <summary>
    /// Calls <paramref name="body"/> with the index of the first image and the number of images of each batch, in any order.
    /// </summary>
    /// <param name="count">Number of images.</param>
    /// <param name="batchSize">Images in a batch, at least 1; the last one may have fewer.</param>
    /// <param name="threads">Number of batches that run at the same time, at least 1.</param>
    /// <param name="body">Called by several threads at once.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="ArgumentException">A number is below 1.</exception>
    public static void ForEach(int count, int batchSize, int threads, Action<int, int> body, CancellationToken cancellation = default)
    {
        ImageArguments.AtLeastOne(batchSize);
        ImageArguments.AtLeastOne(threads);
        var batches = (count + batchSize - 1) / batchSize;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, batches, options, batch =>
            {
                var start = batch * batchSize;
                body(start, Math.Min(batchSize, count - start));
            });
        }
        catch (AggregateException exception)
        {
            // AggregateException would hide the type of the error.
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }
}
