using Reproduce.Core.Catalog;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Lanes;
using static TorchSharp.torch;

namespace Reproduce.Tests.Networks;

/// <summary>The hand-written pass against libtorch, against differences of its own logits, and against itself.</summary>
[TestFixture]
public sealed class LaneNetworkTest
{
    [TestCase(NetworkSpecification.Cifar10, Architecture.Full, 0.125, 32)]
    [TestCase(NetworkSpecification.Cifar10, Architecture.Full, 0.25, 32)]
    [TestCase(NetworkSpecification.Cifar10, Architecture.Reduced, 0.25, 32)]
    [TestCase(NetworkSpecification.Cifar10, Architecture.Reduced, 1, 32)]
    [TestCase(NetworkSpecification.Tsrd, Architecture.Full, 0.125, 128)]
    [TestCase(NetworkSpecification.Tsrd, Architecture.Reduced, 0.25, 64)]
    public void Logits_and_gradients_are_those_of_libtorch(string kind, Architecture architecture, double width, int side)
    {
        const int count = 21;
        var network = ImageNetworks.Draw(ImageNetworks.Specification(kind, architecture, width, side));
        var images = ImageNetworks.Numbers(count * network.Input.Size, "images");
        var weights = ImageNetworks.Numbers(count * network.Specification.Classes, "weights");
        using var lanes = new LaneNetwork(network);

        var (logits, gradients) = Run(lanes, images, weights);

        var (expectedLogits, expectedGradients) = Run(TorchNetwork.Of(network, CPU), images, weights);
        WorstOf(logits, expectedLogits).Should().BeLessThan(1e-5);
        WorstOf(gradients, expectedGradients).Should().BeLessThan(1e-5);
    }

    [Test]
    public void Gradients_are_those_of_the_logits_where_filters_are_no_multiple_of_anything()
    {
        // 64 x 0.09 = 6 filters and 128 x 0.09 = 12: libtorch's gradients can't be had here.
        var network = ImageNetworks.Draw(ImageNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Full, 0.09));
        var images = ImageNetworks.Numbers(network.Input.Size, "images");
        var weights = ImageNetworks.Numbers(network.Specification.Classes, "weights");
        var direction = ImageNetworks.Numbers(images.Length, "direction");
        using var lanes = new LaneNetwork(network);

        var (_, gradients) = Run(lanes, images, weights);

        const float step = 1e-3f;
        var forwards = Weighted(lanes, Moved(step), weights);
        var backwards = Weighted(lanes, Moved(-step), weights);
        var slope = gradients.Zip(direction, (gradient, d) => (double)gradient * d).Sum();
        ((forwards - backwards) / (2 * step)).Should().BeApproximately(slope, 0.03 * Math.Abs(slope) + 1e-4);

