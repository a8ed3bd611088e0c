using Reproduce.Core.Files;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Torch.Networks;
using TorchSharp;

namespace Reproduce.Tests.Golden;

/// <summary>
/// The cases of the checks against reference vectors: every file with every implementation of a network. The repository's own file is made
/// by <see cref="ExactReference"/>; further ones, made by other libraries, come from a folder that a variable names.
/// </summary>
public static class GoldenCases
{
    /// <summary>The environment variable that names a folder of further files.</summary>
    public const string Variable = "REPRODUCE_GOLDEN";

    /// <summary>The name of the implementation by the library with which the reference was made.</summary>
    public const string LibTorch = "torch";

    /// <summary>The implementations of <see cref="IConvolutionalNetwork"/> that must agree with the reference.</summary>
    public static IReadOnlyDictionary<string, Func<ImageNetwork, IConvolutionalNetwork>> Implementations { get; } =
        new Dictionary<string, Func<ImageNetwork, IConvolutionalNetwork>>
        {
            ["simd"] = network => new SimdNetwork(network),
            [LibTorch] = TorchOf,
        };

    /// <summary>The repository's own file.</summary>
    public static string OwnFile { get; } =
        Path.Combine(AppContext.BaseDirectory, "Golden", "exact-reference.safetensors");

    /// <summary>Path and implementation, for every implementation.</summary>
    public static IEnumerable<TestCaseData> All() => Of(Implementations.Keys);

    /// <summary>Path and implementation, for the reference's own library alone.</summary>
    public static IEnumerable<TestCaseData> OfLibTorch() => Of([LibTorch]);

    /// <summary>Path and implementation, for all but the reference's own library.</summary>
    public static IEnumerable<TestCaseData> OfOthers() => Of(Implementations.Keys.Where(name => name != LibTorch));

    private static IEnumerable<TestCaseData> Of(IEnumerable<string> implementations) =>
        from file in Files().Prepend(OwnFile)
        from implementation in implementations
        select new TestCaseData(file, implementation).SetArgDisplayNames(Path.GetFileNameWithoutExtension(file), implementation);

    private static string[] Files()
    {
        if (FolderVariable.Read(Environment.GetEnvironmentVariable, Variable) is not { } folder)
        {
            return [];
        }

        var files = Directory.GetFiles(folder, "*.safetensors").Order(StringComparer.Ordinal).ToArray();
        return files.Length > 0
            ? files
            : throw new InvalidOperationException($"{Variable} names {folder}, but there is no *.safetensors file in it.");
    }

    /// <summary>
    /// Libtorch, where its gradients are right (see <see cref="TorchNetwork.Of"/>); the case is ignored where they are not.
    /// </summary>
    private static TorchNetwork TorchOf(ImageNetwork network)
    {
        if (network.Layers.OfType<NetworkLayer.Convolution>().Any(convolution => convolution.Filters % 8 != 0))
        {
            Assert.Ignore("Libtorch's gradients on the processor are right for filters in multiples of 8 alone.");
        }

        return TorchNetwork.Of(network, torch.CPU);
    }
}
