using Reproduce.Core.Models;
using Reproduce.Core.Randomness;

namespace Reproduce.Core.Networks;

/// <summary>
/// PyTorch's default initial weights of linear and convolutional layers: weights and biases are uniform in ±1 / sqrt(fan-in).
/// </summary>
public static class InitialWeights
{
    /// <summary>Draws weights or biases.</summary>
    /// <param name="values">Receives the draws.</param>
    /// <param name="fanIn">Number of inputs to one output of the layer.</param>
    /// <param name="random">The random stream.</param>
    public static void Fill(Span<float> values, int fanIn, MersenneTwister random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var bound = 1 / Math.Sqrt(fanIn);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(((2 * random.NextDouble()) - 1) * bound);
        }
    }

    /// <summary>Draws the parameters of an image network, layer by layer, weights before biases.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="values">Receives the draws, in the order of <see cref="ImageNetwork.Parameters"/>.</param>
    /// <param name="random">The random stream.</param>
    public static void Fill(IEnumerable<NetworkLayer> layers, Span<float> values, MersenneTwister random)
    {
        ArgumentNullException.ThrowIfNull(layers);
        foreach (var layer in layers)
        {
            var count = ImageNetworkLayers.ParameterCount([layer]);
            var fanIn = layer switch
            {
                NetworkLayer.Convolution c => 9 * c.Inputs,
                NetworkLayer.Linear l => l.Inputs,
                _ => 1,
            };
            Fill(values[..count], fanIn, random);
            values = values[count..];
        }
    }

    /// <summary>Draws an image network.</summary>
    /// <param name="network">Which network.</param>
    /// <param name="random">The random stream.</param>
    public static ImageNetwork OfImageNetwork(NetworkSpecification network, MersenneTwister random)
    {
        var layers = ImageNetworkLayers.Of(network);
        var values = new float[ImageNetworkLayers.ParameterCount(layers)];
        Fill(layers, values, random);
        return new ImageNetwork(network, values);
    }

    /// <summary>Draws a perceptron, layer by layer, weights before biases.</summary>
    /// <param name="hidden">Number of hidden units.</param>
    /// <param name="random">The random stream.</param>
    public static Perceptron OfPerceptron(int hidden, MersenneTwister random)
    {
        var parameters = new float[Perceptron.ParameterCount(hidden)];
        var hiddenLayer = (Perceptron.Inputs + 1) * hidden;
        Fill(parameters.AsSpan(0, hiddenLayer), Perceptron.Inputs, random);
        Fill(parameters.AsSpan(hiddenLayer), hidden, random);
        return new Perceptron(parameters);
    }
}
