using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Reproduce.Core.Files;
using Reproduce.Core.Store;

namespace Reproduce.Results.Bundles;

/// <summary>
/// Puts the models and measurements of a bundle into a store, and its results into a folder. Every file is checked before the first one is
/// written, and nothing that is there is overwritten.
/// </summary>
public static class BundleImport
{
    private const long LongestManifest = 64 << 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    // The kind of file in the upper half of an entry's attributes, where a Unix program wrote it.
    private const int KindMask = 0xf000;
    private const int RegularFile = 0x8000;

    /// <summary>Imports a bundle.</summary>
    /// <param name="path">The bundle's file.</param>
    /// <param name="store">The store's folder.</param>
    /// <param name="results">The folder for the results, one subfolder a paper.</param>
    /// <param name="cancellation">Stops between two files; those that were written stay.</param>
    /// <exception cref="ResultException">
    /// It is no bundle, damaged, of a newer version, or holds what no bundle may; or results are there with other bytes. Nothing was
    /// imported.
    /// </exception>
    /// <exception cref="ArtifactStoreException">The store can't be used.</exception>
    /// <exception cref="IOException">A file can't be read or written.</exception>
    public static ImportedBundle Read(string path, string store, string results, CancellationToken cancellation)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            var manifest = ManifestOf(zip);
            var files = FilesOf(zip, manifest);
            foreach (var one in files)
            {
                cancellation.ThrowIfCancellationRequested();
                Check(one, results);
            }

