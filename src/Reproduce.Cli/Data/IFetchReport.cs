namespace Reproduce.Cli.Data;

/// <summary>Tells the user how fetching goes on.</summary>
internal interface IFetchReport
{
    /// <summary>Writes a line.</summary>
    /// <param name="text">The line.</param>
    void Line(string text);

    /// <summary>Shows a download while it runs.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="download">Runs the download, telling how far it is.</param>
    Task DownloadAsync(string name, Func<IProgress<DownloadProgress>, Task> download);
}
