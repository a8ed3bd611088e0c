using Reproduce.Core.Attacks;
using Reproduce.Core.Data;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class DeepFoolTest
{
    private static readonly ImageShape TwoPixels = new(1, 1, 2);

    [Test]
    public void A_linear_network_of_two_classes_is_fooled_by_one_step_2_percent_beyond_the_boundary()
    {
        // The gap is 3.4 - 2.4 = 1, its gradient (3, 4) of norm 5: the boundary is (3, 4) / 25 away.
        var network = new LinearNetwork(TwoPixels, [[0, 0], [3, 4]], [3.4f, 0]);

        var adversarial = new DeepFool().Perturb(network, [0.4f, 0.3f], [0]);

        adversarial[0].Should().BeApproximately(0.4f + (1.02f * 0.12f), 1e-6f);
        adversarial[1].Should().BeApproximately(0.3f + (1.02f * 0.16f), 1e-6f);
        network.GradientSizes.Should().Equal(1);
    }

    [Test]
    public void The_nearest_boundary_is_taken_not_that_of_the_runner_up()
    {
        // Class 1 is 1 behind with a gradient of norm 10, class 2 only 0.5 behind with a gradient of norm 1: 0.1 is nearer than 0.5.
        var network = new LinearNetwork(TwoPixels, [[0, 0], [6, 8], [-1, 0]], [5, -0.8f, 5]);

        var adversarial = new DeepFool().Perturb(network, [0.5f, 0.225f], [0]);

        adversarial[0].Should().BeApproximately(0.5f + (1.02f * 0.06f), 1e-5f);
        adversarial[1].Should().BeApproximately(0.225f + (1.02f * 0.08f), 1e-5f);
    }

    [Test]
    public void An_infinite_gradient_leaves_the_image_as_it_is()
    {
        // The logits are 1 and 0.5; their difference changes by infinitely much with the first pixel.
        var network = new LinearNetwork(TwoPixels, [[-float.MaxValue, 0], [float.MaxValue, 1]], [1, 0]);

        new DeepFool().Perturb(network, [0, 0.5f], [0]).Should().Equal(0, 0.5f);
    }

    [Test]
    public void Images_that_are_wrong_already_stay_as_they_are()
    {
        var network = LinearNetwork.Random(TwoPixels, 3, "wrong");
        var images = AttackInputs.Images(network, 6);
        int[] labels = [.. AttackInputs.OwnLabels(network, images).Select(label => (label + 1) % 3)];

        new DeepFool().Perturb(network, images, labels).Should().Equal(images);

        network.GradientSizes.Should().BeEmpty();
    }

    [Test]
    public void Finished_images_drop_out_of_the_batch()
    {
        // Class 0 for pixels below 0.5; the first two of four images are labelled 1, so wrong. Class 2 is out of reach.
        var network = new LinearNetwork(TwoPixels, [[0, 0], [1, 1], [0, 0]], [1, 0, -9]);
        float[] images = [0.1f, 0.2f, 0.2f, 0.2f, 0.3f, 0.2f, 0.4f, 0.3f];

        var adversarial = new DeepFool().Perturb(network, images, [1, 1, 0, 0]);

        AttackInputs.CountCorrect(network, adversarial, [1, 1, 0, 0]).Should().Be(0);
        adversarial[..4].Should().Equal(images[..4]);
        // All; without the two that are wrong; the two after their step. Then the count of this test.
        network.BatchSizes.Should().Equal(4, 2, 2, 4);
        network.GradientSizes.Should().Equal(2, 2);
    }

    [Test]
    public void A_single_finished_image_of_many_is_carried_along_to_the_next_step()
    {
        var network = new LinearNetwork(TwoPixels, [[0, 0], [1, 1]], [1, 0]);

        new DeepFool().Perturb(network, [0.1f, 0.2f, 0.3f, 0.2f, 0.4f, 0.3f], [1, 0, 0]);

        network.BatchSizes.Should().Equal(3, 2);
        network.GradientSizes.Should().Equal(3);
    }

    [Test]
    public void The_overshoot_applies_and_the_pixels_are_cut_at_every_step()
    {
        // Gap 0.4, so a step of -0.2 * 1.5 in both pixels, of which the first has 0.05 only; then a gap of 0.05 and a step of -0.025 * 1.5.
        var network = new LinearNetwork(TwoPixels, [[1, 1], [0, 0]], [0, 0.15f]);

        var adversarial = new DeepFool(Steps: 2, Overshoot: 0.5f).Perturb(network, [0.05f, 0.5f], [0]);

        adversarial[0].Should().Be(0);
        adversarial[1].Should().BeApproximately(0.1625f, 1e-6f);
    }

    [Test]
    public void An_image_that_cannot_move_stays_instead_of_becoming_not_a_number()
    {
        var network = new LinearNetwork(TwoPixels, [[1, 2], [1, 2]], [1, 0]);

        new DeepFool().Perturb(network, [0.4f, 0.3f], [0]).Should().Equal(0.4f, 0.3f);

        network.BatchSizes.Should().Equal(1);
    }

    [Test]
    public void An_image_at_the_edge_of_the_pixels_is_given_up()
    {
        // The boundary lies at pixel 0 = -0.5, out of reach: one step to 0, one that changes nothing.
        var network = new LinearNetwork(TwoPixels, [[1, 0], [0, 0]], [0.5f, 0]);

        new DeepFool().Perturb(network, [0.25f, 0.5f], [0]).Should().Equal(0f, 0.5f);

        network.BatchSizes.Should().Equal(1, 1);
    }

    [Test]
    public void An_image_on_the_boundary_stays_since_the_step_has_length_0()
    {
        // Of equal logits the lower class is predicted.
        var network = new LinearNetwork(TwoPixels, [[1, 0], [0, 1]], [0, 0]);

        new DeepFool().Perturb(network, [0.5f, 0.5f], [0]).Should().Equal(0.5f, 0.5f);
    }

    [Test]
    public void The_last_step_is_not_looked_at()
    {
        var network = new LinearNetwork(TwoPixels, [[0, 0], [3, 4]], [3.4f, 0]);

        new DeepFool(Steps: 1).Perturb(network, [0.4f, 0.3f], [0])[0].Should().BeGreaterThan(0.52f);

        network.BatchSizes.Should().Equal(1);
    }

    [Test]
    public void Description_names_every_setting() => new DeepFool().Description.Should().Be("DeepFool(steps=50, overshoot=0.02)");
}
