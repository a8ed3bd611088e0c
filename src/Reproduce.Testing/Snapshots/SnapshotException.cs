using NUnit.Framework;

namespace Reproduce.Testing.Snapshots;

/// <summary>A snapshot is missing, differs, or cannot be named or accepted. The message says which and what to do.</summary>
/// <param name="message">Rule, expected, actual and the remedy.</param>
/// <remarks>NUnit shows a failed assertion by its message, where it would list the properties of another exception.</remarks>
public sealed class SnapshotException(string message) : AssertionException(message)
{
    /// <summary>Whether there is nothing yet to compare with.</summary>
    public bool IsMissing { get; init; }

    /// <summary>What differs, without the files and how to accept them; the message itself where it is about something else.</summary>
    public string Summary { get => field ?? Message; init; }

    /// <summary>A PNG of the verified and the received picture and their difference; null for others than pictures.</summary>
    public byte[]? Picture { get; init; }

    /// <summary>None: where a number was compared does not tell why it has moved.</summary>
    public override string? StackTrace => "";
}
