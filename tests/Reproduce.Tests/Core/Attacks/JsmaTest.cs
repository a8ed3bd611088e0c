using CsCheck;
using Reproduce.Core.Attacks;
using Reproduce.Core.Data;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class JsmaTest
{
    private static readonly ImageShape FourPixels = new(1, 2, 2);

    [Test]
    public void The_pair_with_the_largest_product_of_effects_goes_to_1()
    {
        // Pixels 1 and 3 raise the target by 2 + 3 and lower the other by 2 + 1; of all pairs, no product is above 5 * 3.
        var network = new LinearNetwork(FourPixels, [[4, -2, 1, -1], [1, 2, 0, 3]], [1, 0]);

        new Jsma(OfLogits: true, Gamma: 0.5f).Perturb(network, [0.5f, 0.25f, 0.5f, 0.125f], [0]).Should().Equal(0.5f, 1, 0.5f, 1);
    }

    [Test]
    public void A_negative_theta_lowers_pixels()
    {
        var network = new LinearNetwork(FourPixels, [[4, -2, 1, -1], [-1, 2, 0, 3]], [0, 1.5f]);

        // Pixels 0 and 2 raise the other by 4 + 1, and lower the target by 1 + 0.
        new Jsma(OfLogits: true, Theta: -1, Gamma: 0.5f).Perturb(network, [0.75f, 0.25f, 0.5f, 0.125f], [0])
            .Should().Equal(0, 0.25f, 0, 0.125f);
    }

    [Test]
    public void No_more_values_change_than_gamma_allows()
    {
        // Two pairs would be enough, one is not.
        var network = new LinearNetwork(FourPixels, [[-1, -1, -1, -1], [1, 1, 1, 1]], [6, 0]);

        new Jsma(OfLogits: true, Gamma: 0.75f).Perturb(network, new float[4], [0]).Should().Equal(0, 0, 0, 0);
        new Jsma(OfLogits: true, Gamma: 1).Perturb(network, new float[4], [0]).Should().Equal(1, 1, 1, 1);
    }

    [Test]
    public void Probabilities_that_underflow_end_the_attack_and_logits_do_not()
    {
        var network = new LinearNetwork(FourPixels, [[-1, -1, -1, -1], [1, 1, 1, 1]], [3, 0], scale: 1000);

        new Jsma(Gamma: 1).Perturb(network, new float[4], [0]).Should().Equal(0, 0, 0, 0);
        new Jsma(OfLogits: true, Gamma: 1).Perturb(network, new float[4], [0]).Should().Equal(1, 1, 0, 0);
        new Jsma(Gamma: 1).Perturb(new LogitScaling(network, 1000), new float[4], [0]).Should().Equal(1, 1, 0, 0);
    }

    [Test]
    public void Of_several_targets_the_success_with_the_fewest_changes_counts()
    {
        // Class 1 needs four pixels, class 2 the last two.
        var network = new LinearNetwork(FourPixels, [[-1, -1, -4, -4], [1, 1, 1, 1], [-1, -1, 3, 3]], [11, 0, -1]);

        new Jsma(AttackTargets.Next, OfLogits: true, Gamma: 1).Perturb(network, new float[4], [0]).Should().Equal(1, 1, 1, 1);
        new Jsma(AttackTargets.EachOther, OfLogits: true, Gamma: 1).Perturb(network, new float[4], [0]).Should().Equal(0, 0, 1, 1);
    }

    [Test]
    public void A_changed_image_is_seen_as_the_target_and_changed_within_gamma() =>
        Gen.Select(Gen.Int[0, 10_000], Gen.Float[0.1f, 1], Gen.Bool).Sample(
            (seed, gamma, ofLogits) =>
            {
                var network = LinearNetwork.Random(new ImageShape(3, 2, 2), 4, $"network {seed}");
                var images = AttackInputs.Images(network, 4, $"images {seed}");
                var labels = AttackInputs.OwnLabels(network, images);

                var adversarial = new Jsma(OfLogits: ofLogits, Gamma: gamma).Perturb(network, images, labels);

                var classes = AttackInputs.OwnLabels(network, adversarial);
                for (var i = 0; i < labels.Length; i++)
                {
                    var changed = Enumerable.Range(i * 12, 12).Count(p => adversarial[p] != images[p]);
                    changed.Should().BeLessThanOrEqualTo((int)(12 * gamma));
                    classes[i].Should().Be(changed == 0 ? labels[i] : (labels[i] + 1) % 4);
                }
            },
            iter: 50);

    [Test]
    public void The_best_of_all_pairs_is_found() =>
        Gen.Select(Gen.Int[-3, 3].Array[9], Gen.Int[-3, 3].Array[9], Gen.Int[0, 2].Array[9], Gen.Bool).Sample(
            (ofTarget, ofOthers, values, raises) =>
            {
                float[] image = [.. values.Select(value => value / 2f)];
                var pair = new SaliencyPair(9, raises ? 1 : -1);

                var isFound = pair.Find(image, [.. ofTarget.Select(v => (float)v)], [.. ofOthers.Select(v => (float)v)]);

                int Product(int p, int q)
                {
                    var sign = raises ? 1 : -1;
                    var (up, down) = (sign * (ofTarget[p] + ofTarget[q]), -sign * (ofOthers[p] + ofOthers[q]));
                    return up > 0 && down > 0 && values[p] != 1 + sign && values[q] != 1 + sign ? up * down : 0;
                }

                var best = Enumerable.Range(0, 9).SelectMany(p => Enumerable.Range(0, p).Select(q => Product(p, q))).Max();
                isFound.Should().Be(best > 0);
                if (isFound)
                {
                    pair.First.Should().NotBe(pair.Second);
                    Product(pair.First, pair.Second).Should().Be(best);
                }
            });

    [Test]
    public void Description_names_every_setting()
    {
        new Jsma().Description.Should().Be("JSMA(targets=next, outputs=probabilities, theta=1, gamma=0.145)");
        new Jsma(AttackTargets.EachOther, OfLogits: true, -0.5f, 1).Description
            .Should().Be("JSMA(targets=each other, outputs=logits, theta=-0.5, gamma=1)");
    }
}
