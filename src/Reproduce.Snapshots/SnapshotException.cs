namespace Reproduce.Snapshots;

/// <summary>A snapshot is missing, differs, or cannot be named or accepted. The message says which and what to do.</summary>
/// <param name="message">Rule, expected, actual and the remedy.</param>
public sealed class SnapshotException(string message) : Exception(message)
{
    /// <summary>Whether there is nothing yet to compare with.</summary>
    public bool IsMissing { get; init; }
}
