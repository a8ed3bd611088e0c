namespace Reproduce.Core.Store;

/// <summary>Why a file that is no artifact lies in the store.</summary>
public enum LeftoverKind
{
    /// <summary>A damaged artifact that was set aside.</summary>
    Damaged,

    /// <summary>An artifact that is being written, or whose writer was killed.</summary>
    Unfinished,
}

/// <summary>A file in the store that is no artifact.</summary>
/// <param name="Kind">Why it is there.</param>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="LastWrite">When it was last written.</param>
public sealed record StoreLeftover(LeftoverKind Kind, string Path, long Bytes, DateTimeOffset LastWrite)
{
    /// <summary>
    /// From which age on an unfinished file is taken for one that a killed writer left. A writer needs it for seconds. By age and not by
    /// process id, as processes of other containers and machines can't be seen from here.
    /// </summary>
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromHours(1);

    /// <summary>Whether nobody is writing it any more.</summary>
    /// <param name="now">The present time.</param>
    public bool IsAbandoned(DateTimeOffset now) => Kind == LeftoverKind.Damaged || now - LastWrite > AbandonedAfter;

    /// <summary>The leftover of a file.</summary>
    internal static StoreLeftover Of(FileInfo file, LeftoverKind kind) => new(kind, file.FullName, file.Length, file.LastWriteTimeUtc);
}
