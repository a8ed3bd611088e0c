using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;
using Reproduce.Tests.Core.Networks;

namespace Reproduce.Tests.Core.Training;

[TestFixture]
public sealed class TrainingMemoryTest
{
    private static readonly NetworkSpecification Full =
        RandomNetworks.Specification(NetworkSpecification.Cifar10, Architecture.Full, 32, 1);

    [Test]
    public void Weights_are_held_four_times_and_images_as_bytes()
    {
        var memory = TrainingMemory.Of(Full, batchSize: 128, images: 50_000);

        memory.Model.Should().Be(16L * ImageNetworkLayers.ParameterCount(ImageNetworkLayers.Of(Full)));
        memory.Images.Should().Be(50_000L * 3 * 32 * 32);
        memory.Total.Should().Be(memory.Model + memory.Batch + memory.Images);
    }

    [Test]
    public void A_batch_twice_as_large_takes_twice_the_memory_of_its_outputs_alone()
    {
        var (one, two) = (TrainingMemory.Of(Full, batchSize: 64, images: 100), TrainingMemory.Of(Full, batchSize: 128, images: 100));

        two.Batch.Should().Be(2 * one.Batch).And.BeGreaterThan(128L * 8 * 2 * 64 * 32 * 32);
        (two.Model, two.Images).Should().Be((one.Model, one.Images));
    }
}
