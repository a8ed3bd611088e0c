using System.Diagnostics;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Files;
using Reproduce.Results.Report;

namespace Reproduce.Cli.Submit;

/// <summary>Runs the tasks of a submission on this machine, each in a process of its own.</summary>
/// <param name="host">The process.</param>
/// <param name="folder">The submission.</param>
internal sealed class LocalRun(CliHost host, SubmissionFolder folder)
{
    private readonly Submission _submission = folder.Read();
    private readonly Dictionary<string, bool> _succeeded = [];

    /// <summary>Runs all tasks; those whose predecessors failed are left out.</summary>
    /// <param name="processes">How many run at the same time, at least 1.</param>
    /// <param name="cancellation">Ends all of them.</param>
    /// <returns><see cref="ExitCode.Done"/> if all are done, else <see cref="ExitCode.Failed"/>.</returns>
    public async Task<int> RunAsync(int processes, CancellationToken cancellation)
    {
        var started = host.Clock.GetTimestamp();
        var waiting = _submission.Tasks.ToList();
        var running = new List<Task<(SubmittedTask Task, string? Failure)>>();
        try
        {
            while (waiting.Count > 0 || running.Count > 0)
            {
                LeaveOutBlocked(waiting);
                while (running.Count < processes && waiting.Find(IsReady) is { } next)
                {
                    waiting.Remove(next);
                    running.Add(RunAsync(next, cancellation));
                }

                if (running.Count > 0)
                {
                    var ended = await Task.WhenAny(running);
                    running.Remove(ended);
                    var (task, failure) = await ended;
                    Tell(task, failure);
                }
            }
        }
        finally
        {
            // Interrupted, all processes end before this one does.
            await Task.WhenAll(running.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));
        }

        var done = _succeeded.Values.Count(succeeded => succeeded);
        host.Output.WriteLine(
            $"{done} of {ReportWords.Count(_succeeded.Count, "task")} done in {Words.Duration(host.Clock.GetElapsedTime(started))}. "
                + $"Their logs are in '{folder.Logs}'.");
        return done == _succeeded.Count ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>Whether all that a task waits for has ended, or succeeded where it needs that.</summary>
    private bool IsReady(SubmittedTask task) => _submission.PredecessorsOf(task)
        .All(other => _succeeded.TryGetValue(other.Name, out var succeeded) && (succeeded || task.Kind == TaskKind.Report));

    private void LeaveOutBlocked(List<SubmittedTask> waiting)
    {
        // Leaving one out may block others, so look again.
        while (waiting.Find(task => task.Kind != TaskKind.Report && FailedBefore(task) is not null) is { } blocked)
        {
            waiting.Remove(blocked);
            Tell(blocked, $"not run, as this failed: {FailedBefore(blocked)!.Name}");
        }
    }

    private SubmittedTask? FailedBefore(SubmittedTask task) => _submission.PredecessorsOf(task)
        .FirstOrDefault(other => _succeeded.TryGetValue(other.Name, out var succeeded) && !succeeded);

    private void Tell(SubmittedTask task, string? failure)
    {
        _succeeded.Add(task.Name, failure is null);
        host.Output.WriteLine($"[{_succeeded.Count} of {_submission.Tasks.Length}] {task.Name}: {failure ?? "done"}");
    }

    private async Task<(SubmittedTask Task, string? Failure)> RunAsync(SubmittedTask task, CancellationToken cancellation)
    {
        var place = _submission.Tasks.IndexOf(task);
        var start = new ProcessStartInfo(host.Program[0], [.. host.Program.Skip(1), TaskCommand.Name, folder.Path, $"{place}"]);
        var answer = await host.Ask(start, cancellation);
        AtomicFile.WriteText(folder.Log($"{place}"), answer.Output + answer.Error);
        return (task, answer.ExitCode == ExitCode.Done ? null : folder.FailureOf(place) ?? $"ended with exit code {answer.ExitCode}");
    }
}
