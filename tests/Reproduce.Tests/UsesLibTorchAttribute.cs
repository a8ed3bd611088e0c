using NUnit.Framework.Interfaces;
using Reproduce.Torch.Native;
using TorchSharp;

namespace Reproduce.Tests;

/// <summary>Loads libtorch before the tests of a fixture, and gives it one thread: small tensors are not worth sharing.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UsesLibTorchAttribute : Attribute, ITestAction
{
    public ActionTargets Targets => ActionTargets.Suite;

    public void BeforeTest(ITest test)
    {
        LibTorch.Load(LibTorchSource.FromEnvironment(Environment.GetEnvironmentVariable));
        torch.set_num_threads(1);
    }

    public void AfterTest(ITest test)
    {
        // libtorch can't be unloaded.
    }
}
