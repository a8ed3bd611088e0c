namespace Reproduce.Testing.Snapshots;

/// <summary>A snapshot is missing, differs, or cannot be named or accepted. The message says which and what to do.</summary>
/// <param name="message">Rule, expected, actual and the remedy.</param>
public sealed class SnapshotException(string message) : Exception(message)
{
    /// <summary>Whether there is nothing yet to compare with.</summary>
    public bool IsMissing { get; init; }

    /// <summary>What differs, without the files and how to accept them; the message itself where it is about something else.</summary>
    public string Summary { get => field ?? Message; init; }
}
