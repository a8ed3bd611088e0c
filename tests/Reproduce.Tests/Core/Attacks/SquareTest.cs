using Reproduce.Core.Attacks;
using Reproduce.Core.Data;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class SquareTest
{
    private static readonly ImageShape Pixels = new(2, 8, 8);

    [Test]
    public void It_starts_with_vertical_stripes_in_every_channel()
    {
        var start = new Square("key", Epsilon: 0.125f, Queries: 1).Perturb(Deaf(), Grey(), [0]);

        start.Distinct().Order().Should().Equal(0.375f, 0.625f);
        for (var i = 0; i < start.Length; i++)
        {
            start[i].Should().Be(start[(i / 64 * 64) + (i % 8)]);
        }

        start[..8].Should().NotEqual(start[64..72]);
    }

    [Test]
    public void A_square_that_raises_no_margin_is_dropped()
    {
        // The margin never changes, so that the start stays the best.
        var attack = new Square("key", Epsilon: 0.125f, Queries: 50);

        attack.Perturb(Deaf(), Grey(), [0]).Should().Equal((attack with { }).Perturb(Deaf(), Grey(), [0]))
            .And.Equal(new Square("key", Epsilon: 0.125f, Queries: 1).Perturb(Deaf(), Grey(), [0]));
    }

    [Test]
    public void The_squares_shrink_on_the_published_schedule()
    {
        var shape = new ImageShape(3, 32, 32);
        var full = new Square("key", Queries: 10_000);
        (int Proposals, int Share)[] schedule =
            [(10, 1), (11, 2), (50, 2), (51, 4), (201, 8), (501, 16), (1001, 32), (2001, 64), (4001, 128), (6001, 256), (8001, 512)];

        foreach (var (proposals, share) in schedule)
        {
            full.SideOf(proposals, shape).Should().Be((int)Math.Round(Math.Sqrt(0.8 * 1024 / share)), "after {0}", proposals);
        }

        new Square("key", Queries: 1000).SideOf(5, shape).Should().Be(20, "a tenth of the queries is a tenth of the schedule");
        new Square("key", FirstShare: 1).SideOf(0, new ImageShape(1, 4, 16)).Should().Be(4, "a square fits into the image");
        full.SideOf(9999, new ImageShape(1, 2, 2)).Should().Be(1);
    }

    [Test]
    public void It_sees_logits_alone_and_ends_with_the_first_adversarial_image()
    {
        var network = LinearNetwork.Random(Pixels, 4, "logits");
        var images = AttackInputs.Images(network, 6);
        var labels = AttackInputs.OwnLabels(network, images);
        network.BatchSizes.Clear();

        new Square("key", Epsilon: 0.3f, Queries: 300).Perturb(network, images, labels);

        network.GradientSizes.Should().BeEmpty();
        network.BatchSizes.Should().BeInDescendingOrder().And.HaveCountLessThan(301);
    }

    [Test]
    public void It_finds_its_way_without_a_gradient()
    {
        var masked = LinearNetwork.Random(Pixels, 4, "masked", scale: 100_000);
        var images = AttackInputs.Images(masked, 10);
        var labels = AttackInputs.OwnLabels(masked, images);

        AttackInputs.CountCorrect(masked, new Pgd(null, Epsilon: 0.2f).Perturb(masked, images, labels), labels).Should().Be(10);
        AttackInputs.CountCorrect(masked, new Square("key", 0.2f, 500).Perturb(masked, images, labels), labels).Should().Be(0);
    }

    [Test]
    public void An_images_stream_belongs_to_its_place()
    {
        var network = LinearNetwork.Random(Pixels, 4, "place");
        var images = AttackInputs.Images(network, 2);
        var labels = AttackInputs.OwnLabels(network, images);
        var attack = new Square("key", Epsilon: 0.01f, Queries: 20);

        var both = attack.Perturb(network, images, labels, firstIndex: 7);

        attack.Perturb(network, images[Pixels.Size..], labels[1..], firstIndex: 8).Should().Equal(both[Pixels.Size..]);
        new Square("another key", Epsilon: 0.01f, Queries: 20).Perturb(network, images, labels, firstIndex: 7).Should().NotEqual(both);
    }

    [Test]
    public void Description_names_every_setting() =>
        new Square("seed=1").Description.Should().Be("Square(epsilon=0.03137255, queries=5000, firstShare=0.8, stream=seed=1)");

    /// <summary>A network whose classes do not depend on the image.</summary>
    private static LinearNetwork Deaf() => new(Pixels, [new float[Pixels.Size], new float[Pixels.Size]], [1, 0]);

    private static float[] Grey() => [.. Enumerable.Repeat(0.5f, Pixels.Size)];
}
