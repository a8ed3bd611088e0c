using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Reproduce.Core.Files;
using Reproduce.Core.Store;

namespace Reproduce.Results.Bundles;

/// <summary>
/// Writes a bundle: the results of claims with the models and measurements that they were computed from, as one file. Equal contents give
/// equal bytes.
/// </summary>
public static class BundleExport
{
    // The first time that a zip file can tell: a bundle tells no times of its own.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a bundle.</summary>
    /// <param name="path">The file, which is replaced.</param>
    /// <param name="sets">Result sets in folders.</param>
    /// <param name="claims">Names of claims.</param>
    /// <param name="store">The store's folder.</param>
    /// <param name="stamp">What the build knows of itself.</param>
    /// <param name="cancellation">Stops writing; no file is left behind.</param>
    /// <exception cref="ResultException">A claim has no results here, or the store lacks what they were computed from.</exception>
    /// <exception cref="ArtifactStoreException">The store can't be read.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static BundleManifest Write(
        string path,
        IReadOnlyList<ResultSet> sets,
        IReadOnlyList<string> claims,
        string store,
        BuildStamp stamp,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(stamp);
        var exchange = new ArtifactExchange(store);
        var hashes = claims.SelectMany(claim => ArtifactsOf(claim, sets, exchange, store)).Distinct().Order(StringComparer.Ordinal);
        var contents = hashes.Select(hash => (Name: BundlePath.OfArtifact(hash), Bytes: (Func<byte[]>)(() => exchange.Read(hash)!)))
            .Concat(claims.SelectMany(claim => ResultsOf(claim, sets)).DistinctBy(file => file.Name))
            .ToList();
        var manifest = new BundleManifest
        {
            Commit = stamp.Commit,
            Version = stamp.HarnessVersion,
            Claims = [.. claims],
            Files = [],
        };
        var unfinished = AtomicFile.UnfinishedBeside(path);
        try
        {
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
            {
                manifest = manifest with { Files = [.. contents.Select(content => Add(zip, content.Name, content.Bytes(), cancellation))] };
                Add(zip, BundlePath.Manifest, Encoding.UTF8.GetBytes(ResultJson.Serialize(manifest)), cancellation);
            }

            File.Move(unfinished, path, overwrite: true);
            return manifest;
        }
        finally
        {
            FileErrors.TryRemove(unfinished);
        }
    }

    private static BundleFile Add(ZipArchive zip, string name, byte[] bytes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = NoTime;
        using var stream = entry.Open();
        stream.Write(bytes);
        return new(name, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>What the results of a claim were computed from, with the teachers of the models among it.</summary>
    private static HashSet<string> ArtifactsOf(
        string claim, IReadOnlyList<ResultSet> sets, ArtifactExchange exchange, string store)
    {
        var again = TestCommand.For($"Claim={claim}");
        var items = sets.SelectMany(set => set.Items).Where(item => item.Claim == claim).ToList();
        if (items.Count == 0)
        {
            throw new ResultException($"There are no results of a claim '{claim}' to export: run it first, by `{again}`.");
        }

        var open = new Stack<string>(items.SelectMany(item => item.Sources).SelectMany(source => source.Keys));
        HashSet<string> found = [];
        var missing = 0;
        while (open.TryPop(out var hash))
        {
            if (!found.Add(hash))
            {
                continue;
            }

            if (!ArtifactKey.IsHash(hash) || exchange.Read(hash) is not { } bytes)
            {
                missing++;
                continue;
            }

            foreach (var part in exchange.StoredParts(Parse(hash, bytes, again).Key))
            {
                open.Push(part);
            }
        }

        return missing == 0
            ? found
            : throw new ResultException(
                $"The store '{store}' lacks {missing} of the {found.Count} models and measurements that the results of {claim} were "
                + $"computed from: make them again, by `{again}`, or name the store that has them in {StoreFolder.EnvironmentVariable}.");
    }

    private static Artifact Parse(string hash, byte[] bytes, string again)
    {
        try
        {
            return ArtifactExchange.Parse(hash, bytes, hash);
        }
        catch (InvalidDataException e)
        {
            throw new ResultException($"{e.Message.TrimEnd('.')}. Nothing was exported. To have it made again, run `{again}`.", e);
        }
    }

    private static IEnumerable<(string Name, Func<byte[]> Bytes)> ResultsOf(string claim, IReadOnlyList<ResultSet> sets) =>
        from set in sets
        where set.Folder is not null && set.Items.Any(item => item.Claim == claim)
        from file in new[] { Path.Combine(set.Folder!, ResultFolder.PaperFile) }
            .Concat(Directory.GetFiles(Path.Combine(set.Folder!, claim)).Order(StringComparer.Ordinal))
        let name = BundlePath.OfResult($"{set.Paper.Id}/{Path.GetRelativePath(set.Folder!, file).Replace('\\', '/')}")
        where BundlePath.TryParse(name) is not null
        select (name, (Func<byte[]>)(() => File.ReadAllBytes(file)));
}
