using CsCheck;
using Reproduce.Core.Attributions;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Tests.Core.Attacks;
using Reproduce.Tests.Core.Networks;

namespace Reproduce.Tests.Core.Attributions;

[TestFixture]
public sealed class IntegratedGradientsTest
{
    [Test]
    public void A_networks_attributions_are_those_computed_by_hand()
    {
        // On the way from (0, 0) to (3, 1) the outer ReLU opens at the middle: 3 · 1 · 1/2 and 1 · (-1) · 1/2.
        new IntegratedGradients().Explain(FunctionNetwork.ThreeRelus(), [3, 1], 0).Should().Equal([1.5f, -0.5f], Close);
    }

    [Test]
    public void A_network_whose_filters_are_in_another_order_has_the_same_attributions()
    {
        var network = RandomNetworks.Network(
            RandomNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Reduced, 8, 0.125, classes: 5));
        using var lanes = new SimdNetwork(network);
        using var turned = new SimdNetwork(FirstBlockReversed(network));
        var images = RandomNetworks.Images(network.Input, 3);

        foreach (var method in Methods.All.Where(method => method is not LayerGradCam { Block: "convblock1" }))
        {
            var expected = method.Explain(lanes, images, 0, 1, 2);

            RandomNetworks.RelativeDifference(method.Explain(turned, images, 0, 1, 2), expected).Should()
                .BeLessThan(1e-5, method.Description);
        }
    }

    [Test]
    public void Of_a_linear_model_every_number_gets_its_weight_times_itself() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Int[1, 60]).Sample(
            (seed, steps) =>
            {
                var network = LinearNetwork.Random(new ImageShape(1, 2, 3), 4, $"network {seed}");
                var image = AttackInputs.Images(network, 1, $"image {seed}");
                var weights = new Saliency().Explain(network, image, 2);

                var attribution = new IntegratedGradients(steps).Explain(network, image, 2);

                attribution.Select(Math.Abs).Should().Equal(weights.Zip(image, (weight, pixel) => weight * Math.Abs(pixel)), Close);
            },
            iter: 50);

    [Test]
    public void A_polynomial_is_integrated_exactly_by_half_as_many_steps_as_its_degree()
    {
        // x^6 has a gradient of degree 5: three points of a Gauss-Legendre rule are exact, two are not.
        var power = new FunctionNetwork(1, x => MathF.Pow(x[0], 6), x => [6 * MathF.Pow(x[0], 5)]);

        new IntegratedGradients(Steps: 3).Explain(power, [1.5f], 0)[0].Should().BeApproximately(MathF.Pow(1.5f, 6), 1e-5f);
        new IntegratedGradients(Steps: 2).Explain(power, [1.5f], 0)[0].Should().NotBeApproximately(MathF.Pow(1.5f, 6), 0.05f);
    }

    [TestCase(NetworkSpecification.Cifar10, Architecture.Full, 8)]
    [TestCase(NetworkSpecification.Cifar10, Architecture.Reduced, 8)]
    [TestCase(NetworkSpecification.Tsrd, Architecture.Reduced, 64)]
    public void The_numbers_add_up_to_the_difference_of_the_logits_and_the_gap_falls_with_the_steps(
        string kind, Architecture architecture, int side)
    {
        const int count = 8;
        using var lanes = new SimdNetwork(Methods.Network(architecture, kind, side));
        var images = RandomNetworks.Images(lanes.Input, count);
        int[] targets = [.. Enumerable.Range(0, count).Select(i => i % lanes.ClassCount)];
        var differences = Logits(lanes, images, targets).Zip(Logits(lanes, new float[images.Length], targets), (end, start) => end - start)
            .ToArray();

        var gaps = new[] { 4, 40, 400 }.Select(MeanGap).ToArray();

        gaps[1].Should().BeLessThan(gaps[0] / 3);
        gaps[2].Should().BeLessThan(gaps[1] / 3);
        gaps[2].Should().BeLessThan(0.01 * differences.Average(Math.Abs));

        double MeanGap(int steps) => new IntegratedGradients(steps).Explain(lanes, images, targets)
            .Chunk(lanes.Input.Size)
            .Zip(differences, (attribution, difference) => Math.Abs(attribution.Sum(value => (double)value) - difference))
            .Average();
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(16)]
    [TestCase(1000)]
    public void No_more_points_go_through_the_network_at_once_than_the_internal_batch_size_and_it_changes_no_bit(int internalBatchSize)
    {
        var network = FunctionNetwork.ThreeRelus();
        float[] images = [3, 1, 2, 0.25f, 4, 0, -1, 1];
        var expected = new IntegratedGradients(Steps: 9, InternalBatchSize: 9).Explain(network, images, 0, 0, 0, 0);
        network.BatchSizes.Clear();

        var attributions = new IntegratedGradients(Steps: 9, internalBatchSize).Explain(network, images, 0, 0, 0, 0);

        attributions.Should().Equal(expected);
        network.BatchSizes.Max().Should().Be(Math.Min(internalBatchSize, 36));
        network.BatchSizes.Sum().Should().Be(36);
    }

    private static bool Close(float actual, float expected) => Math.Abs(actual - expected) < 1e-5f;

    private static double[] Logits(SimdNetwork network, float[] images, int[] targets)
    {
        using var pass = network.Forward(images);
        var logits = pass.Logits.ToArray();
        return [.. targets.Select((target, i) => (double)logits[(i * network.ClassCount) + target])];
    }

    /// <summary>The same function with the first convolution's filters, and the second's inputs, in reverse.</summary>
    private static ImageNetwork FirstBlockReversed(ImageNetwork network)
    {
        var values = network.Parameters.ToArray();
        var (first, second) = (network.Layers.OfType<NetworkLayer.Convolution>().First(), network.Layers.OfType<NetworkLayer.Convolution>()
            .Last());
        var taps = 9 * first.Inputs;
        var secondAt = (taps * first.Filters) + first.Filters;
        float[] turned = [.. values];
        for (var filter = 0; filter < first.Filters; filter++)
        {
            var other = first.Filters - 1 - filter;
            values.AsSpan(filter * taps, taps).CopyTo(turned.AsSpan(other * taps));
            turned[(taps * first.Filters) + other] = values[(taps * first.Filters) + filter];
            for (var outer = 0; outer < second.Filters; outer++)
            {
                var row = secondAt + (outer * 9 * second.Inputs);
                values.AsSpan(row + (9 * filter), 9).CopyTo(turned.AsSpan(row + (9 * other)));
            }
        }

        return new ImageNetwork(network.Specification, turned);
    }
}
