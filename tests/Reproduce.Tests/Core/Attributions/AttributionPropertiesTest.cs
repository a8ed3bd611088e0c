using Reproduce.Core.Attributions;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Tests.Core.Networks;
using Reproduce.Tests.Torch.Networks;
using Reproduce.Torch.Networks;
using TorchSharp;

namespace Reproduce.Tests.Core.Attributions;

/// <summary>What holds for every method on every network.</summary>
[TestFixture]
[UsesLibTorch]
public sealed class AttributionPropertiesTest
{
    [Test]
    public void Images_are_explained_in_a_batch_and_by_several_threads_as_they_are_alone_in_every_bit(
        [ValueSource(typeof(Methods), nameof(Methods.All))] IAttribution<IConvolutionalNetwork> method,
        [Values] Architecture architecture)
    {
        using var network = new SimdNetwork(Methods.Network(architecture));
        var images = RandomNetworks.Images(network.Input, 19);
        int[] targets = [.. Enumerable.Range(0, 19).Select(i => i % network.ClassCount)];

        var together = AttributionRunner.Run(method, network, images, targets, batchSize: 19, threads: 1);

        together.Should().Equal(AttributionRunner.Run(method, network, images, targets, batchSize: 1, threads: 2));
        together.Chunk(method.ShapeOf(network).Size).Should().OnlyContain(attribution => attribution.All(float.IsFinite));
        together.Should().Contain(value => value != 0);
    }

    [TestCase(NetworkSpecification.Cifar10, Architecture.Full, 8)]
    [TestCase(NetworkSpecification.Cifar10, Architecture.Reduced, 8)]
    [TestCase(NetworkSpecification.Tsrd, Architecture.Full, 64)]
    [TestCase(NetworkSpecification.Tsrd, Architecture.Reduced, 64)]
    public void Every_network_of_the_catalog_is_explained_as_by_the_tensor_library(string kind, Architecture architecture, int side)
    {
        var network = Methods.Network(architecture, kind, side);
        using var lanes = new SimdNetwork(network);
        using var torchNetwork = TorchNetwork.Of(network, torch.CPU);
        var images = RandomNetworks.Images(network.Input, 5);
        int[] targets = [0, 1, 2, 3, 4];

        foreach (var method in Methods.All)
        {
            var expected = method.Explain(torchNetwork, images, targets);

            RandomNetworks.RelativeDifference(method.Explain(lanes, images, targets), expected).Should()
                .BeLessThan(1e-4, method.Description);
        }
    }

    [Test]
    public void Images_and_a_module_stay_as_they_are()
    {
        var specification = Methods.Network().Specification;
        using var module = new LayeredModule(ImageNetworkLayers.Of(specification));
        module.Load(Methods.Network().Parameters);
        module.eval();
        var network = new TorchNetwork(module, ImageNetworkLayers.InputOf(specification), specification.Classes, torch.CPU);
        var images = RandomNetworks.Images(network.Input, 2);
        float[] before = [.. images];
        int[] targets = [1, 4];

        foreach (var method in Methods.All)
        {
            method.Explain(network, images, targets);
        }

        images.Should().Equal(before);
        module.training.Should().BeFalse();
        ModuleWeights.Of(module).Should().Equal(Methods.Network().Parameters.ToArray());
        module.parameters().Select(parameter => parameter.grad).Should().OnlyContain(gradient => gradient == (object?)null);
        module.parameters().Should().OnlyContain(parameter => parameter.requires_grad);
    }

    [Test]
    public void No_tensor_is_left_behind([ValueSource(typeof(Methods), nameof(Methods.All))] IAttribution<IConvolutionalNetwork> method)
    {
        using var network = TorchNetwork.Of(Methods.Network(), torch.CPU);
        var images = RandomNetworks.Images(network.Input, 2);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        method.Explain(network, images, 1, 4);

        DisposeScopeManager.Statistics.ThreadTotalLiveCount.Should().Be(before);
    }

    [Test]
    public void The_target_decides_what_is_explained(
        [ValueSource(typeof(Methods), nameof(Methods.All))] IAttribution<IConvolutionalNetwork> method)
    {
        using var network = new SimdNetwork(Methods.Network());
        var images = RandomNetworks.Images(network.Input, 1);

        method.Explain(network, images, 0).Should().NotEqual(method.Explain(network, images, 1));
    }

    [Test]
    public void Inputs_out_of_range_are_named(
        [ValueSource(typeof(Methods), nameof(Methods.All))] IAttribution<IConvolutionalNetwork> method)
    {
        using var network = new SimdNetwork(Methods.Network());
        var (size, room) = (network.Input.Size, method.ShapeOf(network).Size);

        Throws("images", new float[size - 1], [0], room);
        Throws("images", [], [], 0);
        Throws("targets", new float[size], [0, 0], room);
        Throws("targets", new float[size], [5], room);
        Throws("targets", new float[size], [-1], room);
        Throws("attributions", new float[size], [0], room - 1);

        void Throws(string name, float[] images, int[] targets, int length) => FluentActions
            .Invoking(() => method.Attribute(network, images, targets, new float[length])).Should().Throw<ArgumentException>()
                .WithParameterName(name);
    }

    [Test]
    public void Images_are_not_overwritten()
    {
        using var network = new SimdNetwork(Methods.Network());
        var images = new float[network.Input.Size];

        FluentActions.Invoking(() => new Saliency().Attribute(network, images, [0], images))
            .Should().Throw<ArgumentException>().WithParameterName("attributions");
    }

    [TestCase("Steps", 0, 16)]
    [TestCase("InternalBatchSize", 50, 0)]
    public void Settings_out_of_range_are_named(string name, int steps, int internalBatchSize) =>
        FluentActions.Invoking(() => new IntegratedGradients(steps, internalBatchSize)).Should().Throw<ArgumentException>()
            .WithParameterName(name);

    [Test]
    public void A_runner_finds_what_is_wrong_before_the_first_batch()
    {
        using var network = new SimdNetwork(Methods.Network());
        var images = new float[2 * network.Input.Size];

        Throws("targets", [0, 5], batchSize: 1, threads: 1);
        Throws("batchSize", [0, 0], batchSize: 0, threads: 1);
        Throws("threads", [0, 0], batchSize: 1, threads: 0);

        void Throws(string name, int[] targets, int batchSize, int threads) => FluentActions
            .Invoking(() => AttributionRunner.Run(new Saliency(), network, images, targets, batchSize, threads))
            .Should().Throw<ArgumentException>().WithParameterName(name);
    }

    [Test]
    public void A_runner_stops_when_it_is_told_to()
    {
        using var network = new SimdNetwork(Methods.Network());
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        FluentActions
            .Invoking(() => AttributionRunner.Run(
                new Saliency(), network, new float[network.Input.Size], new[] { 0 }, batchSize: 1, threads: 1, cancelled.Token))
            .Should().Throw<OperationCanceledException>();
    }
}
