using System.Runtime.ExceptionServices;
using Reproduce.Core.Data;
using Reproduce.Core.Networks.Simd;

namespace Reproduce.Core.Networks;

/// <summary>Runs a computation on many images in batches, on several threads.</summary>
internal static class ImageBatches
{
    // A thread's activations then stay below some 100 MB with the networks of the Quick profile.
    private const int Numbers = 1 << 19;

    /// <summary>How many images of a shape are attacked together: whole groups of lanes, one to ten of them.</summary>
    public static int SizeFor(ImageShape shape) =>
        Math.Clamp(Numbers / shape.Size / FeatureMap.Lanes * FeatureMap.Lanes, FeatureMap.Lanes, 10 * FeatureMap.Lanes);

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
