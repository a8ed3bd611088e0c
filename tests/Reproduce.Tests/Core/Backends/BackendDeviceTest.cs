using System.Runtime.InteropServices;
using Reproduce.Core.Backends;

namespace Reproduce.Tests.Core.Backends;

public sealed class BackendDeviceTest
{
    [Test]
    public void The_processors_model_is_the_first_that_is_named() => BackendDevice
        .ProcessorIn("processor\t: 0\nmodel\t\t: 1\nmodel name\t: AMD EPYC 9654: 96-Core\nprocessor\t: 1\nmodel name\t: Other\n")
        .Should().Be("AMD EPYC 9654: 96-Core");

    [TestCase("")]
    [TestCase("processor\t: 0\nBogoMIPS\t: 50.00\n")]
    [TestCase("model name\t:\n")]
    public void A_system_that_names_no_model_gives_the_architecture(string cpuInfo) =>
        BackendDevice.ProcessorIn(cpuInfo).Should().Be(RuntimeInformation.ProcessArchitecture.ToString());
}
