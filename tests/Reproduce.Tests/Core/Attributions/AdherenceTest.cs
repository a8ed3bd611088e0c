using CsCheck;
using Reproduce.Core.Attributions;
using Reproduce.Core.Experiments;
using Reproduce.Core.Randomness;

namespace Reproduce.Tests.Core.Attributions;

[TestFixture]
public sealed class AdherenceTest
{
    [Test]
    public void An_images_cosine_and_lengths_are_those_of_its_vectors()
    {
        var images = ImageAdherence.Compare([3, 4, 1, 0, 2, 0], [4, 3, 0, 5, -7, 0], count: 3);

        images.Should().Equal(new ImageAdherence(24.0 / 25, 5, 5), new ImageAdherence(0, 1, 5), new ImageAdherence(-1, 2, 7));
    }

    [Test]
    public void An_attribution_of_zeros_has_a_cosine_of_0_with_everything()
    {
        var images = ImageAdherence.Compare([0, 0, 1, 1, 0, 0], [1, 1, 0, 0, 0, 0], count: 3);

        images.Select(image => image.Cosine).Should().Equal(0, 0, 0);
        Adherence.Of(Protocol.AsReleased, images.AsSpan()).Should().Be(0);
        Adherence.Of(Protocol.AsDescribed, images.AsSpan()).Should().Be(0);
    }

    [Test]
    public void Attributions_too_small_for_their_squares_have_a_direction_still()
    {
        var image = ImageAdherence.Compare([1e-30f, 0], [1e-35f, 1e-35f], count: 1).Single();

        image.Cosine.Should().BeApproximately(Math.Sqrt(0.5), 1e-6);
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void A_number_that_is_not_finite_is_refused_with_its_image(float number) =>
        FluentActions.Invoking(() => ImageAdherence.Compare([1, 1, 1, number], [1, 1, 1, 1], count: 2))
            .Should().Throw<ArgumentException>().WithMessage("*image 1 is not finite*");

    [Test]
    public void Lengths_that_do_not_fit_are_refused()
    {
        FluentActions.Invoking(() => ImageAdherence.Compare([1, 1], [1, 1, 1], count: 1)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => ImageAdherence.Compare([1, 1, 1], [1, 1, 1], count: 2)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => ImageAdherence.Compare([], [], count: 0)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Adherence.Of(Protocol.AsReleased, [])).Should().Throw<ArgumentException>();
    }

    [Test]
    public void As_described_every_image_weighs_the_same_and_as_released_by_its_length()
    {
        // (10, 0) with (10, 0), and (1, 0) with (0, 1).
        var images = ImageAdherence.Compare([10, 0, 1, 0], [10, 0, 0, 1], count: 2);

        Adherence.Of(Protocol.AsDescribed, images.AsSpan()).Should().Be(0.5);
        Adherence.Of(Protocol.AsReleased, images.AsSpan()).Should().BeApproximately(100.0 / 101, 1e-12);
    }

    [Test]
    public void As_released_a_batch_of_100_is_one_vector_and_batches_are_averaged() =>
        Gen.Select(Gen.Int[1, 350], Gen.Int[0, 1000]).Sample(
            (count, seed) =>
            {
                var random = MersenneTwister.FromKey($"attributions {seed}");
                float[] Draw() => [.. Enumerable.Range(0, 3 * count).Select(_ => (float)random.NextNormal(0, 1))];
                var (ours, theirs) = (Draw(), Draw());
                var expected = ours.Chunk(300).Zip(theirs.Chunk(300), (a, b) => ImageAdherence.Compare(a, b, count: 1)[0].Cosine).Average();

                var images = ImageAdherence.Compare(ours, theirs, count);

                Adherence.Of(Protocol.AsReleased, images.AsSpan()).Should().BeApproximately(expected, 1e-9);
            },
            iter: 100);

    [Test]
    public void Counting_an_image_twice_is_as_having_it_twice_and_not_at_all_as_not_having_it()
    {
        var images = ImageAdherence.Compare([3, 4, 1, 0, 2, 5], [4, 3, 1, 5, -7, 0], count: 3);

        foreach (var protocol in Enum.GetValues<Protocol>())
        {
            var weighted = Adherence.Of(protocol, images.AsSpan(), [2, 0, 1]);

            weighted.Should().BeApproximately(Adherence.Of(protocol, [images[0], images[0], images[2]]), 1e-12);
        }
    }

    [Test]
    public void A_batch_of_which_nothing_counts_plays_no_part()
    {
        var images = Enumerable.Repeat(new ImageAdherence(1, 1, 1), 100).Append(new ImageAdherence(-1, 1, 1)).ToArray();
        double[] counts = [.. Enumerable.Repeat(1.0, 100), 0];

        Adherence.Of(Protocol.AsReleased, images, counts).Should().BeApproximately(1, 1e-12);
        Adherence.Of(Protocol.AsReleased, images).Should().BeApproximately(0, 1e-12);
    }

    [Test]
    public void It_does_not_change_with_the_scale_of_either_model() =>
        Gen.Select(Gen.Float[0.01f, 100], Gen.Int[0, 1000]).Sample(
            (scale, seed) =>
            {
                var random = MersenneTwister.FromKey($"scale {seed}");
                float[] Draw() => [.. Enumerable.Range(0, 40).Select(_ => (float)random.NextNormal(0, 1))];
                var (ours, theirs) = (Draw(), Draw());
                float[] scaled = [.. ours.Select(value => scale * value)];

                foreach (var protocol in Enum.GetValues<Protocol>())
                {
                    Adherence.Of(protocol, ImageAdherence.Compare(scaled, theirs, count: 10).AsSpan())
                        .Should().BeApproximately(Adherence.Of(protocol, ImageAdherence.Compare(ours, theirs, count: 10).AsSpan()), 1e-5);
                }
            },
            iter: 100);
}
