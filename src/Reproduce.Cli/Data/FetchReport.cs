using Reproduce.Cli.Hosting;
using Spectre.Console;

namespace Reproduce.Cli.Data;

/// <summary>Tells the user how fetching goes on: a download as a bar on a terminal, elsewhere as a line every few seconds.</summary>
/// <param name="host">The process.</param>
internal sealed class FetchReport(CliHost host)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Writes a line.</summary>
    public void Line(string text) => host.Output.WriteLine(text);

    /// <summary>Shows a download while it runs.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="download">Runs the download, telling how far it is.</param>
    public Task DownloadAsync(string name, Func<IProgress<DownloadProgress>, Task> download) => !host.IsInteractive
        ? download(new Lines(name, host))
        : host.Console
            .Progress()
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new DownloadedColumn(),
                new TransferSpeedColumn(),
                new RemainingTimeColumn())
            .StartAsync(context => download(new Bar(context.AddTask(Markup.Escape(name), maxValue: double.PositiveInfinity))));

    private sealed class Lines(string name, CliHost host) : IProgress<DownloadProgress>
    {
        private long? _last;

        public void Report(DownloadProgress value)
        {
            if (_last is null || value.Done == value.Total || host.Clock.GetElapsedTime(_last.Value) >= Interval)
            {
                _last = host.Clock.GetTimestamp();
                host.Output.WriteLine($"{name}: {value}");
            }
        }
    }

    private sealed class Bar(ProgressTask task) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            task.IsIndeterminate = value.Total is null;
            task.MaxValue = value.Total ?? Math.Max(value.Done, 1);
            task.Value = value.Done;
        }
    }
}

/// <summary>How far a download is.</summary>
/// <param name="Done">Bytes that are there, those of an earlier run included.</param>
/// <param name="Total">Bytes of the whole file, or null where the server does not say.</param>
internal readonly record struct DownloadProgress(long Done, long? Total)
{
    private const double Megabyte = 1e6;

    /// <summary>Such as <c>12.0 of 170.1 MB</c>.</summary>
    public override string ToString() =>
        Total is { } total ? $"{Done / Megabyte:0.0} of {total / Megabyte:0.0} MB" : $"{Done / Megabyte:0.0} MB";
}
