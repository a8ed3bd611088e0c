namespace Reproduce.Core.Store;

/// <summary>The process that holds a key.</summary>
/// <param name="Process">The process; null where its files can't be read, as while they are being written.</param>
/// <param name="IsOnThisMachine">Whether it runs on this machine.</param>
internal sealed record KeyHolder(ProcessIdentity? Process, bool IsOnThisMachine)
{
    private static readonly TimeSpan PollingOfThisMachine = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PollingOfOthers = TimeSpan.FromSeconds(1);

    /// <summary>A process of which nothing is known.</summary>
    public static KeyHolder Unknown { get; } = new(null, IsOnThisMachine: false);

    /// <summary>The time to wait until it is worth looking again whether it has finished.</summary>
    public TimeSpan PollingInterval => IsOnThisMachine ? PollingOfThisMachine : PollingOfOthers;

    /// <summary>Such as <c>process 123</c>, or <c>process 123 on node7</c> where that is another machine.</summary>
    public override string ToString() => Process is null ? "another process"
        : IsOnThisMachine ? $"process {Process.ProcessId}"
        : $"process {Process.ProcessId} on {Process.Host}";
}
