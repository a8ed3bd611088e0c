using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Torch.Networks;
using TorchSharp;

namespace Reproduce.Tests.Golden;

/// <summary>The cases of the checks against reference vectors: every file of a folder with every implementation of a network.</summary>
public static class GoldenCases
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string FolderVariable = "REPRODUCE_GOLDEN";

    /// <summary>The name of the implementation by the library with which the reference was made.</summary>
    public const string LibTorch = "torch";

    /// <summary>The implementations of <see cref="IConvolutionalNetwork"/> that must agree with the reference.</summary>
    public static IReadOnlyDictionary<string, Func<ImageNetwork, IConvolutionalNetwork>> Implementations { get; } =
        new Dictionary<string, Func<ImageNetwork, IConvolutionalNetwork>>
        {
            ["lanes"] = network => new SimdNetwork(network),
            [LibTorch] = TorchOf,
        };

    /// <summary>Path and implementation, for every implementation; one ignored case where no folder is named.</summary>
    public static IEnumerable<TestCaseData> All() => Of(Implementations.Keys);

    /// <summary>Path and implementation, for the reference's own library alone.</summary>
    public static IEnumerable<TestCaseData> OfLibTorch() => Of([LibTorch]);

    /// <summary>Path and implementation, for all but the reference's own library.</summary>
    public static IEnumerable<TestCaseData> OfOthers() => Of(Implementations.Keys.Where(name => name != LibTorch));

    private static IEnumerable<TestCaseData> Of(IEnumerable<string> implementations)
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        if (string.IsNullOrEmpty(folder))
        {
            yield return new TestCaseData("none", "none")
                .Ignore($"No reference vectors: set {FolderVariable} to a folder of *.safetensors files to compare with them.");
            yield break;
        }

        var files = Directory.GetFiles(folder, "*.safetensors").Order(StringComparer.Ordinal).ToArray();
        if (files.Length == 0)
        {
            throw new InvalidOperationException($"{FolderVariable} names {folder}, where no *.safetensors file lies.");
        }

        foreach (var file in files)
        {
            foreach (var implementation in implementations)
            {
                yield return new TestCaseData(file, implementation)
                    .SetArgDisplayNames(Path.GetFileNameWithoutExtension(file), implementation);
            }
        }
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
