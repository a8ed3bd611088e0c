using System.Runtime.InteropServices;

namespace Reproduce.Torch.Native;

/// <summary>
/// Holds oneDNN, libtorch's library of convolutions, to AVX2. In libtorch 2.10 its AVX-512 kernel of the gradient by a convolution's input
/// reads memory that nobody wrote where the filters are no multiple of 16: gradients come out wrong, and different in every call. The AVX2 kernel does so for multiples
/// of 8 only, which <see cref="Networks.TorchNetwork"/> therefore asks for.
/// </summary>
/// <remarks>
/// Seen on an AMD EPYC with 3 channels in and 8 filters out, on one thread and on two; right with AVX2. <c>SimdNetworkTest</c> compares
/// every image network's gradients with the hand-written ones and would notice.
/// </remarks>
internal static partial class VectorInstructions
{
    private const string Variable = "ONEDNN_MAX_CPU_ISA";
    private const string Avx2 = "AVX2";

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
