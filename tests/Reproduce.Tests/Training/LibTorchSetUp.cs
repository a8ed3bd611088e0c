using Reproduce.Core.Native;
using TorchSharp;

namespace Reproduce.Tests.Training;

/// <summary>Loads libtorch before the tests of training, and gives it one thread: toy tensors are too small to be shared.</summary>
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
