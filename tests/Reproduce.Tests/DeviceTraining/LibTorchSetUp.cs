using Reproduce.Core.Native;
using TorchSharp;

namespace Reproduce.Tests.DeviceTraining;

/// <summary>Loads libtorch before the tests of attacks.</summary>
[SetUpFixture]
public sealed class LibTorchSetUp
{
    [OneTimeSetUp]
    public void Load()
    {
        LibTorch.Load(LibTorchSource.FromEnvironment(Environment.GetEnvironmentVariable));
        torch.set_num_threads(1);
    }
}
