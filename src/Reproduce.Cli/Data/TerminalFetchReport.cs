using Spectre.Console;

namespace Reproduce.Cli.Data;

/// <summary>A bar for each download, on a terminal.</summary>
/// <param name="console">The terminal.</param>
internal sealed class TerminalFetchReport(IAnsiConsole console) : IFetchReport
{
    /// <inheritdoc/>
    public void Line(string text) => console.WriteLine(text);

    /// <inheritdoc/>
    public Task DownloadAsync(string name, Func<IProgress<DownloadProgress>, Task> download) => console
        .Progress()
        .Columns(
            new TaskDescriptionColumn(),
            new ProgressBarColumn(),
            new DownloadedColumn(),
            new TransferSpeedColumn(),
            new RemainingTimeColumn())
        .StartAsync(context => download(new Bar(context.AddTask(Markup.Escape(name), maxValue: double.PositiveInfinity))));

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
