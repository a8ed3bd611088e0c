using Reproduce.Core.Catalog;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;
using Reproduce.Core.Training;

namespace Reproduce.Tests.Networks;

/// <summary>Image networks with drawn weights, and images for them.</summary>
internal static class ImageNetworks
{
    /// <summary>A specification at a small size.</summary>
    public static NetworkSpecification Specification(string kind, Architecture architecture, double width, int side = 32, double dropout = 0) =>
        new(kind, architecture, dropout) { Classes = 5, ImageSide = side, Width = width };

    /// <summary>A network of first weights.</summary>
    public static ImageNetwork Draw(NetworkSpecification specification)
    {
        var layers = ImageNetworkLayers.Of(specification);
        var parameters = new float[ImageNetworkLayers.ParameterCount(layers)];
        LinearInitialization.Fill(layers, parameters, MersenneTwister.FromKey($"{specification}"));
        return new ImageNetwork(specification, parameters);
    }

    /// <summary>Uniform numbers in [-1, 1).</summary>
    public static float[] Numbers(int count, string key)
    {
        var random = MersenneTwister.FromKey(key);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }
}
