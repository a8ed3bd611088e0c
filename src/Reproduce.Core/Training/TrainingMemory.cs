using Reproduce.Core.Models;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Training;

/// <summary>
/// The memory that training an image network takes, by arithmetic, in bytes. What a library needs beside it for itself is not counted.
/// </summary>
/// <param name="Model">Weights, their gradients and Adam's two moments, each in 32 bits.</param>
/// <param name="Batch">The outputs of all layers for one batch of images, and as many gradients.</param>
/// <param name="Images">All training images, a byte for each pixel and channel; models side by side share them.</param>
public readonly record struct TrainingMemory(long Model, long Batch, long Images)
{
    private const int NumbersForEachWeight = 4;
    private const int NumbersForEachOutput = 2;

    /// <summary>All of it.</summary>
    public long Total => Model + Batch + Images;

    /// <summary>The memory of one training.</summary>
    /// <param name="network">An image network.</param>
    /// <param name="batchSize">Images of a batch.</param>
    /// <param name="images">Training images.</param>
    /// <exception cref="ArgumentException">The network is not an image network, or its size is out of range.</exception>
    public static TrainingMemory Of(NetworkSpecification network, int batchSize, int images)
    {
        ArgumentNullException.ThrowIfNull(network);
        var input = ImageNetworkLayers.InputOf(network).Size;
        return new(
            (long)ImageNetworkLayers.ParameterCount(ImageNetworkLayers.Of(network)) * NumbersForEachWeight * sizeof(float),
            (input + ImageNetworkLayers.OutputsOf(network)) * batchSize * NumbersForEachOutput * sizeof(float),
            (long)input * images);
    }
}
