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
        ZeroGradients.Measure(masked, images, labels, 20, 1).Count(measure => measure.Vanishes).Should().BeGreaterThan(10);

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
    public void The_targeted_loss_needs_four_classes_and_cross_entropy_only_two()
    {
        var three = LinearNetwork.Random(Pixels, 3, "three");
        var targeted = () => new Apgd("start", Loss: ApgdLoss.TargetedDifferenceOfLogitsRatio)
            .Perturb(three, AttackInputs.Images(three, 1), [0]);
        targeted.Should().Throw<ArgumentException>().WithParameterName("network").WithMessage("*4 classes or more*are 3*");

        var two = LinearNetwork.Random(Pixels, 2, "two");
        var image = AttackInputs.Images(two, 1);
        var labels = AttackInputs.OwnLabels(two, image);
        AttackInputs.CountCorrect(
            two, new Apgd("start", Epsilon: 1, Loss: ApgdLoss.CrossEntropy).Perturb(two, image, labels), labels).Should().Be(0);
    }

    [Test]
    public void Cross_entropy_does_not_see_what_the_ratios_see()
    {
        var masked = LinearNetwork.Random(Pixels, 5, "masked", scale: 1000);
        var images = AttackInputs.Images(masked, 20);
        var labels = AttackInputs.OwnLabels(masked, images);

        int Left(ApgdLoss loss) =>
            AttackInputs.CountCorrect(masked, new Apgd(null, 0.125f, Loss: loss).Perturb(masked, images, labels), labels);

        Left(ApgdLoss.CrossEntropy).Should().BeGreaterThan(10);
        Left(ApgdLoss.TargetedDifferenceOfLogitsRatio).Should().BeLessThan(5);
    }

    [Test]
    public void Targets_are_tried_from_the_likeliest_on_until_one_is_reached()
    {
        // Class 1 comes second but depends on nothing; class 2 comes third and is within reach.
        var network = new LinearNetwork(new ImageShape(1, 1, 2), [[0, 0], [0, 0], [0, 4], [0, 0]], [1, 0.875f, -1.25f, -9]);

        new Apgd(null, Epsilon: 0.125f, Steps: 6, Loss: ApgdLoss.TargetedDifferenceOfLogitsRatio).Perturb(network, [0.5f, 0.5f], [0])
            .Should().Equal(0.5f, 0.625f);

        // As it is; the start and six steps towards class 1; the start and one step towards class 2.
        network.BatchSizes.Should().HaveCount(1 + 7 + 2);
    }

    [Test]
    public void An_image_that_holds_ends_at_the_highest_loss_of_all_targets()
    {
        // Of classes 1 and 2, the second comes nearer: its lead is 2 - 0.25 of 2, and that of the first 1.75 - 0.0625 before.
        var network = new LinearNetwork(new ImageShape(1, 1, 2), [[0, 0], [0.5f, 0], [0, 8], [0, 0]], [2, 0, -4, -9]);

        new Apgd(null, Epsilon: 0.125f, Steps: 6, Loss: ApgdLoss.TargetedDifferenceOfLogitsRatio).Perturb(network, [0.5f, 0.5f], [0])[1]
            .Should().Be(0.625f);
    }

    [Test]
    public void Description_names_every_setting()
    {
        new Apgd("seed=1").Description.Should().Be("APGD-DLR(epsilon=0.03137255, steps=50, randomStart=seed=1)");
        new Apgd(null, 0.5f, 3, ApgdLoss.CrossEntropy).Description.Should().Be("APGD-CE(epsilon=0.5, steps=3, randomStart=none)");
        new Apgd(null, 0.5f, 3, ApgdLoss.TargetedDifferenceOfLogitsRatio).Description
            .Should().Be("APGD-T(epsilon=0.5, steps=3, randomStart=none)");
    }
}
