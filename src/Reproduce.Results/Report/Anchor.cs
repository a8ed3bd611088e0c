using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Reproduce.Results.Report;

/// <summary>Names of places in the page: made of letters, digits and dashes, and different for different things.</summary>
public static partial class Anchor
{
    private const int HashDigits = 8;
    private const int MostLetters = 60;

    /// <summary>Where a fixture's section is.</summary>
    public static string Of(ClaimRun run) => Make("claim", $"{run.Claim}-{run.Data}", $"{run.Claim}/{run.Fixture}/{run.Data}");

    /// <summary>Where a result is.</summary>
    public static string Of(ResultItem item) => Make("result", item.Title, item.Id);

    /// <summary>
    /// Where a source's entry is, whatever seeds of it a result used. Without words: a page has thousands of links to them.
    /// </summary>
    public static string Of(Source source) => Make(
        "source",
        "",
        string.Join('\n', source.Kind, source.Model, source.Recipe, source.Commit, source.Device, source.Processor, source.LibTorch));

    private static string Make(string kind, string words, string identity)
    {
        var slug = Others().Replace($"{kind}-{words[..Math.Min(words.Length, MostLetters)]}", "-").ToLowerInvariant();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)));
        return $"{slug.TrimEnd('-')}-{hash[..HashDigits]}";
    }

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex Others();
}