            return Write(manifest, files, new ArtifactExchange(store), results, cancellation);
        }
        catch (InvalidDataException e)
        {
            throw new ResultException($"'{path}' is damaged, or no bundle: {e.Message.TrimEnd('.')}. Nothing was imported.", e);
        }
    }

    private static BundleManifest ManifestOf(ZipArchive zip)
    {
        if (zip.GetEntry(BundlePath.Manifest) is not { Length: <= LongestManifest } entry)
        {
            throw new InvalidDataException($"it has no {BundlePath.Manifest}");
        }

        using var stream = entry.Open();
        using var text = new StreamReader(stream);
        var json = text.ReadToEnd();
        RequireKnown(SchemaOf(json));
        try
        {
            var manifest = JsonSerializer.Deserialize<BundleManifest>(json, Json)!;
            return manifest.Files.IsDefault || manifest.Files.Any(file => file is null)
                || manifest.Claims.IsDefault
                || manifest.Claims.Append(manifest.Commit).Any(name => name is null || name.Any(char.IsControl))
                ? throw new InvalidDataException($"its {BundlePath.Manifest} has names of claims or files that are none")
                : manifest;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"its {BundlePath.Manifest} can't be read: {e.Message}", e);
        }
    }

    private static string SchemaOf(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("schema", out var schema) && schema.ValueKind == JsonValueKind.String
                ? schema.GetString()!
                : "";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"its {BundlePath.Manifest} is no JSON", e);
        }
    }

    private static void RequireKnown(string schema)
    {
        var isKnown = schema.StartsWith(BundleManifest.SchemaName, StringComparison.Ordinal)
            && int.TryParse(schema.AsSpan(BundleManifest.SchemaName.Length), out var version)
            && version is >= 1 and <= BundleManifest.CurrentVersion;
        if (!isKnown)
        {
            throw new InvalidDataException(
                $"its schema is '{schema}', and this version reads up to '{BundleManifest.SchemaName}{BundleManifest.CurrentVersion}': "
                + "import it with the version of the harness that wrote it, or a newer one");
        }
    }

    /// <summary>The files of the bundle, each with the place where it belongs.</summary>
    private static ImmutableArray<PackedFile> FilesOf(ZipArchive zip, BundleManifest manifest)
    {
        var entries = zip.Entries.ToLookup(entry => entry.FullName, StringComparer.OrdinalIgnoreCase);
        var files = manifest.Files.Select(file => Find(file, [.. entries[file.Name]])).ToImmutableArray();
        var listed = files.Select(file => file.Entry).ToHashSet();
        var unlisted = zip.Entries.FirstOrDefault(entry => entry.FullName != BundlePath.Manifest && !listed.Contains(entry));
        var twice = files.GroupBy(file => file.Entry).FirstOrDefault(group => group.Count() > 1);
        return unlisted is not null ? throw new InvalidDataException($"'{unlisted.FullName}' is not in its list of files")
            : twice is not null ? throw new InvalidDataException($"'{twice.Key.FullName}' is in its list of files twice")
            : files;
    }

    private static PackedFile Find(BundleFile file, ZipArchiveEntry[] entries)
    {
        if (BundlePath.TryParse(file.Name) is not { } place)
        {
            throw new InvalidDataException($"'{file.Name}' is no name of a bundle's file");
        }

        if (entries is not [var entry])
        {
            throw new InvalidDataException($"'{file.Name}' is missing, or there twice");
        }

        var kind = (entry.ExternalAttributes >> 16) & KindMask;
        return kind is 0 or RegularFile
            ? new(file, place, entry)
            : throw new InvalidDataException($"'{file.Name}' is a link or something else that is no file");
    }

    /// <summary>Checks a file, and that what is there is not in its way.</summary>
    private static void Check(PackedFile file, string results)
    {
        var bytes = file.Read();
        if (file.Place.Hash is { } hash)
        {
            ArtifactExchange.Parse(hash, bytes, file.File.Name);
        }
        else if (PathIn(results, file.Place) is var path && File.Exists(path) && !bytes.AsSpan().SequenceEqual(File.ReadAllBytes(path)))
        {
            throw new ResultException(
                $"There is a file '{path}' with other bytes than the bundle's. Nothing was imported: give a folder for its results.");
        }
    }

    private static ImportedBundle Write(
        BundleManifest manifest,
        ImmutableArray<PackedFile> files,
        ArtifactExchange store,
        string results,
        CancellationToken cancellation)
    {
        List<string> papers = [];
        Dictionary<ArtifactAddition, List<string>> artifacts = [];
        foreach (var file in files.OrderBy(file => file.Place.IsPaper))
        {
            cancellation.ThrowIfCancellationRequested();
            var bytes = file.Read();
            if (file.Place.Hash is { } hash)
            {
                var addition = store.Add(ArtifactExchange.Parse(hash, bytes, file.File.Name), bytes);
                artifacts.TryAdd(addition, []);
                artifacts[addition].Add(hash);
                continue;
            }

            var path = PathIn(results, file.Place);
            if (!File.Exists(path))
            {
                AtomicFile.Write(path, bytes);
            }

            if (file.Place.IsPaper)
            {
                papers.Add(Path.GetDirectoryName(path)!);
            }
        }

        return new(manifest, [.. papers], artifacts.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.ToImmutableArray()));
    }

    private static string PathIn(string results, BundlePath place) => Path.GetFullPath(Path.Combine(results, place.Result!));

    private sealed record PackedFile(BundleFile File, BundlePath Place, ZipArchiveEntry Entry)
    {
        /// <exception cref="InvalidDataException">The bytes are not those that the manifest lists.</exception>
        public byte[] Read()
        {
            // Before the array is made: a wrong size must not ask for all memory.
            if (Entry.Length != File.Bytes || File.Bytes > Array.MaxLength)
            {
                throw new InvalidDataException($"'{File.Name}' has {Entry.Length} bytes, but {File.Bytes} are listed");
            }

            var bytes = new byte[File.Bytes];
            using var stream = Entry.Open();
            var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return count == bytes.Length && stream.ReadByte() < 0 && Convert.ToHexStringLower(SHA256.HashData(bytes)) == File.Sha256
                ? bytes
                : throw new InvalidDataException($"'{File.Name}' does not match its checksum");
        }
    }
}

/// <summary>What an import has found and done.</summary>
/// <param name="Manifest">The bundle's own list.</param>
/// <param name="Papers">The folders of the results, one a paper.</param>
/// <param name="Artifacts">Hashes of the models and measurements by what became of them.</param>
public sealed record ImportedBundle(
    BundleManifest Manifest,
    ImmutableArray<string> Papers,
    ImmutableDictionary<ArtifactAddition, ImmutableArray<string>> Artifacts)
{
    /// <summary>The models and measurements of which something became.</summary>
    public ImmutableArray<string> Of(ArtifactAddition addition) => Artifacts.GetValueOrDefault(addition, []);
}
