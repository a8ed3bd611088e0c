using System.CommandLine;

namespace Reproduce.Cli.Hosting;

/// <summary>The option that says how many threads are used.</summary>
internal static class ThreadsOption
{
    private const int MostThreads = 1024;

    /// <summary>The option <c>--threads</c>, by default one a processor core.</summary>
    /// <param name="meaning">What the threads do.</param>
    public static Option<int> Create(string meaning)
    {
        var option = new Option<int>("--threads")
        {
            Description = meaning,
            DefaultValueFactory = _ => Environment.ProcessorCount,
            HelpName = "number",
        };
        option.Require(count => count is >= 1 and <= MostThreads, $"1 to {MostThreads}");
        return option;
    }
}
