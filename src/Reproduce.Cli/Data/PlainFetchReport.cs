namespace Reproduce.Cli.Data;

/// <summary>
/// Plain lines, for files and continuous integration: one at a download's start and end, and one every few seconds between.
/// </summary>
/// <param name="write">Writes a line.</param>
/// <param name="clock">Measures the seconds.</param>
internal sealed class PlainFetchReport(Action<string> write, TimeProvider clock) : IFetchReport
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public void Line(string text) => write(text);

    /// <inheritdoc/>
    public Task DownloadAsync(string name, Func<IProgress<DownloadProgress>, Task> download) => download(new Lines(name, write, clock));

    private sealed class Lines(string name, Action<string> write, TimeProvider clock) : IProgress<DownloadProgress>
    {
        private long? _last;

        public void Report(DownloadProgress value)
        {
            if (_last is null || value.Done == value.Total || clock.GetElapsedTime(_last.Value) >= Interval)
            {
                _last = clock.GetTimestamp();
                write($"{name}: {value}");
            }
        }
    }
}
