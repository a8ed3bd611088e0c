using Reproduce.Core.Native;
using TorchSharp;

namespace Reproduce.Tests.Attributions;

/// <summary>Loads libtorch before the tests of attributions.</summary>
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
