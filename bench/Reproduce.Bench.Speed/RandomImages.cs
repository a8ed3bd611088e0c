using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;

namespace Reproduce.Bench.Speed;

/// <summary>Images to measure with: speed does not depend on what they show.</summary>
public static class RandomImages
{
    /// <summary>Images of random pixels whose classes take turns; the same ones each time.</summary>
    /// <param name="network">The network that takes them; gives their shape and classes.</param>
    /// <param name="count">How many, at least 1.</param>
    public static ImageSet Of(NetworkSpecification network, int count)
    {
        ArgumentNullException.ThrowIfNull(network);
        var (random, shape) = (MersenneTwister.FromKey("bench/images"), ImageNetworkLayers.InputOf(network));
        var pixels = new byte[count * shape.Size];
        foreach (ref var pixel in pixels.AsSpan())
        {
            pixel = (byte)random.NextInt32(256);
        }

        return new ImageSet(shape, network.Classes, pixels, [.. Enumerable.Range(0, count).Select(i => i % network.Classes)]);
    }
}
