using System.CommandLine;
using System.Diagnostics;
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
        var place = new Argument<int>("place") { Description = "The task's place in it, from 0 on." };
        return new DocumentedCommand(
            Name,
            "Runs one task of a submission and notes whether it failed. The jobs of `reproduce submit` call it; so can any other "
                + "scheduler.",
            new Example("reproduce task /shared/store/submissions/signs-quick-20260102-030405 0", "the first task"),
            new Example(
                "parallel reproduce task /shared/store/submissions/signs-quick-20260102-030405 ::: {0..7}",
                "the first eight tasks by GNU parallel; tasks.json says what each waits for"))
        {
            folder,
            place,
        }.SetRun(
            host,
            (result, cancellation) => RunAsync(
                host,
                new SubmissionFolder(Path.GetFullPath(result.GetRequiredValue(folder), host.CurrentFolder)),
                result.GetValue(place),
                cancellation));
    }

    private static async Task<int> RunAsync(CliHost host, SubmissionFolder folder, int place, CancellationToken cancellation)
    {
        var submission = folder.Read();
        if (place < 0 || place >= submission.Tasks.Length)
        {
            throw new CommandFailedException($"'{folder.Path}' has no task {place}; expected 0 to {submission.Tasks.Length - 1}.");
        }

        var task = submission.Tasks[place];
        folder.ClearFailure(place);
        using var messages = new LastMessage(host.Error);
        host.Output.WriteLine($"{task.Name}, on {Environment.MachineName}");
        var exitCode = task.Kind == TaskKind.Claim
            ? await RunClaimAsync(host, submission, folder, task, cancellation)
            : await CommandLine.RunAsync(Inside(host, submission, folder) with { Error = messages }, task.Command, cancellation);
        if (exitCode == ExitCode.Done)
        {
            folder.SetDone(place);
        }
        else if (exitCode != ExitCode.Interrupted)
        {
            folder.SetFailed(place, task.Kind == TaskKind.Claim
                ? "Some of its tests failed: the report says which, and its log"
                : messages.Text is { Length: > 0 } text ? text : $"It ended with exit code {exitCode}");
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

    private static Task<int> RunClaimAsync(
        CliHost host, Submission submission, SubmissionFolder folder, SubmittedTask task, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", task.Command) { WorkingDirectory = submission.Repository };
        start.Environment[StoreFolder.EnvironmentVariable] = folder.Store;
        start.Environment[Profile.EnvironmentVariable] = submission.Profile;
        return host.RunProcess(start, cancellation);
    }

    /// <summary>Passes lines on, and keeps the last one that is a sentence for the user: of a trace, its first.</summary>
    private sealed class LastMessage(TextWriter next) : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public string Text { get; private set; } = "";

        public override void WriteLine(string? value)
        {
            next.WriteLine(value);
            foreach (var line in (value ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                Text = line.StartsWith("at ", StringComparison.Ordinal) || line.StartsWith("---", StringComparison.Ordinal) ? Text : line;
            }
        }
    }
}
