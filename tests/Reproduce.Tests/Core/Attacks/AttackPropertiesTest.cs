using CsCheck;
using Reproduce.Core.Attacks;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Core.Randomness;
using Reproduce.Tests.Torch.Networks;
using Reproduce.Torch.Networks;
using TorchSharp;

namespace Reproduce.Tests.Core.Attacks;

/// <summary>What holds for every attack on every network.</summary>
[TestFixture]
[UsesLibTorch]
public sealed class AttackPropertiesTest
{
    // Ten products and sums of numbers up to 1 have rounding errors of some 1e-6 together.
    private const float LeastMargin = 1e-5f;

    // A change is added to a pixel and taken away again for comparison: two roundings of numbers up to 1.
    private const float Slack = 1.2e-7f;

    private static readonly NetworkSpecification Small = new(NetworkSpecification.Cifar10, Architecture.Reduced)
    {
        Classes = 5,
        ImageSide = 8,
        Width = 0.25,
    };

    [Test]
    public void No_pixel_moves_by_more_than_epsilon_or_leaves_0_to_1() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Float[0, 1.5f]).Sample(
            (seed, epsilon) =>
            {
                var network = LinearNetwork.Random(new ImageShape(1, 2, 3), 4, $"network {seed}");
                var images = AttackInputs.Images(network, 3, $"images {seed}");
                foreach (var (attack, bound) in AttackInputs.Bounded(epsilon))
                {
                    var adversarial = attack.Perturb(network, images, [0, 1, 2]);

                    adversarial.Should().OnlyContain(pixel => pixel >= 0 && pixel <= 1);
                    adversarial.Zip(images, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThanOrEqualTo(bound + Slack);
                }
            },
            iter: 40);

    [Test]
    public void DeepFool_fools_every_linear_network_within_0_to_1_unless_the_pixels_end() =>
        Gen.Int[0, 10_000].Sample(seed =>
        {
            var network = LinearNetwork.Random(new ImageShape(1, 3, 3), 4, $"network {seed}");
            float[] image = [.. AttackInputs.Images(network, 1, $"images {seed}").Select(pixel => 0.4f + (0.2f * pixel))];
            var labels = AttackInputs.OwnLabels(network, image);
            if (AttackInputs.Margins(network, image, labels)[0] < LeastMargin)
            {
                // On the boundary but for rounding: what a step would move a pixel by may be less than the pixel's own rounding.
                return;
            }

            var adversarial = new DeepFool().Perturb(network, image, labels);

            adversarial.Should().OnlyContain(pixel => pixel >= 0 && pixel <= 1);
            var fooled = AttackInputs.CountCorrect(network, adversarial, labels) == 0;
            (fooled || adversarial.Any(pixel => pixel is 0 or 1)).Should().BeTrue("image {0} is neither fooled nor at the edge", seed);
        });

    [Test]
    public void A_large_epsilon_drives_accuracy_to_chance_or_below()
    {
        var network = LinearNetwork.Random(new ImageShape(3, 4, 4), 5, "chance");
        var images = AttackInputs.Images(network, 40);
        var labels = AttackInputs.OwnLabels(network, images);

        foreach (var (attack, _) in AttackInputs.Bounded(0.5f))
        {
            var adversarial = attack.Perturb(network, images, labels);

            AttackInputs.CountCorrect(network, adversarial, labels).Should().BeLessThanOrEqualTo(8, attack.Name);
        }
    }

    [Test]
    public void A_broken_image_stays_broken_and_the_same_settings_give_the_same_bits() =>
        Gen.Int[0, 10_000].Sample(
            seed =>
            {
                var network = LinearNetwork.Random(new ImageShape(1, 2, 3), 4, $"network {seed}");
                var images = AttackInputs.Images(network, 4, $"images {seed}");
                var labels = AttackInputs.OwnLabels(network, images);
                foreach (var attack in AttackInputs.Careful)
                {
                    var adversarial = attack.Perturb(network, images, labels);

                    adversarial.Should().OnlyContain(pixel => pixel >= 0 && pixel <= 1, attack.Description);
                    attack.Perturb(network, images, labels).Should().Equal(adversarial, attack.Description);
                    var again = attack.Perturb(network, adversarial, labels);
                    for (var i = 0; i < labels.Length; i++)
                    {
                        if (AttackInputs.OwnLabels(network, adversarial)[i] != labels[i])
                        {
                            again.Chunk(6).ElementAt(i).Should().Equal(adversarial.Chunk(6).ElementAt(i), attack.Description);
                        }
                    }
                }
            },
            iter: 20);

    [Test]
    public void Apgd_breaks_exactly_the_images_of_a_linear_network_that_epsilon_can_break() =>
        Gen.Select(Gen.Int[0, 10_000], Gen.Float[0.01f, 0.3f]).Sample(
            (seed, epsilon) =>
            {
                BreaksWhatCanBeBroken(new Apgd("test", epsilon, 20, ApgdLoss.CrossEntropy), 2, seed, epsilon);
                BreaksWhatCanBeBroken(new Apgd("test", epsilon, 20, ApgdLoss.TargetedDifferenceOfLogitsRatio), 4, seed, epsilon);
            },
            iter: 40);

    [Test]
    public void Square_breaks_exactly_the_images_of_a_linear_network_of_two_classes_that_epsilon_can_break() =>
        Gen.Select(Gen.Int[0, 10_000], Gen.Float[0.01f, 0.3f]).Sample(
            (seed, epsilon) => BreaksWhatCanBeBroken(new Square("test", epsilon, 1000), 2, seed, epsilon),
            iter: 20);

    [Test]
    public void A_torch_module_is_left_in_evaluation_mode_with_its_parameters_and_without_gradients()
    {
        using var module = new LayeredModule(ImageNetworkLayers.Of(Small));
        module.eval();
        var before = ModuleWeights.Of(module);
        var network = new PixelNetwork(new TorchNetwork(module, ImageNetworkLayers.InputOf(Small), Small.Classes, torch.CPU));
        var images = AttackInputs.Images(network, 3);

        foreach (var attack in AttackInputs.All)
        {
            attack.Perturb(network, images, [0, 1, 2]);
        }

        module.training.Should().BeFalse();
        ModuleWeights.Of(module).Should().Equal(before);
        module.parameters().Select(parameter => parameter.grad).Should().OnlyContain(gradient => gradient == (object?)null);
    }

    [Test]
    public void Images_of_a_torch_module_fare_in_a_batch_as_they_do_alone(
        [ValueSource(typeof(AttackInputs), nameof(AttackInputs.All))] IAttack attack)
    {
        var network = new PixelNetwork(TorchNetwork.Of(SmallNetwork(), torch.CPU));
        var images = AttackInputs.Images(network, 6);
        var labels = AttackInputs.OwnLabels(network, images);

        var together = AttackRunner.Run(attack, network, images, labels, batchSize: 6, threads: 1);
        var alone = AttackRunner.Run(attack, network, images, labels, batchSize: 1, threads: 2);

        // Libtorch's last bits depend on the batch, and with them the sign of a derivative of about 0.
        together.Zip(alone).Count(pair => Math.Abs(pair.First - pair.Second) < 1e-4f).Should().BeGreaterThan((int)(0.99 * images.Length));
        together.Should().NotEqual(images);
    }

    [Test]
    public void Images_of_a_lane_network_fare_in_a_batch_as_they_do_alone_in_every_bit(
        [ValueSource(typeof(AttackInputs), nameof(AttackInputs.All))] IAttack attack)
    {
        using var lanes = new SimdNetwork(SmallNetwork());
        var network = new PixelNetwork(lanes);
        var images = AttackInputs.Images(network, 6);
        var labels = AttackInputs.OwnLabels(network, images);

        var together = AttackRunner.Run(attack, network, images, labels, batchSize: 6, threads: 1);

        together.Should().Equal(AttackRunner.Run(attack, network, images, labels, batchSize: 1, threads: 2));
        together.Should().NotEqual(images);
    }

    /// <summary>
    /// Another class can be reached if its logit is behind by less than epsilon times the L1 norm of the difference of the weights; the
    /// pixels are so far from 0 and 1 that only epsilon counts.
    /// </summary>
    private static void BreaksWhatCanBeBroken(IAttack attack, int classes, int seed, float epsilon)
    {
        var network = LinearNetwork.Random(new ImageShape(1, 3, 3), classes, $"network {seed}");
        float[] images = [.. AttackInputs.Images(network, 5, $"images {seed}").Select(pixel => 0.3f + (0.4f * pixel))];
        var labels = AttackInputs.OwnLabels(network, images);
        var margins = images.Chunk(9).Select((image, i) => network.WorstMarginOf(image, labels[i], epsilon)).ToArray();

        var predicted = AttackInputs.OwnLabels(network, attack.Perturb(network, images, labels));

        for (var i = 0; i < labels.Length; i++)
        {
            // So near the edge rounding decides.
            if (Math.Abs(margins[i]) > 1e-4f)
            {
                (predicted[i] != labels[i]).Should().Be(margins[i] < 0, "seed {0}, image {1}, margin {2}", seed, i, margins[i]);
            }
        }
    }

    /// <summary>A network of small random weights, all known by their key.</summary>
    private static ImageNetwork SmallNetwork()
    {
        var random = MersenneTwister.FromKey("weights");
        var count = ImageNetworkLayers.ParameterCount(ImageNetworkLayers.Of(Small));
        return new ImageNetwork(Small, [.. Enumerable.Range(0, count).Select(_ => (float)(0.6 * (random.NextDouble() - 0.5)))]);
    }
}
