using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Experiments;
using Reproduce.Core.Store;

namespace Reproduce.Cli.Submit;

/// <summary><c>reproduce task</c>: runs one task of a submission, as its jobs do.</summary>
internal static class TaskCommand
{
    /// <summary>Its name.</summary>
    public const string Name = "task";

    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var folder = new Argument<string>("submission") { Description = "The submission's folder." };
        var place = new Argument<string>("place") { Description = "The task's place in it, from 0 on." };
        return new DocumentedCommand(
            Name,
            "Runs one task of a submission and notes whether it failed. The jobs of `reproduce submit` call it; so can any other "
                + "scheduler.",
            new Example("reproduce task /shared/store/submissions/signs-quick-20260102-030405-1a2b3c 0", "the first task"),
            new Example(
                "parallel reproduce task /shared/store/submissions/signs-quick-20260102-030405-1a2b3c ::: {0..7}",
                "the first eight tasks by GNU parallel; tasks.json says what each waits for"))
        {
            folder,
            place,
        }.SetRun(
            host,
            (result, cancellation) => RunAsync(
                host,
                new SubmissionFolder(Path.GetFullPath(result.GetRequiredValue(folder), host.CurrentFolder)),
                result.GetRequiredValue(place),
                cancellation));
    }

    private static async Task<int> RunAsync(CliHost host, SubmissionFolder folder, string text, CancellationToken cancellation)
    {
        var submission = folder.Read();
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var place) || place >= submission.Tasks.Length)
        {
            throw new CommandFailedException($"'{folder.Path}' has no task {text}; expected 0 to {submission.Tasks.Length - 1}.");
        }

        var task = submission.Tasks[place];
        folder.ClearFailure(place);
        using var messages = new LastMessage(host.Error);
        host.Output.WriteLine($"{task.Name}, on {Environment.MachineName}");
        var exitCode = task.Kind == TaskKind.Claim
            ? await RunClaimAsync(host with { Error = messages }, submission, folder, task, cancellation)
            : await CommandLine.RunAsync(Inside(host, submission, folder) with { Error = messages }, task.Command, cancellation);
        if (exitCode == ExitCode.Done)
        {
            folder.SetDone(place);
        }
        else if (exitCode != ExitCode.Interrupted)
        {
            folder.SetFailed(place, messages.Text is { Length: > 0 } reason ? reason : $"It ended with exit code {exitCode}");
        }

        return exitCode;
    }

    /// <summary>The process as the task is to see it: the submission's store and profile, in its repository.</summary>
    private static CliHost Inside(CliHost host, Submission submission, SubmissionFolder folder) => host with
    {
        CurrentFolder = submission.Repository ?? host.CurrentFolder,
        Environment = variable => variable switch
        {
            StoreFolder.EnvironmentVariable => folder.Store,
            Profile.EnvironmentVariable => submission.Profile,
            _ => host.Environment(variable),
        },
    };

    private static async Task<int> RunClaimAsync(
        CliHost host, Submission submission, SubmissionFolder folder, SubmittedTask task, CancellationToken cancellation)
    {
        if (!Directory.Exists(submission.Repository))
        {
            host.Error.WriteLine(
                $"'{submission.Repository}' is not there on {Environment.MachineName}: the repository, whose claims are run, must lie on a "
                    + "file system that all machines share.");
            return ExitCode.Failed;
        }

        var start = new ProcessStartInfo("dotnet", task.Command) { WorkingDirectory = submission.Repository };
        start.Environment[StoreFolder.EnvironmentVariable] = folder.Store;
        start.Environment[Profile.EnvironmentVariable] = submission.Profile;
        try
        {
            var exitCode = await host.RunProcess(start, cancellation);
            if (exitCode != ExitCode.Done)
            {
                host.Error.WriteLine("Some of its tests failed: the report says which, and its log.");
            }

            return exitCode;
        }
        catch (CommandFailedException e)
        {
            // Thrown on, it would end the task without a reason.
            host.Error.WriteLine(e.Message);
            return ExitCode.Failed;
        }
    }

    /// <summary>Passes lines on, and keeps the last one that is a sentence for the user: of a trace, its first.</summary>
    private sealed class LastMessage(TextWriter next) : StringWriter(CultureInfo.InvariantCulture)
    {
        private static readonly string[] NoSentences = ["at ", "---", "For what it takes, run:"];

        public string Text { get; private set; } = "";

        public override void WriteLine(string? value)
        {
            next.WriteLine(value);
            foreach (var line in (value ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                Text = NoSentences.Any(start => line.StartsWith(start, StringComparison.Ordinal)) ? Text : line;
            }
        }
    }
}
