using System.Formats.Tar;
using System.IO.Compression;

namespace Reproduce.Tests.Cli.Data;

/// <summary>Writes small archives.</summary>
internal static class Archives
{
    /// <summary>Writes a <c>.zip</c> or a <c>.tar.gz</c>, as its name says.</summary>
    public static void Write(string path, params (string Name, byte[] Content)[] entries)
    {
        using var file = File.Create(path);
        if (path.EndsWith(".zip", StringComparison.Ordinal))
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Create);
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }

            return;
        }

        using var zipped = new GZipStream(file, CompressionMode.Compress);
        using var tar = new TarWriter(zipped);
        foreach (var (name, content) in entries)
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }
    }
}
