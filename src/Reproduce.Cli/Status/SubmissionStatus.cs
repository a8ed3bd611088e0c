using System.Collections.Immutable;
using Reproduce.Cli.Hosting;
using Reproduce.Cli.Submit;
using Reproduce.Core.Store;

namespace Reproduce.Cli.Status;

/// <summary>How far all tasks of an experiment are, over all its submissions: of each task the newest counts.</summary>
/// <param name="Data">The data set's name on the command line.</param>
/// <param name="Profile">The profile's name.</param>
/// <param name="Tasks">The tasks, in the order of their kinds.</param>
internal sealed record SubmissionStatus(string Data, string Profile, ImmutableArray<TaskStatus> Tasks)
{
    private const int LongestLine = 300;

    /// <summary>The states of all experiments that were submitted to a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="queue">The scheduler's tasks, and whether each runs; null where it can't be asked.</param>
    /// <param name="warn">
    /// Receives a sentence for each submission that can't be read, or whose scheduled tasks can't be, and if the scheduler can't be asked.
    /// </param>
    public static ImmutableArray<SubmissionStatus> In(
        ArtifactStore store, IReadOnlyDictionary<string, bool>? queue, Action<string> warn)
    {
        var leases = store.Inventory.Leases().Where(lease => lease.IsAlive).ToLookup(lease => lease.Hash);
        var stored = store.Inventory.Enumerate().Select(entry => entry.Hash).ToHashSet();
        var submissions = SubmissionFolder.In(store.Folder, warn)
            .Select(item => (item.Folder, item.Submission, Scheduled: ScheduledOf(item.Folder, item.Submission, warn)))
            .ToList();
        if (queue is null && submissions.Any(item => item.Scheduled.Count > 0))
        {
            warn("Slurm can't be asked here (squeue): what it has is shown as not started.");
        }

        return
        [
            .. submissions
                .GroupBy(item => (item.Submission.Data, item.Submission.Profile))
                .Select(group => new SubmissionStatus(
                    group.Key.Data,
                    group.Key.Profile,
                    [
                        .. group
                            .SelectMany(item => item.Submission.Tasks.Select((task, place) => (item.Folder, item.Scheduled, task, place)))
                            .DistinctBy(item => item.task.Identity)
                            .OrderBy(item => item.task.Kind)
                            .Select(item => Of(
                                item.Folder,
                                item.task,
                                item.place,
                                item.Scheduled.GetValueOrDefault(item.place),
                                stored,
                                leases,
                                queue)),
                    ])),
        ];
    }

    private static IReadOnlyDictionary<int, ScheduledTask> ScheduledOf(
        SubmissionFolder folder, Submission submission, Action<string> warn)
    {
        try
        {
            return folder.ReadScheduled(submission);
        }
        catch (CommandFailedException e)
        {
            warn(e.Message);
            return ImmutableDictionary<int, ScheduledTask>.Empty;
        }
    }

    private static TaskStatus Of(
        SubmissionFolder folder,
        SubmittedTask task,
        int place,
        ScheduledTask? scheduled,
        HashSet<string> stored,
        ILookup<string, StoreLease> leases,
        IReadOnlyDictionary<string, bool>? queue)
    {
        var lease = task.Makes.SelectMany(hash => leases[hash]).FirstOrDefault();
        var failure = folder.FailureOf(place);
        var isQueued = false;
        var isRunning = false;
        if (scheduled is not null && queue is not null)
        {
            isQueued = queue.TryGetValue(scheduled.Number, out isRunning);
        }

        var isDone = task.Makes.IsEmpty ? folder.IsMarkedDone(place) : task.Makes.All(stored.Contains);
        return isDone ? Status(TaskState.Done)
            : lease is not null ? Status(TaskState.Running) with { Host = lease.Host, Since = lease.Since, LastSign = lease.LastSign }
            : isRunning ? Status(TaskState.Running)
            : isQueued ? Status(TaskState.Waiting)
            : failure is not null ? Status(TaskState.Failed) with { Reason = failure }
            : scheduled is not null && queue is not null ? Status(TaskState.Lost) with { Reason = LastWords(scheduled, task) }
            : Status(TaskState.NotStarted);

        TaskStatus Status(TaskState state) => new(folder.Name, task.Name, task.Group, state, null, null, null, null);
    }

    /// <summary>What is known of a task whose job is gone without a word.</summary>
    private static string LastWords(ScheduledTask job, SubmittedTask task) => File.Exists(job.Log)
        ? $"job {job.Number} ended without a word; the last line of '{job.Log}': {LastLineOf(job.Log)}"
        : $"job {job.Number} never began: it was cancelled, "
            + (task.After is { } after ? $"'{after}', which it waits for, did not succeed, " : "")
            + "or its machine does not see the store";

    private static string LastLineOf(string file)
    {
        var line = File.ReadLines(file).LastOrDefault(line => line.Trim().Length > 0) ?? "(nothing)";
        return line.Length > LongestLine ? line[..LongestLine] + "..." : line;
    }
}
