using System.Security.Cryptography;
using System.Text;

namespace Reproduce.Results.Report;

/// <summary>Names of places in the page: made of letters, digits and dashes, and different for different things.</summary>
public static class Anchor
{
    private const int HashDigits = 8;
    private const int MostLetters = 60;

    /// <summary>Where a fixture's section is.</summary>
    public static string Of(ClaimRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Make("claim", $"{run.Claim}-{run.Data}", $"{run.Claim}/{run.Fixture}/{run.Data}");
    }

    /// <summary>Where a result is.</summary>
    public static string Of(ResultItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Make("result", item.Title, item.Id);
    }

    /// <summary>Where a source's entry is, whatever seeds of it a result used.</summary>
    public static string Of(Source source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Make(
            "source",
            source.Model,
            string.Join('\n', source.Kind, source.Model, source.Recipe, source.Commit, source.Device, source.Processor, source.LibTorch));
    }

    private static string Make(string kind, string words, string identity)
    {
        var slug = new StringBuilder(kind).Append('-');
        foreach (var letter in words.Take(MostLetters))
        {
            var next = char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-';
            if (next != '-' || slug[^1] != '-')
            {
                slug.Append(next);
            }
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)));
        return $"{slug.ToString().TrimEnd('-')}-{hash[..HashDigits]}";
    }
}
