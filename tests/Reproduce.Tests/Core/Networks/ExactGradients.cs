using Reproduce.Core.Networks;

namespace Reproduce.Tests.Core.Networks;

/// <summary>The backward pass of <see cref="ExactNetwork"/>, by the definitions of the layers: slow, and plain to read.</summary>
internal static class ExactGradients
{
    /// <summary>The gradients of a weighted sum of logits by what goes into each layer; the first is by the image.</summary>
    /// <param name="network">The network.</param>
    /// <param name="activations">The forward pass.</param>
    /// <param name="logitWeights">Weight of each logit in the sum.</param>
    /// <param name="isGuided">Whether ReLUs let no negative gradient through, as guided back-propagation has it.</param>
    public static double[][] Of(ImageNetwork network, double[][] activations, double[] logitWeights, bool isGuided = false)
    {
        var gradients = new double[activations.Length][];
        gradients[^1] = logitWeights;
        var (end, side) = (network.Parameters.Length, SideBeforeClassifier(network));
        for (var i = network.Layers.Length - 1; i >= 0; i--)
        {
            var (layer, input, gradient) = (network.Layers[i], activations[i], gradients[i + 1]);
            var start = end - ImageNetworkLayers.ParameterCount([layer]);
            var parameters = network.Parameters[start..end];
            side *= layer is NetworkLayer.MaxPool pool ? pool.Size : 1;
            gradients[i] = layer switch
            {
                NetworkLayer.Convolution c => OfConvolution(c, gradient, side, parameters),
                NetworkLayer.Linear l => OfLinear(l, gradient, parameters),
                NetworkLayer.MaxPool p => OfMaxPool(p.Size, input, gradient, side),
                NetworkLayer.Relu => [.. input.Zip(gradient, (value, slope) => value > 0 && (slope > 0 || !isGuided) ? slope : 0)],
                _ => gradient,
            };
            end = start;
        }

        return gradients;
    }

    private static int SideBeforeClassifier(ImageNetwork network) =>
        network.Layers.OfType<NetworkLayer.MaxPool>().Aggregate(network.Input.Width, (side, pool) => side / pool.Size);

    private static double[] OfConvolution(NetworkLayer.Convolution layer, double[] gradient, int side, ReadOnlySpan<float> parameters)
    {
        var result = new double[layer.Inputs * side * side];
        for (var place = 0; place < gradient.Length; place++)
        {
            var (filter, y, x) = (place / (side * side), place / side % side, place % side);
            for (var tap = 0; tap < 9 * layer.Inputs; tap++)
            {
                var (channel, row, column) = (tap / 9, y + (tap / 3 % 3) - 1, x + (tap % 3) - 1);
                if (row >= 0 && row < side && column >= 0 && column < side)
                {
                    result[(((channel * side) + row) * side) + column] += parameters[(filter * 9 * layer.Inputs) + tap] * gradient[place];
                }
            }
        }

        return result;
    }

    private static double[] OfLinear(NetworkLayer.Linear layer, double[] gradient, ReadOnlySpan<float> parameters)
    {
        var result = new double[layer.Inputs];
        for (var i = 0; i < parameters.Length - layer.Outputs; i++)
        {
            result[i % layer.Inputs] += parameters[i] * gradient[i / layer.Inputs];
        }

        return result;
    }

    /// <summary>The gradient of each square goes to its first largest value.</summary>
    private static double[] OfMaxPool(int size, double[] input, double[] gradient, int side)
    {
        var (result, pooled) = (new double[input.Length], side / size);
        for (var place = 0; place < gradient.Length; place++)
        {
            var (channel, top, left) = (place / (pooled * pooled), place / pooled % pooled * size, place % pooled * size);
            var square = Enumerable.Range(0, size * size).Select(i => (((channel * side) + top + (i / size)) * side) + left + (i % size));
            result[square.MaxBy(i => input[i])] += gradient[place];
        }

        return result;
    }
}
