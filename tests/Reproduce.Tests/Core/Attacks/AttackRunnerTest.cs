using Reproduce.Core.Attacks;
using Reproduce.Core.Data;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class AttackRunnerTest
{
    private static readonly LinearNetwork Network = LinearNetwork.Random(new ImageShape(3, 4, 4), 5, "runner");

    [Test]
    public void Neither_batches_nor_threads_change_a_bit([ValueSource(typeof(AttackInputs), nameof(AttackInputs.All))] IAttack attack)
    {
        var images = AttackInputs.Images(Network, 13);
        int[] labels = [.. AttackInputs.OwnLabels(Network, images).Select((label, i) => i % 4 == 0 ? (label + 1) % 5 : label)];
        var oneByOne = AttackRunner.Run(attack, Network, images, labels, batchSize: 1, threads: 1);

        AttackRunner.Run(attack, Network, images, labels, batchSize: 13, threads: 1).Should().Equal(oneByOne);
        AttackRunner.Run(attack, Network, images, labels, batchSize: 5, threads: 1).Should().Equal(oneByOne);
        AttackRunner.Run(attack, Network, images, labels, batchSize: 2, threads: 4).Should().Equal(oneByOne);
        oneByOne.Should().NotEqual(images);
    }

    [Test]
    public void The_images_and_labels_stay()
    {
        var images = AttackInputs.Images(Network, 3);
        var (before, labels) = (images.ToArray(), AttackInputs.OwnLabels(Network, images));

        foreach (var attack in AttackInputs.All)
        {
            AttackRunner.Run(attack, Network, images, labels, batchSize: 2, threads: 2);
        }

        images.Should().Equal(before);
        labels.Should().Equal(AttackInputs.OwnLabels(Network, images));
    }

    [Test]
    public void Bad_arguments_are_named_before_any_batch()
    {
        void Throws(string name, float[] images, int[] labels, int batchSize = 1, int threads = 1)
        {
            var network = LinearNetwork.Random(new ImageShape(1, 1, 2), 3, "untouched");
            var run = () => AttackRunner.Run(new Fgsm(), network, images, labels, batchSize, threads);
            run.Should().Throw<ArgumentException>().WithParameterName(name);
            network.BatchSizes.Should().BeEmpty();
        }

        Throws("images", [0, 0, 0, 2], [0, 0]);
        Throws("labels", [0, 0, 0, 0], [0, 3]);
        Throws("batchSize", [0, 0], [0], batchSize: 0);
        Throws("threads", [0, 0], [0], threads: 0);
    }

    [Test]
    public void An_error_of_a_batch_comes_out_as_it_is()
    {
        var twoClasses = LinearNetwork.Random(new ImageShape(1, 1, 2), 2, "two");

        var run = () => AttackRunner.Run(new Apgd(null), twoClasses, new float[8], new int[4], batchSize: 1, threads: 4);

        run.Should().Throw<ArgumentException>().WithParameterName("network");
    }

    [Test]
    public void A_cancelled_run_stops()
    {
        var images = AttackInputs.Images(Network, 2);

        var run = () => AttackRunner.Run(new Fgsm(), Network, images, new int[2], 1, 1, new CancellationToken(canceled: true));

        run.Should().Throw<OperationCanceledException>();
    }
}
