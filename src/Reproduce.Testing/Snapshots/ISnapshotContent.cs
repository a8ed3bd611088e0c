namespace Reproduce.Testing.Snapshots;

/// <summary>What a test received, and how it compares to what was accepted.</summary>
internal interface ISnapshotContent
{
    /// <summary>The files' extension, without the dot.</summary>
    string Extension { get; }

    /// <summary>The content as its file holds it.</summary>
    byte[] Received { get; }

    /// <summary>The content in short, for a person who has nothing to compare it with.</summary>
    string Preview { get; }

    /// <summary>Compares the verified file's content to the received.</summary>
    /// <returns>How they differ, or that the file cannot be read; <see langword="null"/> where they agree within tolerance.</returns>
    SnapshotDifference? CompareTo(byte[] verified);
}

/// <summary>How content differs.</summary>
/// <param name="Message">For a person to read.</param>
/// <param name="Picture">A PNG that shows it, for images.</param>
internal sealed record SnapshotDifference(string Message, byte[]? Picture = null);
