using System.Text.RegularExpressions;
using Reproduce.Core.Store;

namespace Reproduce.Results.Bundles;

/// <summary>
/// Where a file lies in a bundle: <c>store/&lt;hash&gt;.safetensors</c>, <c>results/&lt;paper&gt;/paper.json</c>, or
/// <c>results/&lt;paper&gt;/&lt;claim&gt;/&lt;name&gt;</c> with the extension <c>.json</c> or <c>.png</c>. A name of another form leads
/// nowhere: it could lead out of the folders that a bundle is put into.
/// </summary>
/// <param name="Hash">Hash of an artifact's key; null for a file of results.</param>
/// <param name="Result">Path within the folder of results, with forward slashes; null for an artifact.</param>
public sealed partial record BundlePath(string? Hash, string? Result)
{
    /// <summary>The bundle's list of its files.</summary>
    public const string Manifest = "manifest.json";

    private const string StoreExtension = ".safetensors";

    /// <summary>Whether the file describes a paper: written last, it makes a folder a result set.</summary>
    public bool IsPaper => Result?.Split('/').Length == 2;

    /// <summary>The name of an artifact's file.</summary>
    /// <param name="hash">Hash of its key.</param>
    public static string OfArtifact(string hash) => $"store/{hash}{StoreExtension}";

    /// <summary>The name of a file of results.</summary>
    /// <param name="path">Its path within the folder of results, with forward slashes.</param>
    public static string OfResult(string path) => $"results/{path}";

    /// <summary>Where a name leads; null for a name of another form.</summary>
    public static BundlePath? TryParse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Split('/') switch
        {
            ["store", var file] when file.EndsWith(StoreExtension, StringComparison.Ordinal)
                && ArtifactKey.IsHash(file.AsSpan(..^StoreExtension.Length)) => new(file[..^StoreExtension.Length], Result: null),
            ["results", var paper, ResultFolder.PaperFile] when Plain().IsMatch(paper) =>
                new(Hash: null, $"{paper}/{ResultFolder.PaperFile}"),
            ["results", var paper, var claim, var file] when Plain().IsMatch(paper) && Plain().IsMatch(claim) && Plain().IsMatch(file)
                && (Path.GetExtension(file) is ".json" or ".png") => new(Hash: null, $"{paper}/{claim}/{file}"),
            _ => null,
        };
    }

    // Neither begins nor ends with a dot or blank, and has no character that is special in a path of any system.
    [GeneratedRegex("""^(?![. ])[^\\/:*?"<>|\p{C}]+(?<![. ])\z""")]
    private static partial Regex Plain();
}
