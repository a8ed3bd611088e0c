using System.Collections.Immutable;

namespace Reproduce.Cli.Submit.Slurm;

/// <summary>The jobs of a submission while they are made, each after those that it waits for.</summary>
/// <param name="submission">The tasks.</param>
/// <param name="mostTasks">The most tasks of an array.</param>
internal sealed class SlurmJobList(Submission submission, int mostTasks)
{
    private const double Margin = 2;
    private static readonly TimeSpan LeastTime = TimeSpan.FromMinutes(10);

    // The runtime, libraries and test images.
    private const long LeastMemory = 800L << 20;
    private const double MemoryMargin = 1.25;

    private readonly ImmutableArray<SlurmJob>.Builder _jobs = ImmutableArray.CreateBuilder<SlurmJob>();

    // Where each task is: its job and its index there.
    private readonly Dictionary<string, (string Job, int Index)> _places = [];

    /// <summary>Adds the jobs of tasks that need the same resources.</summary>
    /// <param name="kind">The tasks' kind; those of lower kinds are added before.</param>
    /// <param name="name">The tasks' group.</param>
    /// <param name="tasks">The tasks, with their places in the submission.</param>
    public void Add(TaskKind kind, string name, IEnumerable<(SubmittedTask Task, int Place)> tasks)
    {
        // A task of the same index follows a task: it waits for that one alone.
        foreach (var followers in tasks.GroupBy(item => item.Task.After is { } after ? _places[after].Job : null))
        {
            var indexed = followers
                .Select((item, i) => (Index: followers.Key is null ? i : _places[item.Task.After!].Index, item.Task, item.Place))
                .ToList();
            foreach (var part in followers.Key is null ? indexed.Chunk(mostTasks) : [[.. indexed]])
            {
                var first = followers.Key is null ? part[0].Index : 0;
                Add(FreeName(name), followers.Key, kind, [.. part.Select(item => (item.Index - first, item.Task, item.Place))]);
            }
        }
    }

    /// <summary>The jobs so far.</summary>
    public ImmutableArray<SlurmJob> ToImmutable() => _jobs.ToImmutable();

    private void Add(string name, string? followed, TaskKind kind, (int Index, SubmittedTask Task, int Place)[] tasks)
    {
        foreach (var (index, task, _) in tasks)
        {
            _places.Add(task.Name, (name, index));
        }

        var (after, condition) = (kind, followed) switch
        {
            (TaskKind.Claim, _) => (JobsBefore(TaskKind.Claim), "afterok"),
            // A claim whose tests fail is reported as well.
            (TaskKind.Report, _) => (JobsBefore(TaskKind.Report), "afterany"),
            (_, { } job) => ([job], "aftercorr"),
            _ => ([], ""),
        };
        _jobs.Add(new(
            name,
            tasks.ToImmutableSortedDictionary(item => item.Index, item => item.Place),
            after,
            after.IsEmpty ? "" : condition,
            TimeOf(tasks.Max(item => item.Task.Seconds)),
            LeastMemory + (long)(MemoryMargin * tasks.Max(item => item.Task.Memory))));
    }

    private string FreeName(string name) => Enumerable.Range(1, int.MaxValue)
        .Select(i => i == 1 ? name : $"{name}-{i}")
        .First(free => _jobs.All(job => job.Name != free));

    private ImmutableArray<string> JobsBefore(TaskKind kind) =>
    [
        .. from job in _jobs
           let other = submission.Tasks[job.Tasks.Values.First()].Kind
           where kind == TaskKind.Report ? other == TaskKind.Claim : other < kind
           select job.Name,
    ];

    private static TimeSpan TimeOf(double seconds) =>
        LeastTime + TimeSpan.FromMinutes(Math.Ceiling(TimeSpan.FromSeconds(Margin * seconds).TotalMinutes));
}
