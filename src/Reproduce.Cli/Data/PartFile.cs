using System.Globalization;
using System.Net.Http.Headers;

namespace Reproduce.Cli.Data;

/// <summary>
/// The downloaded part of a file, <c>name.part</c>, and a note of what it belongs to, <c>name.part.origin</c>: address, version (ETag or
/// date) and size, a line each.
/// </summary>
/// <param name="target">Path of the whole file.</param>
internal sealed class PartFile(string target)
{
    /// <summary>Path of the part.</summary>
    public string Path { get; } = target + ".part";

    /// <summary>Bytes downloaded so far; 0 without a part.</summary>
    public long Length => new FileInfo(Path) is { Exists: true } file ? file.Length : 0;

    private string NotePath => Path + ".origin";

    /// <summary>
    /// Which file the part belongs to; null where the download from this address cannot be resumed, because neither version nor size is
    /// known.
    /// </summary>
    /// <param name="source">The address.</param>
    public PartOrigin? Origin(Uri source)
    {
        if (Length == 0
            || !File.Exists(NotePath)
            || File.ReadAllLines(NotePath) is not [var address, var noted, var size]
            || address != source.AbsoluteUri)
        {
            return null;
        }

        long? total = long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var version = noted.Length > 0 ? noted : null;
        return version is null && total is null ? null : new PartOrigin(version, total);
    }

    /// <summary>Starts over.</summary>
    /// <param name="source">The address.</param>
    /// <param name="origin">The file there.</param>
    public void Start(Uri source, PartOrigin origin)
    {
        // The part goes first: a note must never stand beside bytes of another file.
        File.Delete(Path);
        File.WriteAllLines(NotePath, [source.AbsoluteUri, origin.Version ?? "", $"{origin.Total}"]);
    }

    /// <summary>Removes the part.</summary>
    public void Delete()
    {
        File.Delete(Path);
        File.Delete(NotePath);
    }

    /// <summary>Gives the complete part the file's name.</summary>
    public void Finish()
    {
        File.Move(Path, target, overwrite: true);
        File.Delete(NotePath);
    }
}

/// <summary>A file at an address, as far as its server describes it.</summary>
/// <param name="Version">A strong ETag or the date of the last change, as <c>If-Range</c> takes it, or null.</param>
/// <param name="Total">Its size in bytes, or null.</param>
internal sealed record PartOrigin(string? Version, long? Total)
{
    /// <summary>The file that a response describes.</summary>
    public static PartOrigin Of(HttpResponseMessage response)
    {
        var headers = response.Content.Headers;
        // A weak ETag does not promise the same bytes.
        var version = response.Headers.ETag is { IsWeak: false } tag
            ? tag.ToString()
            : headers.LastModified?.ToString("R", CultureInfo.InvariantCulture);
        return new(version, headers.ContentRange?.Length ?? headers.ContentLength);
    }

    /// <summary>Whether a response continues this file at this byte.</summary>
    public bool IsContinuedBy(ContentRangeHeaderValue? range, long from) =>
        range?.From == from && (Total is null || range.Length is null || range.Length == Total);
}
