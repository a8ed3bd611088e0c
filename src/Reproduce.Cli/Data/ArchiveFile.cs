using System.Formats.Tar;
using System.IO.Compression;
using System.IO.Hashing;
using Reproduce.Cli.Hosting;

namespace Reproduce.Cli.Data;

/// <summary>Unpacks <c>.zip</c> and <c>.tar.gz</c> files.</summary>
internal static class ArchiveFile
{
    /// <summary>
    /// Unpacks the files of some kinds, all into one folder: the folders within the archive differ between mirrors, and a file that is
    /// written by its bare name cannot land elsewhere. Links and everything else are left out.
    /// </summary>
    /// <param name="archive">The archive; its name tells what it is.</param>
    /// <param name="folder">Where the files go; created if missing.</param>
    /// <param name="extensions">The kinds of files, such as <c>.png</c>.</param>
    /// <param name="cancellation">Stops unpacking.</param>
    /// <returns>Number of files.</returns>
    /// <exception cref="CommandFailedException">It is damaged, leads out of its folder, or holds two files of one name.</exception>
    public static async Task<int> UnpackAsync(
        string archive, string folder, IReadOnlyCollection<string> extensions, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return archive.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
                ? await UnpackZipAsync(archive, folder, extensions, cancellation)
                : await UnpackTarAsync(archive, folder, extensions, cancellation);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new CommandFailedException($"The archive {Path.GetFileName(archive)} is damaged: {e.Message}", e);
        }
    }

    private static async Task<int> UnpackZipAsync(
        string archive, string folder, IReadOnlyCollection<string> extensions, CancellationToken cancellation)
    {
        var count = 0;
        await using var zip = await ZipFile.OpenReadAsync(archive, cancellation);
        foreach (var entry in zip.Entries)
        {
            if (PathOf(archive, entry.FullName, folder, extensions) is { } path)
            {
                await using var content = await entry.OpenAsync(cancellation);
                var checksum = await WriteAsync(content, path, archive, cancellation);
                if (checksum != entry.Crc32)
                {
                    throw new InvalidDataException($"the checksum of {entry.FullName} is {checksum:x8}; expected {entry.Crc32:x8}.");
                }

                count++;
            }
        }

        return count;
    }

    private static async Task<int> UnpackTarAsync(
        string archive, string folder, IReadOnlyCollection<string> extensions, CancellationToken cancellation)
    {
        var count = 0;
        await using var file = File.OpenRead(archive);
        await using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        await using var tar = new TarReader(unzipped);
        while (await tar.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
        {
            var isFile = entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile;
            if (PathOf(archive, entry.Name, folder, extensions) is { } path && isFile)
            {
                await WriteAsync(entry.DataStream ?? Stream.Null, path, archive, cancellation);
                count++;
            }
        }

        return count;
    }

    /// <returns>Where an entry goes, or null if it is left out.</returns>
    private static string? PathOf(string archive, string entry, string folder, IReadOnlyCollection<string> extensions)
    {
        var steps = entry.Replace('\\', '/').Split('/');
        if (steps.Contains("..") || entry.StartsWith('/') || steps[0].EndsWith(':'))
        {
            throw new CommandFailedException(
                $"The archive {Path.GetFileName(archive)} holds '{entry}', which leads out of its folder: it is not what was published.");
        }

        return extensions.Contains(Path.GetExtension(steps[^1]), StringComparer.OrdinalIgnoreCase) ? Path.Combine(folder, steps[^1]) : null;
    }

    /// <returns>CRC-32 of what was written. .NET does not check that of an archive.</returns>
    private static async Task<uint> WriteAsync(Stream content, string path, string archive, CancellationToken cancellation)
    {
        if (File.Exists(path))
        {
            throw new CommandFailedException($"The archive {Path.GetFileName(archive)} holds two files named {Path.GetFileName(path)}.");
        }

        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
        await content.CopyToAsync(file, cancellation);
        file.Position = 0;
        var checksum = new Crc32();
        await checksum.AppendAsync(file, cancellation);
        return checksum.GetCurrentHashAsUInt32();
    }
}
