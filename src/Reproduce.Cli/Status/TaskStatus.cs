namespace Reproduce.Cli.Status;

/// <summary>A task of a submission and how far it is.</summary>
/// <param name="Submission">The submission's name.</param>
/// <param name="Task">The task's name.</param>
/// <param name="Group">The group whose resources it needs.</param>
/// <param name="State">How far it is.</param>
/// <param name="Host">The machine that works on it; null where none does or it is not known.</param>
/// <param name="Since">Since when; null where that is not known.</param>
/// <param name="LastSign">When the process that works on it last gave a sign of life; null where that is not known.</param>
/// <param name="Reason">Why it failed or was lost, in a sentence; null otherwise.</param>
internal sealed record TaskStatus(
    string Submission,
    string Task,
    string Group,
    TaskState State,
    string? Host,
    DateTimeOffset? Since,
    DateTimeOffset? LastSign,
    string? Reason);
