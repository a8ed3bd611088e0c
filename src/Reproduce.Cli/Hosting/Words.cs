using System.Globalization;

namespace Reproduce.Cli.Hosting;

/// <summary>Quantities in words, the same in all commands.</summary>
internal static class Words
{
    private const long Kibi = 1024;

    /// <summary>A number of things: <c>1 model</c>, <c>2 models</c>.</summary>
    public static string Count(int count, string thing) => Text($"{count} {thing}{(count == 1 ? "" : "s")}");

    /// <summary>A duration such as <c>0.4 s</c>, <c>12 s</c>, <c>3 min</c>, <c>2.5 h</c> or <c>4.1 d</c>.</summary>
    public static string Duration(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 0.0995 => Text($"{duration.TotalMilliseconds:0} ms"),
        < 9.95 => Text($"{duration.TotalSeconds:0.0} s"),
        < 120 => Text($"{duration.TotalSeconds:0} s"),
        < 7200 => Text($"{duration.TotalMinutes:0} min"),
        < 48 * 3600 => Text($"{duration.TotalHours:0.0} h"),
        _ => Text($"{duration.TotalDays:0.0} d"),
    };

    /// <summary>A size such as <c>812 B</c>, <c>4.5 KiB</c>, <c>120.3 MiB</c> or <c>2.1 GiB</c>.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < Kibi => Text($"{bytes} B"),
        < Kibi * Kibi => Text($"{(double)bytes / Kibi:0.0} KiB"),
        < Kibi * Kibi * Kibi => Text($"{(double)bytes / (Kibi * Kibi):0.0} MiB"),
        _ => Text($"{(double)bytes / (Kibi * Kibi * Kibi):0.0} GiB"),
    };

    /// <summary>Ascending numbers, runs of them as ranges: <c>42-61</c> or <c>1, 5-7</c>.</summary>
    public static string Numbers(IReadOnlyCollection<int> numbers)
    {
        List<(int First, int Last)> runs = [];
        foreach (var number in numbers.Order())
        {
            if (runs.Count > 0 && runs[^1].Last == number - 1)
            {
                runs[^1] = (runs[^1].First, number);
            }
            else
            {
                runs.Add((number, number));
            }
        }

        return string.Join(", ", runs.Select(run => run.First == run.Last ? Text($"{run.First}") : Text($"{run.First}-{run.Last}")));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
