using Reproduce.Core.Attacks;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class BestIterateTest
{
    private static readonly ImageShape TwoPixels = new(1, 1, 2);

    // Class 1 from a sum of 1 on.
    private static readonly LinearNetwork Network = new(TwoPixels, [[0, 0], [1, 1]], [1, 0]);

    [Test]
    public void The_first_misclassified_point_of_the_way_is_returned()
    {
        var attack = new BestIterate(new Wanderer([0.1f, 0.3f, 0.4f, 0]));

        attack.Perturb(Network, [0.4f, 0.3f], [0]).Should().Equal(0.4f + 0.3f, 0.3f + 0.3f);
    }

    [Test]
    public void Without_one_the_image_is_what_the_other_attack_returns()
    {
        var attack = new BestIterate(new Wanderer([0.1f, 0.05f, 0.02f]));

        attack.Perturb(Network, [0.4f, 0.3f], [0]).Should().Equal(0.4f + 0.02f, 0.3f + 0.02f);
    }

    [Test]
    public void Every_image_of_a_batch_has_a_way_of_its_own()
    {
        var attack = new BestIterate(new Wanderer([0.1f, 0.3f, 0]));

        attack.Perturb(Network, [0.4f, 0.3f, 0.1f, 0.1f, 0.45f, 0.4f], [0, 0, 0])
            .Should().Equal(0.4f + 0.3f, 0.3f + 0.3f, 0.1f, 0.1f, 0.45f + 0.1f, 0.4f + 0.1f);
    }

    [Test]
    public void Nothing_that_PGD_breaks_is_lost()
    {
        var network = LinearNetwork.Random(new ImageShape(3, 4, 4), 5, "best iterate");
        var images = AttackInputs.Images(network, 40);
        var labels = AttackInputs.OwnLabels(network, images);
        var pgd = new Pgd("test", Epsilon: 0.1f, StepSize: 0.05f);

        var last = AttackInputs.OwnLabels(network, pgd.Perturb(network, images, labels));
        var best = AttackInputs.OwnLabels(network, new BestIterate(pgd).Perturb(network, images, labels));

        last.Zip(labels).Count(pair => pair.First != pair.Second).Should().BeInRange(1, 39);
        best.Where((label, i) => label == labels[i] && last[i] != labels[i]).Should().BeEmpty();
    }

    [Test]
    public void An_attack_that_looks_at_a_part_of_the_images_is_refused()
    {
        var perturb = () => new BestIterate(new DeepFool()).Perturb(Network, [0.4f, 0.3f, 0.9f, 0.9f], [0, 0]);

        perturb.Should().Throw<ArgumentException>().WithMessage("*1 of 2 images*");
    }

    [Test]
    public void It_is_named_after_the_other_attack()
    {
        var attack = new BestIterate(new Fgsm());

        attack.Name.Should().Be("FGSM, best iterate");
        attack.Description.Should().Be("best iterate of " + new Fgsm().Description);
    }

    /// <summary>Adds given numbers to the pixels of the image, one after the other; the last point is returned without a look.</summary>
    private sealed record Wanderer(float[] Offsets) : IAttack
    {
        public string Name => "Wanderer";

        public string Description => Name;

        public void Perturb(
            IDifferentiableNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> labels, int firstIndex, Span<float> adversarial)
        {
            foreach (var (i, offset) in Offsets.Index())
            {
                for (var p = 0; p < images.Length; p++)
                {
                    adversarial[p] = images[p] + offset;
                }

                if (i < Offsets.Length - 1)
                {
                    network.Forward(adversarial).Dispose();
                }
            }
        }
    }
}
