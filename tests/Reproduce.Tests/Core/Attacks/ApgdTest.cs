using Reproduce.Core.Attacks;
using Reproduce.Core.Data;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class ApgdTest
{
    private static readonly ImageShape Pixels = new(3, 4, 4);

    [Test]
    public void A_scale_of_the_logits_that_hides_the_gradient_from_pgd_does_not_hide_it_from_apgd()
    {
        var masked = LinearNetwork.Random(Pixels, 5, "masked", scale: 1000);
        var images = AttackInputs.Images(masked, 20);
        var labels = AttackInputs.OwnLabels(masked, images);
        GradientMasking.Measure(masked, images, labels, 20, 1).Count(measure => measure.Vanishes).Should().BeGreaterThan(10);

        var pgd = new Pgd(null, Epsilon: 0.125f).Perturb(masked, images, labels);
        var apgd = new Apgd("start", Epsilon: 0.125f).Perturb(masked, images, labels);

        AttackInputs.CountCorrect(masked, pgd, labels).Should().BeGreaterThan(10);
        AttackInputs.CountCorrect(masked, apgd, labels).Should().BeLessThan(5);
    }

    [Test]
    public void The_scale_of_the_logits_changes_nothing()
    {
        var network = LinearNetwork.Random(Pixels, 5, "scale");
        var scaled = LinearNetwork.Random(Pixels, 5, "scale", scale: 1024);
        var images = AttackInputs.Images(network, 10);
        var labels = AttackInputs.OwnLabels(network, images);
        var attack = new Apgd("start", Epsilon: 0.03f);

        attack.Perturb(scaled, images, labels).Should().Equal(attack.Perturb(network, images, labels));
    }

    [Test]
    public void Images_that_are_wrong_already_stay_as_they_are()
    {
        var network = LinearNetwork.Random(Pixels, 4, "wrong");
        var images = AttackInputs.Images(network, 6);
        int[] labels = [.. AttackInputs.OwnLabels(network, images).Select(label => (label + 1) % 4)];

        new Apgd("start").Perturb(network, images, labels).Should().Equal(images);

        network.GradientSizes.Should().BeEmpty();
    }

    [Test]
    public void The_search_ends_with_the_first_adversarial_image()
    {
        // One step of twice epsilon is enough: pixel 0 falls by all of epsilon.
        var network = new LinearNetwork(new ImageShape(1, 1, 2), [[1, 0], [0, 0], [0, 0]], [0, 0.5f, -1]);

        new Apgd(null, Epsilon: 0.125f).Perturb(network, [0.5625f, 0.5f], [0]).Should().Equal(0.4375f, 0.5f);

        // As it is; as the start, which is the same; after the step.
        network.BatchSizes.Should().Equal(1, 1, 1);
    }

    [Test]
    public void An_image_that_holds_ends_at_its_highest_loss()
    {
        var network = new LinearNetwork(new ImageShape(1, 1, 2), [[1, 0], [0, 0], [0, 0]], [1, 0.5f, -1]);

        new Apgd(null, Epsilon: 0.125f, Steps: 30).Perturb(network, [0.5625f, 0.5f], [0]).Should().Equal(0.4375f, 0.5f);

        network.BatchSizes.Should().HaveCount(32);
        network.GradientSizes.Should().HaveCount(30);
    }

    [Test]
    public void Fewer_than_three_classes_are_an_error()
    {
        var network = LinearNetwork.Random(Pixels, 2, "two");

        var attack = () => new Apgd("start").Perturb(network, AttackInputs.Images(network, 1), [0]);

        attack.Should().Throw<ArgumentException>().WithParameterName("network").WithMessage("*3 classes or more*are 2*");
    }

    [Test]
    public void Description_names_every_setting() =>
        new Apgd("seed=1").Description.Should().Be("APGD-DLR(epsilon=0.03137255, steps=50, randomStart=seed=1)");
}
