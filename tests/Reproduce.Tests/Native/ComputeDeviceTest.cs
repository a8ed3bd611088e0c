using System.Runtime.InteropServices;
using Reproduce.Core.Native;

namespace Reproduce.Tests.Native;

public sealed class ComputeDeviceTest
{
    [Test]
    public void The_processors_model_is_the_first_that_is_named() => ComputeDevice
        .ProcessorIn("processor\t: 0\nmodel\t\t: 1\nmodel name\t: AMD EPYC 9654: 96-Core\nprocessor\t: 1\nmodel name\t: Other\n")
        .Should().Be("AMD EPYC 9654: 96-Core");

    [TestCase("")]
    [TestCase("processor\t: 0\nBogoMIPS\t: 50.00\n")]
    [TestCase("model name\t:\n")]
    public void A_system_that_names_no_model_gives_the_architecture(string cpuInfo) =>
        ComputeDevice.ProcessorIn(cpuInfo).Should().Be(RuntimeInformation.ProcessArchitecture.ToString());

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
        new ComputeDevice(name, "model", 1, "2.10.0").IsCuda.Should().Be(expected);
}
