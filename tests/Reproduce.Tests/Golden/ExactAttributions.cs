using Reproduce.Core.Networks;
using Reproduce.Tests.Core.Networks;

namespace Reproduce.Tests.Golden;

/// <summary>The attribution methods by their definitions, in double precision: for one class's logit and one normalized image.</summary>
/// <param name="network">The network.</param>
internal sealed class ExactAttributions(ImageNetwork network)
{
    /// <summary>The gradient's magnitude.</summary>
    public double[] Saliency(double[] image, int target) => [.. Gradients(image, target)[0].Select(Math.Abs)];

    /// <summary>The image times the mean gradient between an image of zeros and it, by the Gauss-Legendre rule.</summary>
    public double[] IntegratedGradients(double[] image, int target, int points)
    {
        var mean = new double[image.Length];
        foreach (var (place, weight) in GaussLegendre(points))
        {
            var gradient = Gradients([.. image.Select(value => place * value)], target)[0];
            mean = [.. mean.Zip(gradient, (sum, slope) => sum + (weight * slope))];
        }

        return [.. mean.Zip(image, (slope, value) => slope * value)];
    }

    /// <summary>A block's feature maps, each weighted by the mean of its gradient, summed.</summary>
    public double[] LayerGradCam(double[] image, int target, string block)
    {
        var after = 1 + network.Layers.Index().Last(layer => layer.Item.Block == block).Index;
        var filters = network.Layers.OfType<NetworkLayer.Convolution>().Last(layer => layer.Block == block).Filters;
        var features = ExactNetwork.Forward(network, image)[after];
        var gradients = Gradients(image, target)[after];
        var size = features.Length / filters;
        var weights = gradients.Chunk(size).Select(map => map.Average()).ToArray();
        return [.. Enumerable.Range(0, size).Select(p => weights.Select((weight, filter) => weight * features[(filter * size) + p]).Sum())];
    }

    /// <summary>Guided back-propagation times the positive part of Grad-CAM, repeated to the image's size.</summary>
    public double[] GuidedGradCam(double[] image, int target, string block)
    {
        var map = LayerGradCam(image, target, block);
        var (side, coarse) = (network.Input.Width, (int)Math.Sqrt(map.Length));
        var guided = Gradients(image, target, isGuided: true)[0];
        return
        [
            .. guided.Select((slope, i) =>
            {
                var (row, column) = (i / side % side, i % side);
                return slope * Math.Max(map[(row * coarse / side * coarse) + (column * coarse / side)], 0);
            }),
        ];
    }

    /// <summary>Places and weights on [0, 1]: the zeros of the Legendre polynomial, by Newton's method.</summary>
    public static IEnumerable<(double Place, double Weight)> GaussLegendre(int points)
    {
        for (var i = 0; i < points; i++)
        {
            var x = Math.Cos(Math.PI * (i + 0.75) / (points + 0.5));
            var slope = 0.0;
            for (var newton = 0; newton < 20; newton++)
            {
                var (value, before) = (x, 1.0);
                for (var n = 2; n <= points; n++)
                {
                    (value, before) = ((((2 * n) - 1) * x * value - ((n - 1) * before)) / n, value);
                }

                slope = points * ((x * value) - before) / ((x * x) - 1);
                x -= value / slope;
            }

            yield return ((x + 1) / 2, 1 / ((1 - (x * x)) * slope * slope));
        }
    }

    private double[][] Gradients(double[] image, int target, bool isGuided = false)
    {
        var forward = ExactNetwork.Forward(network, image);
        var weights = new double[forward[^1].Length];
        weights[target] = 1;
        return ExactGradients.Of(network, forward, weights, isGuided);
    }
}
