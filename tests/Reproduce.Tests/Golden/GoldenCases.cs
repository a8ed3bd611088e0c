using Reproduce.Core.Networks;
using TorchSharp;

namespace Reproduce.Tests.Golden;

/// <summary>The cases of the checks against reference vectors: every file of a folder with every implementation of a network.</summary>
public static class GoldenCases
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string FolderVariable = "REPRODUCE_GOLDEN";

    /// <summary>The implementations of <see cref="IDifferentiableNetwork"/> that must agree with the reference.</summary>
    public static IReadOnlyDictionary<string, Func<ImageNetwork, IDifferentiableNetwork>> Implementations { get; } =
        new Dictionary<string, Func<ImageNetwork, IDifferentiableNetwork>>
        {
            ["torch"] = network => TorchNetwork.Of(network, torch.CPU),
        };

    /// <summary>Path and implementation; one ignored case where no folder is named.</summary>
    public static IEnumerable<TestCaseData> All()
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
            foreach (var implementation in Implementations.Keys)
            {
                yield return new TestCaseData(file, implementation).SetArgDisplayNames(Path.GetFileNameWithoutExtension(file), implementation);
            }
        }
    }
}
