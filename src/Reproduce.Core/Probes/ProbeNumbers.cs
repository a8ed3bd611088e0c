using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Probes;

/// <summary>
/// The inputs of the probes: fixed numbers that no production code draws, so that only the code that a probe calls decides its hash.
/// </summary>
internal static class ProbeNumbers
{
    /// <summary>Number of classes.</summary>
    public const int Classes = 4;

    /// <summary>A tiny version of an image network.</summary>
    /// <param name="kind">The kind of network.</param>
    /// <param name="architecture">Full or Reduced.</param>
    /// <param name="dropout">Probability of dropping a hidden unit in training, in [0, 1).</param>
    public static NetworkSpecification Network(string kind, Architecture architecture, double dropout = 0) =>
        new(kind, architecture, dropout)
        {
            Classes = Classes,
            // The smallest side that all pools divide.
            ImageSide = kind == NetworkSpecification.Tsrd ? 64 : 8,
            // CIFAR-10's networks have whole blocks of four filters and of eight features, and a remainder; the Full
            // one convolves by tiles.
            Width = (kind == NetworkSpecification.Tsrd ? 0.04 : 0.14) * (architecture == Architecture.Full ? 1 : 2),
        };

    /// <summary>Labelled images: each class has a brightness of its own under the noise.</summary>
    /// <param name="network">The network that takes the images.</param>
    /// <param name="count">Number of images.</param>
    public static ImageSet Images(NetworkSpecification network, int count)
    {
        var shape = ImageNetworkLayers.InputOf(network);
        var noise = Uniform(count * shape.Size, seed: 1);
        var pixels = new byte[noise.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)((i / shape.Size % Classes * 50) + (100 * noise[i]));
        }

        return new ImageSet(shape, Classes, pixels, [.. Enumerable.Range(0, count).Select(i => i % Classes)]);
    }

    /// <summary>A network whose features are of order 1 in every layer, as those of trained networks are.</summary>
    /// <param name="specification">Which network.</param>
    /// <param name="logitScale">Factor of the logits; a large one saturates the softmax.</param>
    public static ImageNetwork Weights(NetworkSpecification specification, float logitScale = 1)
    {
        var layers = ImageNetworkLayers.Of(specification);
        var values = Uniform(ImageNetworkLayers.ParameterCount(layers), seed: 2);
        var rest = values.AsSpan();
        for (var i = 0; i < layers.Length; i++)
        {
            var fanIn = layers[i] switch
            {
                NetworkLayer.Convolution c => 9 * c.Inputs,
                NetworkLayer.Linear l => l.Inputs,
                _ => 1,
            };
            var scale = (float)Math.Sqrt(6.0 / fanIn) * (i == layers.Length - 1 ? logitScale : 1);
            var count = ImageNetworkLayers.ParameterCount([layers[i]]);
            foreach (ref var value in rest[..count])
            {
                value = ((2 * value) - 1) * scale;
            }

            rest = rest[count..];
        }

        return new ImageNetwork(specification, values);
    }

    /// <summary>Numbers in [0, 1) of 24 bits from a linear congruential generator.</summary>
    /// <param name="count">Number of numbers.</param>
    /// <param name="seed">The start of the sequence.</param>
    public static float[] Uniform(int count, uint seed)
    {
        var values = new float[count];
        var state = seed;
        for (var i = 0; i < values.Length; i++)
        {
            state = unchecked((state * 1664525u) + 1013904223u);
            values[i] = (state >> 8) / 16777216f;
        }

        return values;
    }
}
