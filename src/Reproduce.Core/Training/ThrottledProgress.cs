namespace Reproduce.Core.Training;

/// <summary>Writes the first and the last report and, between them, at most one in each interval.</summary>
/// <param name="write">Writes a line.</param>
/// <param name="clock">Measures the interval.</param>
/// <param name="interval">The shortest time between two lines.</param>
public sealed class ThrottledProgress(Action<string> write, TimeProvider clock, TimeSpan interval) : IProgress<TrainingProgress>
{
    private long? _last;

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Done == value.Total || _last is null || clock.GetElapsedTime(_last.Value) >= interval)
        {
            _last = clock.GetTimestamp();
            write(value.ToString());
        }
    }
}
