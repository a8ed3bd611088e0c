using System.Text;

namespace Reproduce.Core.Files;

/// <summary>Writes files atomically: if the process is killed, the file is complete or not there at all.</summary>
/// <remarks>
/// The content is written to a second file, which is renamed when it is complete; renaming is atomic. This protects against a killed
/// process. Protection against a power cut needs a flush as well; see <see cref="FlushedLength"/>.
/// </remarks>
public static class AtomicFile
{
    /// <summary>
    /// Content of at least this many bytes is flushed to the disk before the file is renamed. For smaller files a flush costs more than
    /// it saves: 3 ms for each of 2,000 toy perceptrons, when the rest of storing one takes 0.2 ms. A power cut may damage a small file.
    /// </summary>
    internal const int FlushedLength = 1 << 18;

    /// <summary>Writes a file, replacing an existing one. Missing folders are created.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">All of its bytes.</param>
    /// <param name="unfinished">
    /// The file to write first, on the same file system and used by no other writer; null for <see cref="UnfinishedBeside"/>.
    /// </param>
    /// <exception cref="IOException">A file could not be written; the old one, if any, is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder must not be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, string? unfinished = null) => Write(
        path, content, unfinished ?? UnfinishedBeside(path), Create);

    /// <summary>A file next to another one, whose name no other writer uses, of this machine or of another.</summary>
    /// <param name="path">The other file.</param>
    public static string UnfinishedBeside(string path) => $"{path}.{Guid.NewGuid():N}.unfinished";

    /// <summary>Writes a text file in UTF-8 without a byte order mark.</summary>
    /// <inheritdoc cref="Write(string, ReadOnlySpan{byte}, string?)"/>
    public static void WriteText(string path, string content, string? unfinished = null) =>
        Write(path, Encoding.UTF8.GetBytes(content), unfinished);

    /// <summary>The same with a given way to create the unfinished file; tests simulate a full disk with it.</summary>
    internal static void Write(string path, ReadOnlySpan<byte> content, string unfinished, Func<string, Stream> create)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(unfinished))!);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            using (var stream = create(unfinished))
            {
                stream.Write(content);
                if (stream is FileStream file)
                {
                    file.Flush(flushToDisk: content.Length >= FlushedLength);
                }
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            FileErrors.TryRemove(unfinished);
            throw;
        }
    }

    /// <summary>Creates or empties a file for writing.</summary>
    internal static Stream Create(string path) => new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
}
