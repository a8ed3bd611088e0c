namespace Reproduce.Cli.Hosting;

/// <summary>The exit codes of the process.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>It failed, or something is missing; a message on the error output says what.</summary>
    public const int Failed = 1;

    /// <summary>The command line cannot be read.</summary>
    public const int BadCommandLine = 2;

    /// <summary>Interrupted, by Ctrl-C for example.</summary>
    public const int Interrupted = 130;

    /// <summary>The codes with their meanings, for the help.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Done, "done"),
        (Failed, "it failed, or something is missing: a message on the error output says what and what to do"),
        (BadCommandLine, "the command line cannot be read"),
        (Interrupted, "interrupted (Ctrl-C)"),
    ];
}
