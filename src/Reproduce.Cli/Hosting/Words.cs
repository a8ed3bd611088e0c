namespace Reproduce.Cli.Hosting;

/// <summary>Quantities in words, the same in all commands.</summary>
internal static class Words
{
    private const long Kibi = 1024;

    /// <summary>A duration such as <c>0.4 s</c>, <c>12 s</c>, <c>3 min</c>, <c>2.5 h</c> or <c>4.1 d</c>.</summary>
    public static string Duration(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 0.0995 => $"{duration.TotalMilliseconds:0} ms",
        < 9.95 => $"{duration.TotalSeconds:0.0} s",
        < 120 => $"{duration.TotalSeconds:0} s",
        < 7200 => $"{duration.TotalMinutes:0} min",
        < 48 * 3600 => $"{duration.TotalHours:0.0} h",
        _ => $"{duration.TotalDays:0.0} d",
    };

    /// <summary>A size such as <c>812 B</c>, <c>4.5 KiB</c>, <c>120.3 MiB</c> or <c>2.1 GiB</c>.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < Kibi => $"{bytes} B",
        < Kibi * Kibi => $"{(double)bytes / Kibi:0.0} KiB",
        < Kibi * Kibi * Kibi => $"{(double)bytes / (Kibi * Kibi):0.0} MiB",
        _ => $"{(double)bytes / (Kibi * Kibi * Kibi):0.0} GiB",
    };

    /// <summary>Ascending numbers, runs of them as ranges: <c>42-61</c> or <c>1, 5-7</c>.</summary>
    public static string Numbers(IReadOnlyCollection<int> numbers) => string.Join(", ", numbers
        .Order()
        .Index()
        .GroupBy(item => item.Item - item.Index, item => item.Item)
        .Select(run => run.Count() == 1 ? $"{run.First()}" : $"{run.First()}-{run.Last()}"));
}