        float[] Moved(float by) => [.. images.Zip(direction, (pixel, d) => pixel + (by * d))];
    }

    [TestCase(1)]
    [TestCase(15)]
    [TestCase(16)]
    [TestCase(17)]
    [TestCase(33)]
    public void An_image_has_the_same_bits_in_every_batch(int count)
    {
        var network = ImageNetworks.Draw(ImageNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Reduced, 0.25));
        var images = ImageNetworks.Numbers(count * network.Input.Size, "images");
        var weights = ImageNetworks.Numbers(count * network.Specification.Classes, "weights");
        using var lanes = new LaneNetwork(network);

        var (logits, gradients) = Run(lanes, images, weights);

        var last = count - 1;
        var (alone, gradientAlone) = Run(lanes, images[(last * network.Input.Size)..], weights[(last * network.Specification.Classes)..]);
        logits[(last * network.Specification.Classes)..].Should().Equal(alone);
        gradients[(last * network.Input.Size)..].AsSpan().SequenceEqual(gradientAlone).Should().BeTrue();
    }

    [Test]
    public void Passes_on_several_threads_do_not_touch_each_other()
    {
        var network = ImageNetworks.Draw(ImageNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Full, 0.125));
        var images = ImageNetworks.Numbers(20 * network.Input.Size, "images");
        var weights = ImageNetworks.Numbers(20 * network.Specification.Classes, "weights");
        using var lanes = new LaneNetwork(network);
        var (_, expected) = Run(lanes, images, weights);

        var gradients = new float[8][];
        Parallel.For(0, gradients.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => gradients[i] = Run(lanes, images, weights).Gradients);

        gradients.All(gradient => gradient.AsSpan().SequenceEqual(expected)).Should().BeTrue();
    }

    [Test]
    public void A_pass_gives_several_gradients_and_keeps_its_logits()
    {
        var network = ImageNetworks.Draw(ImageNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Reduced, 0.125));
        using var lanes = new LaneNetwork(network);
        using var pass = lanes.Forward(ImageNetworks.Numbers(network.Input.Size, "images"));
        var (first, second, again) = (new float[network.Input.Size], new float[network.Input.Size], new float[network.Input.Size]);
        var logits = pass.Logits.ToArray();

        pass.InputGradients([1, 0, 0, 0, 0], first);
        pass.InputGradients([0, 1, 0, 0, 0], second);
        pass.InputGradients([1, 0, 0, 0, 0], again);

        first.Should().NotEqual(second);
        again.Should().Equal(first);
        pass.Logits.ToArray().Should().Equal(logits);
    }

    [Test]
    public void Lengths_that_do_not_fit_are_refused()
    {
        var network = ImageNetworks.Draw(ImageNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Reduced, 0.125));
        using var lanes = new LaneNetwork(network);
        using var pass = lanes.Forward(new float[network.Input.Size]);

        FluentActions.Invoking(() => lanes.Forward(new float[network.Input.Size + 1])).Should().Throw<ArgumentException>().WithParameterName("images");
        FluentActions.Invoking(() => pass.InputGradients(new float[4], new float[network.Input.Size]))
            .Should().Throw<ArgumentException>().WithParameterName("logitWeights");
        FluentActions.Invoking(() => pass.InputGradients(new float[5], new float[7])).Should().Throw<ArgumentException>().WithParameterName("gradients");
    }

    [Test]
    public void Libtorch_is_not_asked_where_its_gradients_are_wrong() =>
        FluentActions.Invoking(() => TorchNetwork.Of(
                ImageNetworks.Draw(ImageNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Full, 0.09)), CPU))
            .Should().Throw<ArgumentException>().WithMessage("*6 filters*LaneNetwork*");

    [Test]
    public void A_module_in_training_mode_is_refused()
    {
        using var module = new LayeredModule(
            ImageNetworkLayers.Of(ImageNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Reduced, 0.25)));

        FluentActions.Invoking(() => new TorchNetwork(module, new(3, 32, 32), 5, CPU)).Should().Throw<ArgumentException>().WithMessage("*eval()*");
    }

    [Test]
    public void A_pixel_network_normalizes_and_scales_the_gradient_likewise()
    {
        var network = ImageNetworks.Draw(ImageNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Reduced, 0.25));
        var normalized = ImageNetworks.Numbers(network.Input.Size, "images");
        float[] weights = [1, -1, 0, 0, 2];
        using var lanes = new LaneNetwork(network);

        var (logits, gradients) = Run(new PixelNetwork(lanes), [.. normalized.Select(value => (value * 0.5f) + 0.5f)], weights);

        var (expected, expectedGradients) = Run(lanes, normalized, weights);
        WorstOf(logits, expected).Should().BeLessThan(1e-5);
        WorstOf(gradients, [.. expectedGradients.Select(gradient => 2 * gradient)]).Should().BeLessThan(1e-4);
    }

    private static (float[] Logits, float[] Gradients) Run(IDifferentiableNetwork network, float[] images, float[] weights)
    {
        using var pass = network.Forward(images);
        var gradients = new float[images.Length];
        pass.InputGradients(weights, gradients);
        return (pass.Logits.ToArray(), gradients);
    }

    private static double Weighted(LaneNetwork network, float[] images, float[] weights)
    {
        using var pass = network.Forward(images);
        return pass.Logits.ToArray().Zip(weights, (logit, weight) => (double)logit * weight).Sum();
    }

    /// <summary>The largest difference, as a share of the largest magnitude.</summary>
    private static double WorstOf(float[] actual, float[] expected) =>
        actual.Zip(expected, (a, b) => Math.Abs((double)a - b)).Max() / expected.Max(Math.Abs);
}
