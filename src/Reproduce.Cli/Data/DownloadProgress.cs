
namespace Reproduce.Cli.Data;

/// <summary>How far a download is.</summary>
/// <param name="Done">Bytes that are there, those of an earlier run included.</param>
/// <param name="Total">Bytes of the whole file, or null where the server does not say.</param>
internal readonly record struct DownloadProgress(long Done, long? Total)
{
    private const double Megabyte = 1e6;

    /// <summary>Such as <c>12.0 of 170.1 MB</c>.</summary>
    public override string ToString() => Total is { } total
        ? $"{Done / Megabyte:0.0} of {total / Megabyte:0.0} MB"
        : $"{Done / Megabyte:0.0} MB";
}
