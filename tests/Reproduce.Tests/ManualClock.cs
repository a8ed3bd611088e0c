namespace Reproduce.Tests;

/// <summary>A clock that a test sets.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];

    public TimeSpan Elapsed { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state), period) { Due = Elapsed + dueTime };
        _timers.Add(timer);
        return timer;
    }

    /// <summary>Sets the clock forward, and calls what is due meanwhile.</summary>
    public void Advance(TimeSpan time)
    {
        var end = Elapsed + time;
        while (_timers.MinBy(timer => timer.Due) is { } next && next.Due <= end)
        {
            Elapsed = next.Due;
            next.Due += next.Period;
            next.Call();
        }

        Elapsed = end;
    }

    private sealed class ManualTimer(ManualClock clock, Action call, TimeSpan period) : ITimer
    {
        public TimeSpan Due { get; set; }

        public TimeSpan Period => period;

        public void Call() => call();

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
