namespace Reproduce.Core.Store;

/// <summary>A file of the artifact store, as <c>reproduce cache</c> lists it.</summary>
/// <param name="Hash">Hash of the artifact's key.</param>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="LastUse">
/// When it was last read, or written where the file system does not record reads; Linux records them to the day. Good enough to
/// find what has not been used for weeks.
/// </param>
public sealed record StoreEntry(string Hash, string Path, long Bytes, DateTimeOffset LastUse)
{
    /// <summary>The entry of a file.</summary>
    internal static StoreEntry Of(FileInfo file)
    {
        var lastUse = file.LastAccessTimeUtc > file.LastWriteTimeUtc ? file.LastAccessTimeUtc : file.LastWriteTimeUtc;
        return new(System.IO.Path.GetFileNameWithoutExtension(file.Name), file.FullName, file.Length, lastUse);
    }
}
