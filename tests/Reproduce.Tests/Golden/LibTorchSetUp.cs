using Reproduce.Core.Native;
using TorchSharp;

namespace Reproduce.Tests.Golden;

/// <summary>Loads libtorch before the checks against reference vectors.</summary>
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
