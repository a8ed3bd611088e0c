using System.CommandLine;
using System.CommandLine.Parsing;

namespace Reproduce.Cli.Hosting;

/// <summary>Which options of a command line the user has given.</summary>
internal static class GivenOptions
{
    /// <summary>Whether an option was given, and not left at its default.</summary>
    public static bool Has(this CommandResult command, Option option) => command.GetResult(option) is { Implicit: false };
}
