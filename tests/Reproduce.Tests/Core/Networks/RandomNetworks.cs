using System.Collections.Immutable;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;

namespace Reproduce.Tests.Core.Networks;

/// <summary>Small image networks with random weights, and images for them.</summary>
internal static class RandomNetworks
{
    /// <summary>The specification of a network.</summary>
    public static NetworkSpecification Specification(
        string kind, Architecture architecture, int side, double width, int classes = 10, double dropout = 0) =>
        new(kind, architecture, dropout) { Classes = classes, ImageSide = side, Width = width };

    /// <summary>
    /// A network whose features and logits are of order 1 in every layer: the initial weights of training, scaled up (He et al., 2015).
    /// </summary>
    public static ImageNetwork Network(NetworkSpecification specification, uint seed = 1)
    {
        var layers = ImageNetworkLayers.Of(specification);
        var values = new float[ImageNetworkLayers.ParameterCount(layers)];
        InitialWeights.Fill(layers, values, new MersenneTwister(seed));
        return new ImageNetwork(specification, [.. values.Select(value => value * MathF.Sqrt(6))]);
    }

    /// <summary>Normalized images, uniform in [-1, 1].</summary>
    public static float[] Images(ImageShape shape, int count, uint seed = 2)
    {
        var random = new MersenneTwister(seed);
        return [.. Enumerable.Range(0, count * shape.Size).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }

    /// <summary>Labelled images that are easy to classify: each class has its own brightness, plus noise.</summary>
    public static ImageSet LabelledImages(int side, int classes, int count, uint seed = 3)
    {
        var random = new MersenneTwister(seed);
        var shape = new ImageShape(3, side, side);
        int[] labels = [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(classes))];
        var pixels = new byte[count * shape.Size];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)((labels[i / shape.Size] * 200 / classes) + random.NextInt32(56));
        }

        return new ImageSet(shape, classes, pixels, labels.ToImmutableArray());
    }

    /// <summary>The largest difference of two arrays, relative to the largest magnitude in the second.</summary>
    public static double RelativeDifference(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        actual.Length.Should().Be(expected.Length);
        var (difference, largest) = (0.0, 0.0);
        for (var i = 0; i < actual.Length; i++)
        {
            difference = Math.Max(difference, Math.Abs((double)actual[i] - expected[i]));
            largest = Math.Max(largest, Math.Abs(expected[i]));
        }

        return difference / largest;
    }
}
