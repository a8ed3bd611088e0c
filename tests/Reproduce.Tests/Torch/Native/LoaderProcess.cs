using Reproduce.Torch.Native;
using TorchSharp;

namespace Reproduce.Tests.Torch.Native;

/// <summary>
/// The entry point of the tests' assembly. The test runner does not use it: a test starts it as a process of its own to see libtorch
/// load, for a process can load libtorch only once and from one place.
/// </summary>
internal static class LoaderProcess
{
    /// <summary>Loads libtorch from where the environment says and adds two numbers; an error's message goes to the error stream.</summary>
    /// <returns>0 where that worked, else 1.</returns>
    public static int Main()
    {
        try
        {
            var device = LibTorch.Load(LibTorchSource.FromEnvironment(Environment.GetEnvironmentVariable));
            Console.WriteLine(device);
            Console.WriteLine($"sum {Sum(device)}");
            return 0;
        }
        catch (NativeLibraryException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    private static float Sum(ComputeDevice device)
    {
        using var numbers = torch.tensor([1.5f, 2.5f], device: torch.device(device.Name));
        using var sum = numbers.sum();
        return sum.item<float>();
    }
}
