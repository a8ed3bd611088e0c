using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Reproduce.Core.Files;

namespace Reproduce.Core.Store;

/// <summary>
/// The address of an artifact: the hash of everything that decides what is in it. Equal keys mean the same artifact; any difference in a
/// part gives another key, so that an outdated one is never found.
/// </summary>
/// <remarks>Keys are equal if their hashes are.</remarks>
public sealed class ArtifactKey : IEquatable<ArtifactKey>
{
    /// <summary>Characters of <see cref="Hash"/>.</summary>
    public const int HashLength = 64;

    private static readonly SearchValues<char> HexadecimalDigits = SearchValues.Create("0123456789abcdef");

    private ArtifactKey(ImmutableSortedDictionary<string, string> parts, string hash)
    {
        Parts = parts;
        Hash = hash;
    }

    /// <summary>The named parts, ordered by the code units of their names.</summary>
    public ImmutableSortedDictionary<string, string> Parts { get; }

    /// <summary>SHA-256 of the parts, in lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>The key of the given parts, whatever their order.</summary>
    /// <param name="parts">
    /// Such as recipe (canonical JSON), fingerprint of the data, seed, the teacher's key, hash of the training's behaviour.
    /// </param>
    /// <remarks>
    /// What is hashed: name and value of each part, in ordinal order of the names, each as a netstring
    /// (https://cr.yp.to/proto/netstrings.txt) of UTF-8: <c>4:seed,2:42,</c>. Lengths come first, so no two sets of parts agree.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// There is no part, a name is empty or occurs twice, a value is null, or a text is no valid UTF-16.
    /// </exception>
    public static ArtifactKey FromParts(IEnumerable<KeyValuePair<string, string>> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var sorted = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in parts)
        {
            if (string.IsNullOrEmpty(name) || value is null || !sorted.TryAdd(name, value))
            {
                throw new ArgumentException(
                    $"A key part needs a name of its own and a value, but '{name}' is empty, occurs twice or has none.", nameof(parts));
            }
        }

        if (sorted.Count == 0)
        {
            throw new ArgumentException("A key needs at least one part.", nameof(parts));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, value) in sorted)
        {
            Append(hash, name);
            Append(hash, value);
        }

        return new(sorted.ToImmutable(), Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Whether a text has the form of a <see cref="Hash"/>.</summary>
    public static bool IsHash(ReadOnlySpan<char> text) =>
        text.Length == HashLength && !text.ContainsAnyExcept(HexadecimalDigits);

    /// <inheritdoc/>
    public bool Equals(ArtifactKey? other) => Hash == other?.Hash;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ArtifactKey);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.GetHashCode(StringComparison.Ordinal);

    /// <summary>The <see cref="Hash"/>.</summary>
    public override string ToString() => Hash;

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = StrictUtf8.Instance.GetBytes(text);
        hash.AppendData(StrictUtf8.Instance.GetBytes($"{bytes.Length}:"));
        hash.AppendData(bytes);
        hash.AppendData(","u8);
    }
}
