using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using Reproduce.Core.Files;
using Reproduce.Core.Store;
using Reproduce.DataSets;
using Spectre.Console;

namespace Reproduce.Cli.Hosting;

/// <summary>What a command uses of the process it runs in, so that tests can replace it.</summary>
/// <param name="Output">The standard output: results.</param>
/// <param name="Error">The error output: messages on what is wrong.</param>
/// <param name="Console">Draws tables and bars on <paramref name="Output"/>.</param>
/// <param name="IsInteractive">Whether <paramref name="Output"/> is a terminal: progress bars are shown only there.</param>
/// <param name="Confirm">Asks the user a yes-or-no question, until it is cancelled; null where nobody can answer.</param>
/// <param name="Environment">Gives the value of an environment variable, or null.</param>
/// <param name="Clock">Gives the time.</param>
/// <param name="CurrentFolder">The folder that the command is run in, an absolute path.</param>
internal sealed record CliHost(
    TextWriter Output,
    TextWriter Error,
    IAnsiConsole Console,
    bool IsInteractive,
    Func<string, CancellationToken, Task<bool>>? Confirm,
    Func<string, string?> Environment,
    TimeProvider Clock,
    string CurrentFolder)
{
    // In files and pipes a table is neither cut nor wrapped, so that a row is a line.
    internal const int WidthWithoutTerminal = 2000;

    /// <summary>The image data sets that commands offer.</summary>
    public ImmutableArray<DataSet> DataSets { get; init; } = DataSetList.All;

    /// <summary>Runs another process, which writes where this one does, to its end, and gives its exit code.</summary>
    public Func<ProcessStartInfo, CancellationToken, Task<int>> RunProcess { get; init; } = StartAndWait;

    /// <summary>Runs another process to its end, and gives what it wrote.</summary>
    public Func<ProcessStartInfo, CancellationToken, Task<ProcessAnswer>> Ask { get; init; } = ProcessAnswer.Of;

    /// <summary>How this program is started: an executable and its first arguments.</summary>
    public ImmutableArray<string> Program { get; init; } = [];

    /// <summary>The repository that the current folder lies in; null outside of one.</summary>
    public string? Repository => RepositoryRoot.Find(CurrentFolder);

    /// <summary>The error of a command that needs the repository.</summary>
    /// <param name="remedy">What to do, without the full stop.</param>
    public CommandFailedException NoRepository(string remedy) =>
        new($"No folder at or above '{CurrentFolder}' is the repository, which holds {RepositoryRoot.Mark}: {remedy}.");

    /// <summary>The store of this environment; what it has to tell goes to <see cref="Error"/>.</summary>
    public ArtifactStore OpenStore() => new(StoreFolder.Default(Environment), Error.WriteLine, Clock);

    /// <summary>The process that runs now.</summary>
    public static CliHost OfProcess()
    {
        var console = AnsiConsole.Console;
        var isInteractive = console.Profile.Capabilities.Interactive && !System.Console.IsOutputRedirected;
        if (!isInteractive)
        {
            console.Profile.Width = WidthWithoutTerminal;
        }

        return new CliHost(
            System.Console.Out,
            System.Console.Error,
            console,
            isInteractive,
            isInteractive && !System.Console.IsInputRedirected
                ? (question, cancellation) => console.ConfirmAsync(Markup.Escape(question), defaultValue: false, cancellation)
                : null,
            System.Environment.GetEnvironmentVariable,
            TimeProvider.System,
            Directory.GetCurrentDirectory())
        {
            Program = ProgramOfProcess(),
        };
    }

    /// <summary>Draws a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="leastWidth">
    /// Characters that it needs to be readable: a narrower terminal wraps its lines, where the drawing library would wrap every cell.
    /// </param>
    public void Write(Table table, int leastWidth = 0)
    {
        var width = Console.Profile.Width;
        Console.Profile.Width = Math.Max(width, leastWidth);
        Console.Write(table);
        Console.Profile.Width = width;
    }

    /// <summary>A table as all commands draw theirs; on a narrower terminal the last column is wrapped.</summary>
    /// <param name="columns">The headings; a column is right-aligned where its heading starts with &gt;, which is not printed.</param>
    public static Table NewTable(params ReadOnlySpan<string> columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column.TrimStart('>')))
            {
                Alignment = column.StartsWith('>') ? Justify.Right : null,
                Padding = new Padding(left: 0, top: 0, right: 1, bottom: 0),
                NoWrap = table.Columns.Count < columns.Length - 1,
            });
        }

        return table;
    }

    private static ImmutableArray<string> ProgramOfProcess() => System.Environment.ProcessPath switch
    {
        { } path when Path.GetFileNameWithoutExtension(path) == "dotnet" => [path, typeof(CliHost).Assembly.Location],
        { } path => [path],
        null => [CommandLine.Name],
    };

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new CommandFailedException(
                $"'{start.FileName}' can't be started: {e.Message}. Install the .NET SDK, or put its folder into PATH.", e);
        }
    }

    private static async Task<int> StartAndWait(ProcessStartInfo start, CancellationToken cancellation)
    {
        using var process = Start(start);
        try
        {
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
