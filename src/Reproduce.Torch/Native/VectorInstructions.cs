using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Reproduce.Core.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Reproduce.Torch.Native;

/// <summary>
/// Limits oneDNN, libtorch's library of convolutions, to AVX2. In libtorch 2.10 its AVX-512 kernel of the gradient with respect to a
/// convolution's input reads uninitialized memory if the number of filters is not a multiple of 16: gradients are wrong, and differ from
/// call to call. The AVX2 kernel does so if it is not a multiple of 8; such networks are refused on the CPU.
/// </summary>
/// <remarks>
/// Observed on an AMD EPYC with 3 input channels and 8 filters, on one and two threads; correct with AVX2. <c>SimdNetworkTest</c> compares
/// the gradients of all image networks with the hand-written ones.
/// </remarks>
internal static partial class VectorInstructions
{
    private const string Variable = "ONEDNN_MAX_CPU_ISA";
    private const string Avx2 = "AVX2";
    private const int FilterMultiple = 8;

    /// <summary>Refuses a network whose gradients libtorch computes wrongly.</summary>
    /// <param name="layers">The network.</param>
    /// <param name="device">The device that computes the gradients.</param>
    /// <exception cref="NativeLibraryException">
    /// The device is the CPU, and a convolution's number of filters is not a multiple of 8.
    /// </exception>
    public static void RequireExactGradients(ImmutableArray<NetworkLayer> layers, Device device)
    {
        if (device.type == DeviceType.CPU
            && layers.OfType<NetworkLayer.Convolution>().FirstOrDefault(c => c.Filters % FilterMultiple != 0) is { } convolution)
        {
            throw new NativeLibraryException(
                $"libtorch's gradients on the processor are wrong for {convolution.Name}, which has {convolution.Filters} filters and "
                + $"not a multiple of {FilterMultiple}: set {BackendChoice.DeviceVariable} to cpu (hand-written code) or cuda.");
        }
    }

    /// <summary>
    /// Sets oneDNN's variable, unless the user has set it. Must be called before libtorch is loaded, since it is read once.
    /// </summary>
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
            // .NET changes only its own copy of the environment, which native code does not see.
            _ = SetEnvironment(Variable, Avx2, overwrite: 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
