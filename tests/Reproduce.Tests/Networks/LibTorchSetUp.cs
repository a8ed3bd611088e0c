using Reproduce.Core.Native;
using TorchSharp;

namespace Reproduce.Tests.Networks;

/// <summary>Loads libtorch before the tests of networks, and gives it one thread: small tensors are not worth sharing.</summary>
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
