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

    private const double Margin = 2;
    private static readonly TimeSpan LeastTime = TimeSpan.FromMinutes(10);

    // The runtime, libraries and test images.
    private const long LeastMemory = 800L << 20;
    private const double MemoryMargin = 1.25;

    /// <summary>The job arrays of a submission, in an order in which each follows those that it waits for.</summary>
    /// <param name="submission">The tasks.</param>
    /// <param name="mostTasks">The most tasks of an array.</param>
    public static ImmutableArray<SlurmJob> Of(Submission submission, int mostTasks = MostTasks)
    {
        var jobs = ImmutableArray.CreateBuilder<SlurmJob>();
        // Where each task is: its job and its index there.
        var places = new Dictionary<string, (string Job, int Index)>();
        var numbered = submission.Tasks.Select((task, place) => (task, place)).OrderBy(item => item.task.Kind).ToList();
        foreach (var group in numbered.GroupBy(item => (item.task.Kind, item.task.Group)))
        {
            var (kind, name) = group.Key;
            // A task of the same index follows a task: it waits for that one alone.
            foreach (var followers in group.GroupBy(item => item.task.After is { } after ? places[after].Job : null))
            {
                var indexed = followers.Select((item, i) => (
                    Index: followers.Key is null ? i : places[item.task.After!].Index, item.task, item.place)).ToList();
                foreach (var part in followers.Key is null ? indexed.Chunk(mostTasks) : [[.. indexed]])
                {
                    var first = followers.Key is null ? part[0].Index : 0;
                    Add(FreeName(name), followers.Key, kind, [.. part.Select(item => (item.Index - first, item.task, item.place))]);
                }
            }
        }

        return jobs.ToImmutable();

        string FreeName(string name) => Enumerable.Range(1, int.MaxValue)
            .Select(i => i == 1 ? name : $"{name}-{i}")
            .First(free => jobs.All(job => job.Name != free));

        void Add(string name, string? followed, TaskKind kind, (int Index, SubmittedTask Task, int Place)[] tasks)
        {
            foreach (var (index, task, _) in tasks)
            {
                places.Add(task.Name, (name, index));
            }

            var (after, condition) = (kind, followed) switch
            {
                (TaskKind.Claim, _) => (JobsBefore(TaskKind.Claim), "afterok"),
                // A claim whose tests fail is reported as well.
                (TaskKind.Report, _) => (JobsBefore(TaskKind.Report), "afterany"),
                (_, { } job) => ([job], "aftercorr"),
                _ => ([], ""),
            };
            jobs.Add(new(
                name,
                tasks.ToImmutableSortedDictionary(item => item.Index, item => item.Place),
                after,
                after.IsEmpty ? "" : condition,
                TimeOf(tasks.Max(item => item.Task.Seconds)),
                LeastMemory + (long)(MemoryMargin * tasks.Max(item => item.Task.Memory))));
        }

        ImmutableArray<string> JobsBefore(TaskKind kind) =>
        [
            .. from job in jobs
               let other = submission.Tasks[job.Tasks.Values.First()].Kind
               where kind == TaskKind.Report ? other == TaskKind.Claim : other < kind
               select job.Name,
        ];
    }

    private static TimeSpan TimeOf(double seconds) =>
        LeastTime + TimeSpan.FromMinutes(Math.Ceiling(TimeSpan.FromSeconds(Margin * seconds).TotalMinutes));
}
