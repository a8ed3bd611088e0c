using Reproduce.Torch.Native;
using TorchSharp;

namespace Reproduce.Tests.Torch.Native;

public sealed class LibTorchTest
{
    private static readonly LibTorchSource Source = LibTorchSource.FromEnvironment(Environment.GetEnvironmentVariable);

    [Test]
    public void Loading_gives_a_device_that_computes()
    {
        var device = LibTorch.Load(Source);

        using var ones = torch.ones(3, 4, device: torch.device(device.Name));
        using var sum = ones.sum();
        sum.item<float>().Should().Be(12);
    }

    [Test]
    public void Loading_says_what_provenance_needs()
    {
        var device = LibTorch.Load(Source);

        device.Name.Should().BeOneOf(ComputeDevice.Cpu, ComputeDevice.Cuda);
        device.Processor.Should().NotBeNullOrWhiteSpace();
        device.LibTorchVersion.Should().Be(Source.Version);
    }

    [Test]
    public void Loading_again_gives_the_same_device() => LibTorch.Load(Source).Should().BeSameAs(LibTorch.Load(Source));

    [Test]
    public void Loading_on_many_threads_at_once_loads_once()
    {
        var devices = new ComputeDevice[8];

        Parallel.For(0, devices.Length, i => devices[i] = LibTorch.Load(Source));

        devices.Should().AllSatisfy(device => device.Should().BeSameAs(devices[0]));
    }

    [Test]
    public void The_packaged_libtorch_is_the_one_that_TorchSharp_is_made_for()
    {
        LibTorch.Load(Source);

        torch.__version__.Should().StartWith(LibTorchSource.PackagedVersion + ".", "TorchSharp adds a fourth number");
        LibTorchSource.Packaged.Version.Should().Be(LibTorchSource.PackagedVersion);
    }

    [Test]
    public void A_second_source_in_one_process_is_refused()
    {
        LibTorch.Load(Source);
        var folder = Directory.CreateTempSubdirectory("reproduce-").FullName;
        File.WriteAllText(Path.Combine(folder, NativeLibraries.FileName("torch_cpu")), "");
        var other = LibTorchSource.FromFolder(folder);
        Directory.Delete(folder, recursive: true);

        var load = () => LibTorch.Load(other);

        load.Should().Throw<InvalidOperationException>().WithMessage($"*cannot come from {folder} too: start another process.");
    }
}
