using Reproduce.Torch.Native;
using TorchSharp;

namespace Reproduce.Tests.Torch.Native;

/// <summary>
/// The entry point of the tests' assembly, which the test runner does not use. A test starts it as a new process to load libtorch, since a
/// process can load libtorch only once and from one place.
/// </summary>
internal static class LoaderProcess
{
    /// <summary>
    /// Loads libtorch as the environment variables say and adds two numbers; writes an error's message to the error stream.
    /// </summary>
    /// <returns>0 for success, else 1.</returns>
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
