using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Torch.Native;
using Reproduce.Torch.Networks;
using static TorchSharp.torch;

namespace Reproduce.Tests.Core.Networks.Simd;

[TestFixture]
[UsesLibTorch]
public sealed class SimdNetworkTest
{
    private static readonly ImageNetwork Small =
        RandomNetworks.Network(RandomNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Full, 8, 0.125));

    [TestCase(NetworkSpecification.Cifar10, Architecture.Full, 32, 0.125)]
    [TestCase(NetworkSpecification.Cifar10, Architecture.Full, 32, 0.375)]
    [TestCase(NetworkSpecification.Cifar10, Architecture.Reduced, 32, 0.25)]
    [TestCase(NetworkSpecification.Tsrd, Architecture.Full, 128, 0.125)]
    [TestCase(NetworkSpecification.Tsrd, Architecture.Full, 64, 0.25, Description = "the last convolution sees 2 x 2 features")]
    [TestCase(NetworkSpecification.Tsrd, Architecture.Reduced, 64, 0.25)]
    [TestCase(NetworkSpecification.Tsrd, Architecture.Reduced, 128, 0.75)]
    public void Logits_and_gradients_are_those_of_the_tensor_library(string kind, Architecture architecture, int side, double width)
    {
        var network = RandomNetworks.Network(RandomNetworks.Specification(kind, architecture, side, width));
        var images = RandomNetworks.Images(network.Input, 3);
        var weights = Weights(3, network.Specification.Classes);
        using var lanes = new SimdNetwork(network);
        using var torch = TorchNetwork.Of(network, CPU);

        var (logits, gradients) = Evaluate(lanes, images, weights);
        var (expectedLogits, expectedGradients) = Evaluate(torch, images, weights);

        RandomNetworks.RelativeDifference(logits, expectedLogits).Should().BeLessThan(1e-5);
        RandomNetworks.RelativeDifference(gradients, expectedGradients).Should().BeLessThan(1e-4);
    }

    [TestCase(NetworkSpecification.Cifar10, Architecture.Full, 8, 0.09375, Description = "6 and 12 filters")]
    [TestCase(NetworkSpecification.Cifar10, Architecture.Reduced, 8, 0.1, Description = "3 and 6 filters")]
    [TestCase(NetworkSpecification.Cifar10, Architecture.Reduced, 12, 0.15, Description = "5 and 10 filters; 12 and 6 columns")]
    [TestCase(NetworkSpecification.Cifar10, Architecture.Reduced, 20, 0.03, Description = "1 and 2 filters; 20 and 10 columns")]
    [TestCase(NetworkSpecification.Cifar10, Architecture.Full, 4, 0.1, Description = "2 columns, fewer than are summed at once")]
    public void Any_number_of_filters_gives_the_logits_and_the_slopes_of_the_definition(
        string kind, Architecture architecture, int side, double width)
    {
        var network = RandomNetworks.Network(RandomNetworks.Specification(kind, architecture, side, width, classes: 3));
        var images = RandomNetworks.Images(network.Input, 1);
        double[] exactImage = [.. images.Select(value => (double)value)];
        float[] weights = [1, -0.5f, 2];
        using var lanes = new SimdNetwork(network);

        var (logits, gradients) = Evaluate(lanes, images, weights);

        float[] exact = [.. ExactNetwork.Logits(network, exactImage).Select(value => (float)value)];
        RandomNetworks.RelativeDifference(logits, exact).Should().BeLessThan(1e-5);
        RandomNetworks.RelativeDifference(gradients, ExactNetwork.Gradient(network, exactImage, weights)).Should().BeLessThan(1e-4);
    }

    [TestCase(NetworkSpecification.Cifar10, Architecture.Full, 32, 0.125)]
    [TestCase(NetworkSpecification.Cifar10, Architecture.Reduced, 32, 0.25)]
    [TestCase(NetworkSpecification.Tsrd, Architecture.Full, 64, 0.125)]
    [TestCase(NetworkSpecification.Tsrd, Architecture.Reduced, 64, 0.25)]
    public void Guided_gradients_and_those_by_a_block_are_those_of_the_tensor_library(
        string kind, Architecture architecture, int side, double width)
    {
        var network = RandomNetworks.Network(RandomNetworks.Specification(kind, architecture, side, width));
        var images = RandomNetworks.Images(network.Input, 3);
        var weights = Weights(3, network.Specification.Classes);
        using var lanes = new SimdNetwork(network);
        using var torch = TorchNetwork.Of(network, CPU);

        foreach (var block in network.Layers.Where(layer => layer is NetworkLayer.Convolution).Select(layer => layer.Block).Distinct())
        {
            lanes.BlockOutput(block).Should().Be(torch.BlockOutput(block));
            var (features, gradients) = EvaluateBlock(lanes, block, images, weights);
            var (expectedFeatures, expectedGradients) = EvaluateBlock(torch, block, images, weights);
            RandomNetworks.RelativeDifference(features, expectedFeatures).Should().BeLessThan(1e-5);
            RandomNetworks.RelativeDifference(gradients, expectedGradients).Should().BeLessThan(1e-4);
        }

        var guided = EvaluateGuided(lanes, images, weights);
        RandomNetworks.RelativeDifference(guided, EvaluateGuided(torch, images, weights)).Should().BeLessThan(1e-4);
        RandomNetworks.RelativeDifference(guided, Evaluate(lanes, images, weights).Gradients).Should().BeGreaterThan(0.1);
    }

    [Test]
    public void A_block_that_is_not_there_is_refused_with_those_that_are()
    {
        using var lanes = new SimdNetwork(Small);
        using var torch = TorchNetwork.Of(Small, CPU);
        foreach (var network in new IConvolutionalNetwork[] { lanes, torch })
        {
            network.Invoking(n => n.BlockOutput("classifier"))
                .Should().Throw<ArgumentException>().WithMessage("*'classifier'; expected one of convblock1, convblock2*");
        }
    }

    [TestCase(1)]
    [TestCase(15)]
    [TestCase(16)]
    [TestCase(17)]
    [TestCase(33)]
    public void An_images_bits_do_not_depend_on_its_batch(int count)
    {
        var images = RandomNetworks.Images(Small.Input, count);
        var weights = Weights(count, 10);
        using var lanes = new SimdNetwork(Small);

        var (logits, gradients) = Evaluate(lanes, images, weights);

        var size = Small.Input.Size;
        for (var i = 0; i < count; i++)
        {
            var (logitsAlone, gradientsAlone) = Evaluate(lanes, images[(i * size)..((i + 1) * size)], weights[(i * 10)..((i + 1) * 10)]);
            logitsAlone.Should().Equal(logits[(i * 10)..((i + 1) * 10)]);
            gradientsAlone.Should().Equal(gradients[(i * size)..((i + 1) * size)]);
        }
    }

    [Test]
    public void Four_threads_at_once_get_the_bits_that_one_gets()
    {
        float[][] images = [.. Enumerable.Range(0, 4).Select(i => RandomNetworks.Images(Small.Input, 18 + i, (uint)i))];
        using var lanes = new SimdNetwork(Small);
        var expected = images.Select(batch => Evaluate(lanes, batch, Weights(batch.Length / Small.Input.Size, 10))).ToArray();

        var results = new (float[] Logits, float[] Gradients)[200];
        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            var batch = images[i % 4];
            results[i] = Evaluate(lanes, batch, Weights(batch.Length / Small.Input.Size, 10));
        });

        for (var i = 0; i < results.Length; i++)
        {
            results[i].Logits.AsSpan().SequenceEqual(expected[i % 4].Logits).Should().BeTrue();
            results[i].Gradients.AsSpan().SequenceEqual(expected[i % 4].Gradients).Should().BeTrue();
        }
    }

    [Test]
    public void A_pass_gives_any_number_of_gradients_whatever_was_asked_before()
    {
        var images = RandomNetworks.Images(Small.Input, 17);
        using var lanes = new SimdNetwork(Small);
        using var pass = lanes.Forward(images);
        using var other = lanes.Forward(RandomNetworks.Images(Small.Input, 17, seed: 9));
        float[][] gradients = [.. Enumerable.Range(0, 4).Select(_ => new float[images.Length])];

        pass.InputGradients(Weights(17, 10), gradients[0]);
        pass.InputGradients(Weights(17, 10, seed: 8), gradients[1]);
        pass.InputGradients(Weights(17, 10), gradients[2]);

        pass.GuidedInputGradients(Weights(17, 10), gradients[1]);
        pass.InputGradients(Weights(17, 10), gradients[3]);

        gradients[2].Should().Equal(gradients[0]);
        gradients[3].Should().Equal(gradients[0]);
        gradients[1].Should().NotEqual(gradients[0]);
    }

    [Test]
    public void A_pass_may_be_disposed_twice_and_is_of_no_use_then()
    {
        var images = RandomNetworks.Images(Small.Input, 1);
        using var lanes = new SimdNetwork(Small);
        var pass = lanes.Forward(images);
        var expected = pass.Logits.ToArray();

        pass.Dispose();
        pass.Dispose();

        pass.Invoking(p => p.InputGradients(Weights(1, 10), new float[images.Length])).Should().Throw<ObjectDisposedException>();
        Evaluate(lanes, images, Weights(1, 10)).Logits.Should().Equal(expected);
    }

    [Test]
    public void Of_equal_maxima_the_first_gets_the_gradient_and_a_zero_maximum_passes_none_on()
    {
        var network = FirstChannelsSumOfMaxima();
        using var lanes = new SimdNetwork(network);
        var images = new float[2 * network.Input.Size];
        images.AsSpan(0, 64).Fill(0.1f);
        images[1] = 0.9f; // Row 0, column 1: before row 1, column 0.
        images[8] = 0.9f;
        images.AsSpan(network.Input.Size, 64).Fill(-0.5f);

        var (logits, gradients) = Evaluate(lanes, images, [1, 0, 0, 1, 0, 0]);

        logits[0].Should().BeApproximately(0.9f + 0.1f + 0.1f + 0.1f, 1e-6f);
        var expected = new float[images.Length];
        // In the three other squares of 4 x 4 all are equal, so the first is the maximum.
        expected[1] = expected[4] = expected[(4 * 8) + 0] = expected[(4 * 8) + 4] = 1;
        gradients.Should().Equal(expected);
    }

    [Test]
    public void Dropout_plays_no_part_in_evaluation()
    {
        var dropping = new ImageNetwork(Small.Specification with { Dropout = 0.5 }, Small.Parameters);
        var images = RandomNetworks.Images(Small.Input, 2);
        using var plain = new SimdNetwork(Small);
        using var lanes = new SimdNetwork(dropping);

        Evaluate(lanes, images, Weights(2, 10)).Logits.Should().Equal(Evaluate(plain, images, Weights(2, 10)).Logits);
    }

    [TestCase(0)]
    [TestCase(191)]
    public void A_length_that_is_not_that_of_whole_images_is_refused(int length)
    {
        using var lanes = new SimdNetwork(Small);
        using var torch = TorchNetwork.Of(Small, CPU);

        FluentActions.Invoking(() => lanes.Forward(new float[length]))
            .Should().Throw<ArgumentException>().WithMessage($"*192*{length} numbers*");
        FluentActions.Invoking(() => torch.Forward(new float[length]))
            .Should().Throw<ArgumentException>().WithMessage($"*192*{length} numbers*");
    }

    [Test]
    public void Weights_and_gradients_of_another_length_are_refused()
    {
        using var lanes = new SimdNetwork(Small);
        using var torch = TorchNetwork.Of(Small, CPU);
        foreach (var network in new IDifferentiableNetwork[] { lanes, torch })
        {
            using var pass = network.Forward(RandomNetworks.Images(Small.Input, 2));

            pass.Invoking(p => p.InputGradients(new float[19], new float[384]))
                .Should().Throw<ArgumentException>().WithMessage("*20 logitWeights, but 19*");
            pass.Invoking(p => p.InputGradients(new float[20], new float[383]))
                .Should().Throw<ArgumentException>().WithMessage("*384 gradients, but 383*");
        }
    }

    [Test]
    public void Blocks_and_guided_gradients_of_another_length_are_refused()
    {
        using var lanes = new SimdNetwork(Small);
        using var torch = TorchNetwork.Of(Small, CPU);
        foreach (var network in new IConvolutionalNetwork[] { lanes, torch })
        {
            using var pass = network.Forward(RandomNetworks.Images(Small.Input, 2));
            var size = 2 * network.BlockOutput("convblock2").Size;

            Refused("gradients", () => pass.GuidedInputGradients(new float[20], new float[383]));
            Refused("logitWeights", () => pass.GuidedInputGradients(new float[19], new float[384]));
            Refused("features", () => pass.BlockGradients("convblock2", new float[20], new float[size - 1], new float[size]));
            Refused("gradients", () => pass.BlockGradients("convblock2", new float[20], new float[size], new float[size - 1]));
            Refused("logitWeights", () => pass.BlockGradients("convblock2", new float[19], new float[size], new float[size]));
            Refused("block", () => pass.BlockGradients("convblock9", new float[20], new float[size], new float[size]));
        }

        static void Refused(string name, Action action) => action.Should().Throw<ArgumentException>().WithParameterName(name);
    }

    [Test]
    public void A_network_of_pixels_normalizes_them_and_its_gradients_are_twice_as_steep()
    {
        float[] pixels = [.. RandomNetworks.Images(Small.Input, 2).Select(value => (value + 1) / 2)];
        float[] normalized = [.. pixels.Select(pixel => (pixel - 0.5f) / 0.5f)];
        using var lanes = new SimdNetwork(Small);

        var (logits, gradients) = Evaluate(new PixelNetwork(lanes), pixels, Weights(2, 10));

        var (expectedLogits, expectedGradients) = Evaluate(lanes, normalized, Weights(2, 10));
        logits.Should().Equal(expectedLogits);
        gradients.Should().Equal(expectedGradients.Select(gradient => gradient * 2));
    }

    [Test]
    public void A_module_in_training_mode_is_refused()
    {
        using var module = new LayeredModule(Small.Layers);
        module.train();

        FluentActions.Invoking(() => new TorchNetwork(module, Small.Input, 10, CPU))
            .Should().Throw<ArgumentException>().WithMessage("*training mode*eval()*");
    }

    [Test]
    public void The_tensor_library_is_not_used_where_its_gradients_are_wrong()
    {
        var network = RandomNetworks.Network(RandomNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Full, 8, 0.1875));

        FluentActions.Invoking(() => TorchNetwork.Of(network, CPU))
            .Should().Throw<NativeLibraryException>().WithMessage("*12 filters*REPRODUCE_DEVICE*");
    }

    private static (float[] Logits, float[] Gradients) Evaluate(IDifferentiableNetwork network, float[] images, float[] weights)
    {
        using var pass = network.Forward(images);
        var gradients = new float[images.Length];
        pass.InputGradients(weights, gradients);
        return (pass.Logits.ToArray(), gradients);
    }

    private static float[] EvaluateGuided(IConvolutionalNetwork network, float[] images, float[] weights)
    {
        using var pass = network.Forward(images);
        var gradients = new float[images.Length];
        pass.GuidedInputGradients(weights, gradients);
        return gradients;
    }

    private static (float[] Features, float[] Gradients) EvaluateBlock(
        IConvolutionalNetwork network, string block, float[] images, float[] weights)
    {
        using var pass = network.Forward(images);
        var count = images.Length / network.Input.Size;
        var features = new float[count * network.BlockOutput(block).Size];
        var gradients = new float[features.Length];
        pass.BlockGradients(block, weights, features, gradients);
        return (features, gradients);
    }

    private static float[] Weights(int images, int classes, uint seed = 5) =>
        RandomNetworks.Images(new ImageShape(classes, 1, 1), images, seed);

    /// <summary>A network whose logit 0 is the sum of the first channel's maxima over squares of 4 x 4, where they are above 0.</summary>
    private static ImageNetwork FirstChannelsSumOfMaxima()
    {
        var specification = RandomNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Reduced, 8, 1.0 / 32, classes: 3);
        var values = new Dictionary<string, float[]>();
        var shapes = ImageNetwork.ParametersOf(ImageNetworkLayers.Of(specification)).ToArray();
        foreach (var (name, shape) in shapes)
        {
            values[name] = new float[shape.Aggregate(1L, (product, extent) => product * extent)];
        }

        values["convblock1.0.weight"][4] = 1; // The centre of the first channel.
        values["convblock2.0.weight"][4] = 1;
        values["classifier.1.weight"].AsSpan(0, 4).Fill(1); // The four places of the first filter.
        values["classifier.3.weight"][0] = 1;
        return new ImageNetwork(specification, [.. shapes.SelectMany(parameter => values[parameter.Name])]);
    }
}
