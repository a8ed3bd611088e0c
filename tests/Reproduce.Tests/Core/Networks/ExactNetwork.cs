using Reproduce.Core.Networks;

namespace Reproduce.Tests.Core.Networks;

/// <summary>
/// An image network computed by the definitions of its layers, in double precision and evaluation mode: slow, but simple.
/// </summary>
internal static class ExactNetwork
{
    /// <summary>The logits of one normalized image.</summary>
    /// <param name="network">The network.</param>
    /// <param name="image">Shape <c>[C, H, W]</c>.</param>
    public static double[] Logits(ImageNetwork network, double[] image) => Forward(network, image)[^1];

    /// <summary>The forward pass of one normalized image: what goes into each layer, and last the logits.</summary>
    /// <param name="network">The network.</param>
    /// <param name="image">Shape <c>[C, H, W]</c>.</param>
    public static double[][] Forward(ImageNetwork network, double[] image)
    {
        var (values, side) = (image, network.Input.Width);
        var parameters = network.Parameters;
        var activations = new List<double[]> { image };
        foreach (var layer in network.Layers)
        {
            switch (layer)
            {
                case NetworkLayer.Convolution c:
                    values = Convolve(c, values, side, parameters);
                    break;
                case NetworkLayer.Relu:
                    values = [.. values.Select(value => Math.Max(value, 0))];
                    break;
                case NetworkLayer.MaxPool p:
                    values = Pool(p.Size, values, side);
                    side /= p.Size;
                    break;
                case NetworkLayer.Linear l:
                    values = Multiply(l, values, parameters);
                    break;
            }

            activations.Add(values);
            parameters = parameters[ImageNetworkLayers.ParameterCount([layer])..];
        }

        return [.. activations];
    }

    /// <summary>The gradient of a weighted sum of logits with respect to the image, by central differences.</summary>
    public static float[] Gradient(ImageNetwork network, double[] image, float[] logitWeights)
    {
        const double step = 1e-6;
        return
        [
            .. Enumerable.Range(0, image.Length).Select(i => (float)((Moved(i, step) - Moved(i, -step)) / (2 * step))),
        ];

        double Moved(int place, double by)
        {
            double[] moved = [.. image];
            moved[place] += by;
            return Logits(network, moved).Zip(logitWeights, (logit, weight) => logit * weight).Sum();
        }
    }

    private static double[] Convolve(NetworkLayer.Convolution layer, double[] input, int side, ReadOnlySpan<float> parameters)
    {
        var output = new double[layer.Filters * side * side];
        for (var place = 0; place < output.Length; place++)
        {
            var (filter, y, x) = (place / (side * side), place / side % side, place % side);
            var sum = (double)parameters[(9 * layer.Inputs * layer.Filters) + filter];
            for (var tap = 0; tap < 9 * layer.Inputs; tap++)
            {
                var (channel, row, column) = (tap / 9, y + (tap / 3 % 3) - 1, x + (tap % 3) - 1);
                var isInside = row >= 0 && row < side && column >= 0 && column < side;
                sum += isInside ? parameters[(filter * 9 * layer.Inputs) + tap] * input[(((channel * side) + row) * side) + column] : 0;
            }

            output[place] = sum;
        }

        return output;
    }

    private static double[] Pool(int size, double[] input, int side)
    {
        var pooled = side / size;
        var output = Enumerable.Repeat(double.NegativeInfinity, input.Length / (size * size)).ToArray();
        for (var i = 0; i < input.Length; i++)
        {
            var (channel, y, x) = (i / (side * side), i / side % side, i % side);
            ref var target = ref output[(((channel * pooled) + (y / size)) * pooled) + (x / size)];
            target = Math.Max(target, input[i]);
        }

        return output;
    }

    private static double[] Multiply(NetworkLayer.Linear layer, double[] input, ReadOnlySpan<float> parameters)
    {
        var output = new double[layer.Outputs];
        for (var row = 0; row < output.Length; row++)
        {
            output[row] = parameters[(layer.Inputs * layer.Outputs) + row];
            for (var i = 0; i < layer.Inputs; i++)
            {
                output[row] += parameters[(row * layer.Inputs) + i] * input[i];
            }
        }

        return output;
    }
}
