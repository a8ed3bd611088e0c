namespace Reproduce.Tests.StoreProcess;

/// <summary>A clock for one thread: every look at it is two minutes later than the last, so that every checkpoint is due.</summary>
public sealed class HurriedClock : TimeProvider
{
    private long _timestamp;

    /// <inheritdoc/>
    public override long TimestampFrequency => 1;

    /// <inheritdoc/>
    public override long GetTimestamp() => _timestamp += 120;
}
