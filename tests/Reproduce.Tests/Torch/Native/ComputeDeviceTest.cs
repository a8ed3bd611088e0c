using Reproduce.Core.Backends;
using Reproduce.Torch.Native;

namespace Reproduce.Tests.Torch.Native;

public sealed class ComputeDeviceTest
{
    [Test]
    public void Equal_graphics_cards_are_named_once() =>
        ComputeDevice.GraphicsCardsIn(["Model: \t\t NVIDIA H200\nIRQ: 1\n", "Model: \t\t NVIDIA H200\n"]).Should().Be("NVIDIA H200");

    [Test]
    public void Different_graphics_cards_are_all_named() =>
        ComputeDevice.GraphicsCardsIn(["Model: B\n", "Model: A\n"]).Should().Be("A + B");

    [Test]
    public void An_unnamed_graphics_card_is_unknown() => ComputeDevice.GraphicsCardsIn([]).Should().Be("unknown NVIDIA card");

    [TestCase("cpu", false)]
    [TestCase("cuda:0", true)]
    public void A_device_is_a_graphics_card_by_its_name(string name, bool expected) =>
        new ComputeDevice(name, "model", "2.10.0").IsCuda.Should().Be(expected);

    [Test]
    public void A_libtorch_for_cards_that_computes_on_the_processor_names_the_processor()
    {
        var card = new ComputeDevice(ComputeDevice.Cuda, "NVIDIA H200", "2.10.0+cu128");

        card.OnProcessor().Should().Be(new ComputeDevice(ComputeDevice.Cpu, BackendDevice.HostProcessor(), "2.10.0+cu128"));
    }
}
