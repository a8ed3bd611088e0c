using System.CommandLine;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.DataSets;
using Reproduce.Results;
using Reproduce.Torch.Native;

namespace Reproduce.Cli.Hosting;

/// <summary>What a command does, with its failures turned into messages and exit codes.</summary>
internal static class CommandActions
{
    private const string OnlyInterrupted = "Interrupted.";

    /// <summary>Gives a command what it does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="host">The process.</param>
    /// <param name="run">
    /// Runs it and returns the exit code. An exception for the user (<see cref="IsForUser"/>) becomes a message and exit code 1, a
    /// cancellation the message <paramref name="interrupted"/> and exit code 130.
    /// </param>
    /// <param name="interrupted">The message when it is interrupted: what is kept, and how to resume.</param>
    /// <returns>The command.</returns>
    public static Command SetRun(
        this Command command,
        CliHost host,
        Func<ParseResult, CancellationToken, Task<int>> run,
        string interrupted = OnlyInterrupted)
    {
        command.SetAction(async (result, cancellation) =>
        {
            try
            {
                return await run(result, cancellation);
            }
            catch (Exception e) when (IsForUser(e))
            {
                host.Error.WriteLine(e.Message);
                return ExitCode.Failed;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                host.Error.WriteLine(interrupted);
                return ExitCode.Interrupted;
            }
        });
        return command;
    }

    /// <inheritdoc cref="SetRun(Command, CliHost, Func{ParseResult, CancellationToken, Task{int}}, string)"/>
    public static Command SetRun(
        this Command command, CliHost host, Func<ParseResult, CancellationToken, int> run, string interrupted = OnlyInterrupted) =>
        command.SetRun(host, (result, cancellation) => Task.FromResult(run(result, cancellation)), interrupted);

    /// <summary>Chooses something by what the user set; a wrong value becomes a message for the user.</summary>
    /// <exception cref="CommandFailedException">The choice fails with an <see cref="ArgumentException"/>.</exception>
    public static T Choose<T>(Func<T> choose)
    {
        try
        {
            return choose();
        }
        catch (ArgumentException e)
        {
            throw new CommandFailedException(e.Message, e);
        }
    }

    /// <summary>Whether an exception's message is written for the user; any other one is a defect, and shows its trace.</summary>
    private static bool IsForUser(Exception e) => e
        is CommandFailedException
        or ImageDataException
        or ArtifactStoreException
        or ResultException
        or NativeLibraryException
        or TrainingDivergedException
        or IOException
        or UnauthorizedAccessException;
}
