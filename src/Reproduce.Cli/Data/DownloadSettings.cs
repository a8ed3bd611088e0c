namespace Reproduce.Cli.Data;

/// <summary>When a download gives up.</summary>
internal sealed record DownloadSettings
{
    /// <summary>How often it is tried, at least once; each try resumes the last one.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Time between two tries.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A connection is given up when nothing arrives for so long.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(60);
}
