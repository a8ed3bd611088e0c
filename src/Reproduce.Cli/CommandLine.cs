using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Reproduce.Cli.Bench;
using Reproduce.Cli.Bundles;
using Reproduce.Cli.Cache;
using Reproduce.Cli.Completion;
using Reproduce.Cli.Data;
using Reproduce.Cli.Doctor;
using Reproduce.Cli.Hosting;
using Reproduce.Cli.Measure;
using Reproduce.Cli.Results;
using Reproduce.Cli.Status;
using Reproduce.Cli.Submit;
using Reproduce.Cli.Train;
using Reproduce.Cli.Why;
using Reproduce.Core.Store;

namespace Reproduce.Cli;

/// <summary><c>reproduce</c>: all commands, and how one is run.</summary>
internal static class CommandLine
{
    /// <summary>What is typed.</summary>
    public const string Name = "reproduce";

    private static readonly Example[] Examples =
    [
        new("dotnet test --filter Claim=Robustness", "decides a claim; it trains what it needs"),
        new("reproduce train signs --dry-run", "says how long training on the drawn signs would take here"),
        new("reproduce data fetch cifar10", "downloads CIFAR-10 and checks it"),
    ];

    /// <summary>The commands.</summary>
    /// <param name="host">The process that they run in.</param>
    public static RootCommand Create(CliHost host)
    {
        var root = new RootCommand(
            "Reproduce: the claims of a paper on distillation as tests. `dotnet test` runs the claims; this command does the rest.")
        {
            TrainCommand.Create(host),
            MeasureCommand.Create(host),
            SubmitCommand.Create(host),
            StatusCommand.Create(host),
            TaskCommand.Create(host),
            DataCommand.Create(host),
            CacheCommand.Create(host),
            ClaimsCommand.Create(host),
            ReportCommand.Create(host),
            CompareCommand.Create(host),
            OutcomesCommand.Create(host),
            AcceptSnapshotsCommand.Create(host),
            WhyCommand.Create(host),
            ReplicateCommand.Create(host),
            BundleCommand.Create(host),
            DoctorCommand.Create(host),
            BenchCommand.Create(host),
            CompletionCommand.Create(host),
        };
        foreach (var option in root.Options)
        {
            switch (option)
            {
                case HelpOption { Action: HelpAction standard }:
                    option.Action = new HelpWithExamples(standard, Examples);
                    // Rarely typed, they would be among the suggestions of every completion.
                    foreach (var alias in (ReadOnlySpan<string>)["-?", "/?", "/h"])
                    {
                        option.Aliases.Remove(alias);
                    }

                    break;
                case VersionOption:
                    option.Action = new PrintVersion(BuildStamp.Current);
                    break;
            }
        }

        return root;
    }

    /// <summary>Reads a command line and runs the command.</summary>
    /// <param name="host">The process.</param>
    /// <param name="arguments">What was typed behind the program's name.</param>
    /// <param name="cancellation">Interrupts the command.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(CliHost host, IReadOnlyList<string> arguments, CancellationToken cancellation = default)
    {
        // An argument such as @before is the name of a folder, not of a file with further arguments.
        var parsed = Create(host).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        // Without a command the whole help is shown; a mistyped word is answered by its own error alone.
        var isIncomplete = parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0;
        if (parsed.Action is ParseErrorAction errors)
        {
            errors.ShowHelp = isIncomplete;
        }

        var exitCode = await parsed.InvokeAsync(
            new InvocationConfiguration { Output = host.Output, Error = host.Error, ProcessTerminationTimeout = null }, cancellation);
        if (parsed.Action is not ParseErrorAction)
        {
            return exitCode;
        }

        if (!isIncomplete)
        {
            host.Error.WriteLine($"For what it takes, run: {PathOf(parsed.CommandResult.Command)} --help");
        }

        return ExitCode.BadCommandLine;
    }

    private static string PathOf(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent
        ? $"{PathOf(parent)} {command.Name}"
        : Name;

    private sealed class PrintVersion(BuildStamp stamp) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"{Name} {stamp.HarnessVersion}, commit {stamp.Commit}");
            return ExitCode.Done;
        }
    }
}
