using System.Collections.Immutable;
using Reproduce.Core.Files;

namespace Reproduce.Core.Store;

/// <summary>
/// Takes artifacts out of a store, and puts them into one, as the bytes of their files: they can be carried to another machine.
/// </summary>
/// <param name="folder">The store's folder, an absolute path, which need not exist.</param>
public sealed class ArtifactExchange(string folder)
{
    private readonly StoreLayout _layout = new(folder);

    /// <summary>The bytes of a stored artifact's file; null where there is none.</summary>
    /// <param name="hash">Hash of its key: see <see cref="ArtifactKey.IsHash"/>.</param>
    /// <exception cref="ArtifactStoreException">The file can't be opened or read.</exception>
    public byte[]? Read(string hash)
    {
        RequireHash(hash);
        var path = _layout.PathOf(hash);
        return ArtifactStoreException.Guard(folder, "reading an artifact", () => File.Exists(path) ? Safetensors.ReadBytes(path) : null);
    }

    /// <summary>Puts an artifact into the store. One that is there already is never replaced.</summary>
    /// <param name="artifact">The artifact, as <see cref="Parse"/> gave it.</param>
    /// <param name="bytes">The bytes of its file.</param>
    /// <exception cref="ArtifactStoreException">The disk is full or the folder can't be written.</exception>
    public ArtifactAddition Add(Artifact artifact, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        var path = _layout.PathOf(artifact.Key);
        if (Read(artifact.Key.Hash) is { } stored)
        {
            return stored.AsSpan().SequenceEqual(bytes) ? ArtifactAddition.SameBytes
                : HasSameNumbers(artifact, stored, path) ? ArtifactAddition.SameNumbers
                : ArtifactAddition.OtherNumbers;
        }

        ArtifactStoreException.Guard(
            folder, "writing an artifact", () => AtomicFile.Write(path, bytes, _layout.NewUnfinished(Path.GetFileName(path))));
        return ArtifactAddition.Added;
    }

    /// <summary>Reads an artifact's file, and checks that it is sound and that of a key.</summary>
    /// <param name="hash">Hash of the key.</param>
    /// <param name="bytes">The whole file; unchanged.</param>
    /// <param name="source">How messages name the file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or that of another key.</exception>
    public static Artifact Parse(string hash, byte[] bytes, string source)
    {
        RequireHash(hash);
        var key = ArtifactFile.DecodeHeader(Safetensors.Parse(bytes, source).Metadata, source).Key;
        return key.Hash == hash
            // Decoding overwrites the checksum.
            ? ArtifactFile.Decode([.. bytes], key, source)
            : throw new InvalidDataException($"'{source}' holds the artifact of another key, {key}.");
    }

    /// <summary>The hashes of stored artifacts that a key names, such as the teacher of a student or the model of a measurement.</summary>
    public ImmutableArray<string> StoredParts(ArtifactKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return [.. key.Parts.Values.Where(value => ArtifactKey.IsHash(value) && File.Exists(_layout.PathOf(value)))];
    }

    private static bool HasSameNumbers(Artifact artifact, byte[] stored, string path)
    {
        try
        {
            var other = Parse(artifact.Key.Hash, stored, path);
            return other.EpochLosses.SequenceEqual(artifact.EpochLosses)
                && other.StepLosses.SequenceEqual(artifact.StepLosses)
                && other.Weights.SequenceEqual(artifact.Weights)
                && other.Measurements.SequenceEqual(artifact.Measurements);
        }
        catch (InvalidDataException)
        {
            // What is stored is damaged. It is set aside when it is next looked for.
            return false;
        }
    }

    private static void RequireHash(string hash)
    {
        if (!ArtifactKey.IsHash(hash))
        {
            throw new ArgumentException(
                $"'{hash}' is no key's hash; expected {ArtifactKey.HashLength} lower-case hexadecimal digits.", nameof(hash));
        }
    }
}

/// <summary>What became of an artifact that was to be put into a store.</summary>
public enum ArtifactAddition
{
    /// <summary>It was missing, and is there now.</summary>
    Added,

    /// <summary>It was there, byte for byte.</summary>
    SameBytes,

    /// <summary>One of the same key was there, made elsewhere or at another time, with the same numbers. It was kept.</summary>
    SameNumbers,

    /// <summary>One of the same key was there with other numbers, or is damaged. It was kept.</summary>
    OtherNumbers,
}
