using System.Globalization;
using System.Text.RegularExpressions;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;

namespace Reproduce.Tests.Golden;

/// <summary>
/// A file of reference vectors: one small trained network, normalized images with labels, and what reference libraries return for them.
/// </summary>
public sealed partial class GoldenFile
{
    private readonly SafetensorsContent _content;

    private GoldenFile(string path)
    {
        (Path, _content) = (path, Safetensors.Parse(Safetensors.ReadBytes(path), path));
        var labels = _content["labels"];
        Labels = labels.ElementType == SafetensorsElementType.F32
            ? [.. labels.ToArray<float>().Select(label => (int)label)]
            : [.. labels.ToArray<long>().Select(label => checked((int)label))];
        Network = new ImageNetwork(Specification(), Parameters());
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>The trained network.</summary>
    public ImageNetwork Network { get; }

    /// <summary>The true classes, shape <c>[N]</c>.</summary>
    public int[] Labels { get; }

    /// <summary>The images as the network takes them, shape <c>[N, C, H, W]</c>.</summary>
    public float[] Images => Values("images");

    /// <summary>The images in [0, 1], shape <c>[N, C, H, W]</c>.</summary>
    public float[] Pixels => ToPixels(Images);

    /// <summary>The temperature that the network was trained at.</summary>
    public float Temperature => (float)Number(Text("temperature"));

    /// <summary>The block whose output Grad-CAM looked at: "convblock2" where the header says "convblock2 output".</summary>
    public string Block => Text("layer").Split(' ')[0];

    /// <summary>Reads a file.</summary>
    public static GoldenFile Read(string path) => new(path);

    /// <summary>Normalized images in [0, 1], as torchattacks converts them.</summary>
    public static float[] ToPixels(float[] normalized) => [.. normalized.Select(value => (value * 0.5f) + 0.5f)];

    /// <summary>The numbers of a tensor, such as <c>logits</c> or <c>attack.pgd</c>.</summary>
    public float[] Values(string name) => _content[name].ToArray<float>();

    /// <summary>A number of a method's settings: 8/255 for "eps" of "pgd" where the header says "eps=8/255 alpha=2/255".</summary>
    public double Setting(string method, string name) => Number(SettingText(method, name));

    /// <summary>A setting as it is written.</summary>
    public string SettingText(string method, string name)
    {
        var found = Assignment().Matches(Text(method)).FirstOrDefault(match => match.Groups["name"].Value == name);
        return found?.Groups["value"].Value
            ?? throw new InvalidDataException($"{Path}: the header's '{method}' is '{Text(method)}', without a value of {name}.");
    }

    /// <summary>The file's name.</summary>
    public override string ToString() => System.IO.Path.GetFileNameWithoutExtension(Path);

    [GeneratedRegex(@"(?<name>[\w-]+)=(?<value>[\w./+-]+)")]
    private static partial Regex Assignment();

    /// <summary>A number or a quotient of two.</summary>
    private static double Number(string text) =>
        text.Split('/')
            .Select(part => double.Parse(part, CultureInfo.InvariantCulture))
            .Aggregate((dividend, divisor) => dividend / divisor);

    private string Text(string key) => _content.Metadata.TryGetValue(key, out var text)
        ? text
        : throw new InvalidDataException($"{Path}: the header has no '{key}', but {string.Join(", ", _content.Metadata.Keys)}.");

    private NetworkSpecification Specification()
    {
        var name = Text("architecture").Split('.');
        var shape = _content["images"].Shape;
        return new NetworkSpecification(name[0], Enum.Parse<Architecture>(name[1], ignoreCase: true))
        {
            Classes = (int)Number(Text("classes")),
            Width = Number(Text("width")),
            ImageSide = checked((int)shape[^1]),
        };
    }

    /// <summary>The weights under PyTorch's names, in the order of the network's layers.</summary>
    private float[] Parameters()
    {
        var parameters = new List<float>();
        foreach (var (name, shape) in ImageNetwork.ParametersOf(ImageNetworkLayers.Of(Specification())))
        {
            var tensor = _content["weights." + name];
            tensor.Shape.Should().Equal(shape, "{0} of {1} must fit the architecture", name, Path);
            parameters.AddRange(tensor.ToArray<float>());
        }

        return [.. parameters];
    }
}
