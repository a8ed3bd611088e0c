namespace Reproduce.Cli.Status;

/// <summary>How far a task is.</summary>
internal enum TaskState
{
    /// <summary>What it makes is there.</summary>
    Done,

    /// <summary>A process works on it.</summary>
    Running,

    /// <summary>The scheduler has it.</summary>
    Waiting,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>It ended without a result or an error, such as by running out of memory.</summary>
    Lost,

    /// <summary>It was never begun, and no scheduler has it.</summary>
    NotStarted,
}
