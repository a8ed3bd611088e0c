using Reproduce.Cli;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Store;
using Reproduce.DataSets;
using Spectre.Console;

namespace Reproduce.Tests.Cli;

/// <summary>What a command line gave, run within the test's process.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a command line as a process without a terminal would.</summary>
    /// <param name="folder">Where the store, the data and the current folder are.</param>
    /// <param name="arguments">The command line, separated by blanks.</param>
    /// <param name="change">What else is different about the process.</param>
    /// <param name="cancellation">Interrupts it.</param>
    public static async Task<CliRun> Of(
        string folder, string arguments, Func<CliHost, CliHost>? change = null, CancellationToken cancellation = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = Host(output, error, name => EnvironmentIn(folder).GetValueOrDefault(name), TimeProvider.System, folder);
        var exitCode = await CommandLine.RunAsync(
            change is null ? host : change(host), arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), cancellation);
        return new(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>A process that only writes plain text.</summary>
    public static CliHost Host(
        TextWriter output, TextWriter error, Func<string, string?> environment, TimeProvider clock, string currentFolder)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = CliHost.WidthWithoutTerminal;
        return new CliHost(output, error, console, IsInteractive: false, Confirm: null, environment, clock, currentFolder);
    }

    /// <summary>The environment of the commands: nothing of the machine's own.</summary>
    public static Dictionary<string, string> EnvironmentIn(string folder) => new()
    {
        [StoreFolder.EnvironmentVariable] = Path.Combine(folder, "store"),
        [DataFolder.EnvironmentVariable] = Path.Combine(folder, "data"),
    };
}
