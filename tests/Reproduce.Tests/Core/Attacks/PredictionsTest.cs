using CsCheck;
using Reproduce.Core.Attacks;
using Reproduce.Core.Data;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class PredictionsTest
{
    [Test]
    public void Classes_are_those_of_the_largest_logits_the_first_of_equals() =>
        Predictions.Classes([1, 3, 2, 4, 4, 0], 3).Should().Equal(1, 0);

    [Test]
    public void A_rank_is_the_number_of_larger_logits() =>
        Enumerable.Range(0, 4).Select(label => Predictions.RankOf([5, 3, 4, 1], label)).Should().Equal(0, 2, 1, 3);

    [Test]
    public void Of_equal_logits_the_lower_class_comes_first()
    {
        Predictions.RankOf([2, 2, 2], 0).Should().Be(0);
        Predictions.RankOf([2, 2, 2], 1).Should().Be(1);
        Predictions.RankOf([2, 2, 3], 1).Should().Be(2);
    }

    [Test]
    public void NaN_comes_first()
    {
        Predictions.ClassOf([1, float.NaN, 3]).Should().Be(1);
        Predictions.RankOf([1, float.NaN, 3], 2).Should().Be(1);
        Predictions.RankOf([float.NaN, float.NaN, 3], 1).Should().Be(1);
    }

    [Test]
    public void Every_image_has_its_own_class_and_rank()
    {
        var outcome = AttackOutcome.Of([1, 3, 2, 5, 4, 6], [2, 1]);

        outcome.Classes.Should().Equal(1, 2);
        outcome.Ranks.Should().Equal(1, 2);
        FluentActions.Invoking(() => Predictions.Ranks([1, 2, 3], [0, 1])).Should().Throw<ArgumentException>();
    }

    [Test]
    public void Ranks_are_a_permutation_that_starts_at_the_predicted_class() =>
        Gen.OneOf(Gen.Float[-2, 2], Gen.Int[-1, 1].Select(number => (float)number), Gen.Const(float.NaN)).Array[1, 8].Sample(logits =>
        {
            var ranks = Enumerable.Range(0, logits.Length).Select(label => Predictions.RankOf(logits, label)).ToArray();

            ranks.Order().Should().Equal(Enumerable.Range(0, logits.Length));
            ranks[Predictions.ClassOf(logits)].Should().Be(0);
        });

    [Test]
    public void Logits_are_in_the_images_order_whatever_batches_and_threads()
    {
        var network = LinearNetwork.Random(new ImageShape(1, 2, 2), 3, "order");
        var images = AttackInputs.Images(network, 11);

        var logits = Predictions.Logits(network, images, batchSize: 4, threads: 3);

        logits.Should().HaveCount(33).And.Equal(Predictions.Logits(network, images, batchSize: 11, threads: 1));
        network.BatchSizes.Take(3).Should().BeEquivalentTo([4, 4, 3]);
    }

    [Test]
    public void Bad_arguments_are_named()
    {
        static void Throws(string name, Action call) => call.Should().Throw<ArgumentException>().WithParameterName(name);

        var network = LinearNetwork.Random(new ImageShape(1, 2, 2), 3, "order");

        Throws("logits", () => Predictions.Classes([1, 2, 3], 2));
        Throws("images", () => Predictions.Logits(network, new float[5], 1, 1));
        Throws("batchSize", () => Predictions.Logits(network, new float[4], 0, 1));
        Throws("threads", () => Predictions.Logits(network, new float[4], 1, 0));
    }
}
