using System.Collections.Immutable;

namespace Reproduce.Cli.Submit.Slurm;

/// <summary>A job array of Slurm: tasks that need the same resources and wait for the same jobs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tasks">The tasks' places in the submission, by their indices in the array.</param>
/// <param name="After">Names of the jobs that it waits for.</param>
/// <param name="Condition">How it waits for them, in Slurm's words; empty where it waits for none.</param>
/// <param name="Time">The time limit of a task.</param>
/// <param name="Memory">The memory of a task, in bytes.</param>
internal sealed record SlurmJob(
    string Name, ImmutableSortedDictionary<int, int> Tasks, ImmutableArray<string> After, string Condition, TimeSpan Time, long Memory)
{
    /// <summary>The most tasks of an array: with Slurm's default settings, indices end at 1,000.</summary>
    public const int MostTasks = 1000;

    /// <summary>The job arrays of a submission, in an order in which each follows those that it waits for.</summary>
    /// <param name="submission">The tasks.</param>
    /// <param name="mostTasks">The most tasks of an array.</param>
    public static ImmutableArray<SlurmJob> Of(Submission submission, int mostTasks = MostTasks)
    {
        var jobs = new SlurmJobList(submission, mostTasks);
        var numbered = submission.Tasks.Select((task, place) => (Task: task, Place: place)).OrderBy(item => item.Task.Kind);
        foreach (var group in numbered.GroupBy(item => (item.Task.Kind, item.Task.Group)))
        {
            jobs.Add(group.Key.Kind, group.Key.Group, group);
        }

        return jobs.ToImmutable();
    }
}
