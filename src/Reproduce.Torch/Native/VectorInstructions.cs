using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Reproduce.Core.Backends;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using TorchSharp;
using static TorchSharp.torch;

namespace Reproduce.Torch.Native;

/// <summary>
/// Limits oneDNN, libtorch's library of convolutions, to AVX2. In libtorch 2.10 its AVX-512 kernel of the gradient by a convolution's input
/// reads memory that was never written where the number of filters is no multiple of 16: gradients are wrong, and differ from call to call.
/// The AVX2 kernel does so where it is no multiple of 8; those networks are refused on the processor.
/// </summary>
/// <remarks>
/// Seen on an AMD EPYC with 3 channels in and 8 filters out, on one thread and on two; right with AVX2. <c>SimdNetworkTest</c> compares
/// every image network's gradients with the hand-written ones and would notice.
/// </remarks>
internal static partial class VectorInstructions
{
    private const string Variable = "ONEDNN_MAX_CPU_ISA";
    private const string Avx2 = "AVX2";
    private const int FilterMultiple = 8;

    /// <summary>Refuses a network whose gradients libtorch computes wrongly: on the processor, one with a convolution of other than 8 n filters.</summary>
    /// <param name="layers">The network.</param>
    /// <param name="device">The device that its gradients are to be computed on.</param>
    /// <exception cref="ArgumentException">The device is the processor, and a convolution's number of filters is no multiple of 8.</exception>
    public static void RequireExactGradients(ImmutableArray<NetworkLayer> layers, Device device)
    {
        if (device.type == DeviceType.CPU
            && layers.OfType<NetworkLayer.Convolution>().FirstOrDefault(c => c.Filters % FilterMultiple != 0) is { } convolution)
        {
            throw new ArgumentException(
                $"{convolution.Name} has {convolution.Filters} filters; expected a multiple of {FilterMultiple}, for libtorch's gradients of "
                + $"others are wrong on the processor: use a {nameof(SimdNetwork)} or the {nameof(SimdBackend)}.",
                nameof(layers));
        }
    }

    /// <summary>Sets oneDNN's variable, unless the user has; to be called before libtorch is loaded, for it is read once.</summary>
    public static void LimitConvolutions()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not null)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Environment.SetEnvironmentVariable(Variable, Avx2);
        }
        else
        {
            // The runtime keeps a copy of the environment, which native code does not see.
            _ = SetEnvironment(Variable, Avx2, overwrite: 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
