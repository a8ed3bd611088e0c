using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;
using Reproduce.Core.Store;
using Reproduce.Tests.Core.Networks;

namespace Reproduce.Tests.Golden;

/// <summary>
/// The repository's own reference vectors: a small network of random weights, six images, and what the plain double-precision definitions
/// make of them. They share no code with the attacks, attributions and passes that are checked against them.
/// </summary>
internal static class ExactReference
{
    private const int Count = 6;
    private const double Epsilon = 8 / 255.0;
    private const double Temperature = 20;
    private const int Points = 50;
    private const string Block = "convblock2";

    private static readonly KeyValuePair<string, string>[] Header =
    [
        new("architecture", "cifar10.reduced"),
        new("classes", "5"),
        new("width", "0.25"),
        new("temperature", "20"),
        new("layer", Block + " output"),
        new("fgsm", "eps=8/255"),
        new("pgd", "eps=8/255 alpha=2/255 steps=10 random_start=False"),
        new("deepfool", "steps=50 overshoot=0.02"),
        new("integrated-gradients", "n_steps=50"),
    ];

    /// <summary>The tensors.</summary>
    public static IReadOnlyList<NamedArray> Tensors()
    {
        // As many filters as libtorch's gradients on the processor are right for: a multiple of 8.
        var network = RandomNetworks.Network(
            RandomNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Reduced, side: 8, width: 0.25, classes: 5), seed: 7);
        double[][] images = [.. RandomImages(network).Where(image => IsClear(network, image)).Take(Count)];
        double[][] pixels = [.. images.Select(Pixels)];
        double[][] logits = [.. images.Select(image => ExactNetwork.Logits(network, image))];

        // All but the last image are attacked from the right side of the boundary.
        int[] labels = [.. logits.Select((row, i) => (Array.IndexOf(row, row.Max()) + (i == Count - 1 ? 1 : 0)) % row.Length)];
        var (weak, strong) = (new ExactAttacks(network, 1), new ExactAttacks(network, Temperature));
        var attributions = new ExactAttributions(network);
        return
        [
            .. Weights(network),
            Tensor("images", images, network.Input.Channels, network.Input.Height, network.Input.Width),
            Tensor("labels", [.. labels.Select(label => new[] { (double)label })]),
            Tensor("logits", logits),
            Attacked("attack.fgsm", (image, label) => weak.Fgsm(image, label, Epsilon)),
            Attacked("attack.fgsm-cw", (image, label) => strong.Fgsm(image, label, Epsilon)),
            Attacked("attack.pgd", (image, label) => weak.Pgd(image, label, Epsilon, Epsilon / 4, steps: 10)),
            Attacked("attack.pgd-cw", (image, label) => strong.Pgd(image, label, Epsilon, Epsilon / 4, steps: 10)),
            Attacked("attack.deepfool", (image, label) => weak.DeepFool(image, label, steps: 50, overshoot: 0.02)),
            Attacked("attack.deepfool-cw", (image, label) => strong.DeepFool(image, label, steps: 50, overshoot: 0.02)),
            Explained("attribution.saliency", attributions.Saliency),
            Explained("attribution.integrated-gradients", (image, label) => attributions.IntegratedGradients(image, label, Points)),
            Explained("attribution.layer-gradcam", (image, label) => attributions.LayerGradCam(image, label, Block)),
            Explained("attribution.guided-gradcam", (image, label) => attributions.GuidedGradCam(image, label, Block)),
        ];

        NamedArray Attacked(string name, Func<double[], int, double[]> attack) =>
            Tensor(name, [.. pixels.Select((image, i) => ExactAttacks.Normalized(attack(image, labels[i])))]);

        NamedArray Explained(string name, Func<double[], int, double[]> method) =>
            Tensor(name, [.. images.Select((image, i) => method(image, labels[i]))]);
    }

    /// <summary>The file's bytes.</summary>
    public static byte[] Bytes() => Safetensors.Serialize(Tensors(), Header);

    /// <summary>Images of random pixels, normalized and rounded to 32 bits.</summary>
    private static IEnumerable<double[]> RandomImages(ImageNetwork network)
    {
        for (var random = new MersenneTwister(11); ;)
        {
            double[] pixels = [.. Enumerable.Range(0, network.Input.Size).Select(_ => random.NextInt32(256) / 255.0)];
            yield return [.. ExactAttacks.Normalized(pixels).Select(value => (double)(float)value)];
        }
    }

    private static double[] Pixels(double[] image) => [.. image.Select(value => (value * 0.5) + 0.5)];

    /// <summary>
    /// Whether rounding to 32 bits can't change the results much: DeepFool ends at some distance from the boundary (its last step may be
    /// very short), and no ReLU or max-pool is about to switch at a point of Integrated Gradients.
    /// </summary>
    private static bool IsClear(ImageNetwork network, double[] image)
    {
        var logits = ExactNetwork.Logits(network, image);
        var label = Array.IndexOf(logits, logits.Max());
        var adversarial = new ExactAttacks(network, temperature: 1).DeepFool(Pixels(image), label, steps: 50, overshoot: 0.02);
        var after = ExactNetwork.Logits(network, ExactAttacks.Normalized(adversarial)).OrderDescending().ToArray();
        return after[0] - after[1] > 1e-3 && ExactAttributions.GaussLegendre(Points)
            .All(point => SwitchDistance(network, [.. image.Select(value => point.Place * value)]) > 1e-6);
    }

    /// <summary>By how much some feature must change, at least, for a ReLU or max-pool to let another one through.</summary>
    private static double SwitchDistance(ImageNetwork network, double[] image)
    {
        var (forward, distance, channels) = (ExactNetwork.Forward(network, image), double.PositiveInfinity, 0);
        foreach (var (i, layer) in network.Layers.Index())
        {
            channels = layer is NetworkLayer.Convolution convolution ? convolution.Filters : channels;
            distance = Math.Min(distance, layer switch
            {
                NetworkLayer.Relu => forward[i].Min(Math.Abs),
                NetworkLayer.MaxPool pool => Squares(forward[i], channels, pool.Size).Min(Lead),
                _ => double.PositiveInfinity,
            });
        }

        return distance;

        static double Lead(IEnumerable<double> square) =>
            square.OrderDescending().ToArray() is [> 0 and var first, var second, ..] ? first - second : double.PositiveInfinity;
    }

    private static IEnumerable<IEnumerable<double>> Squares(double[] features, int channels, int size)
    {
        var side = (int)Math.Sqrt(features.Length / channels);
        return features.Index()
            .GroupBy(item => (item.Index / (side * side), item.Index / side % side / size, item.Index % side / size), item => item.Item);
    }

    private static IEnumerable<NamedArray> Weights(ImageNetwork network)
    {
        var first = 0;
        foreach (var (name, shape) in ImageNetwork.ParametersOf(network.Layers))
        {
            var count = (int)shape.Aggregate((product, extent) => product * extent);
            yield return new NamedArray("weights." + name, shape, network.Parameters.Slice(first, count).ToArray());
            first += count;
        }
    }

    /// <summary>An array with a row for each image.</summary>
    private static NamedArray Tensor(string name, double[][] rows, params long[] shapeOfRow) => new(
        name,
        [rows.Length, .. shapeOfRow.Length > 0 ? shapeOfRow : [rows[0].Length]],
        rows.SelectMany(row => row).Select(value => (float)value).ToArray());
}
