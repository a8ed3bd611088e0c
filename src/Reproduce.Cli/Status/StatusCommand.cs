using System.Collections.Immutable;
using System.CommandLine;
using Reproduce.Cli.Hosting;
using Reproduce.Cli.Submit.Slurm;
using Reproduce.Results.Report;
using Spectre.Console;

namespace Reproduce.Cli.Status;

/// <summary><c>reproduce status</c>: how far submitted experiments are.</summary>
internal static class StatusCommand
{
    private const int LeastWidth = 90;
    private const int MostNamed = 20;

    // A sign of life is given every ten seconds; machines' clocks may differ by some seconds.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    private static readonly (TaskState State, string Words)[] Columns =
    [
        (TaskState.Done, "done"),
        (TaskState.Running, "running"),
        (TaskState.Waiting, "waiting"),
        (TaskState.Failed, "failed"),
        (TaskState.Lost, "lost"),
        (TaskState.NotStarted, "not started"),
    ];

    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var json = new Option<bool>("--json") { Description = "Print every task as JSON, for scripts." };
        return new DocumentedCommand(
            "status",
            "Shows how far submitted experiments are: what is done, what runs where and since when, what waits, what failed and why. Exit "
                + "code 1 if something failed or was lost.",
            new Example("reproduce status", "all that was submitted to the store"),
            new Example("reproduce status --json", "the same, for a script"))
        {
            json,
        }.SetRun(
            host,
            async (result, cancellation) =>
            {
                var store = host.OpenStore();
                var queue = await new SlurmQueue(host).TasksAsync(cancellation);
                var experiments = SubmissionStatus.In(store, queue, host.Error.WriteLine);
                host.Show(result.GetValue(json), new { Experiments = experiments }, () => Print(host, store.Folder, experiments));
                return experiments.SelectMany(experiment => experiment.Tasks).Any(task => task.State is TaskState.Failed or TaskState.Lost)
                    ? ExitCode.Failed
                    : ExitCode.Done;
            });
    }

    private static void Print(CliHost host, string store, ImmutableArray<SubmissionStatus> experiments)
    {
        if (experiments.IsEmpty)
        {
            host.Output.WriteLine($"Nothing was submitted to the store '{store}'.");
        }

        foreach (var experiment in experiments)
        {
            host.Output.WriteLine($"{experiment.Data}, profile {experiment.Profile}");
            var present = Columns.Where(column => experiment.Tasks.Any(task => task.State == column.State)).ToList();
            var table = CliHost.NewTable(["tasks", .. present.Select(column => $">{column.Words}")]);
            foreach (var group in experiment.Tasks.GroupBy(task => task.Group))
            {
                table.AddRow([group.Key, .. present.Select(column => $"{group.Count(task => task.State == column.State)}")]);
            }

            host.Write(table, LeastWidth);
            PrintNamed(host, experiment, TaskState.Running, task => (task.Host is { } machine ? $" on {machine}" : "")
                + (task.Since is { } since ? $" since {ReportWords.Moment(since)}" : "")
                + (task.LastSign is { } sign && host.Clock.GetUtcNow() - sign > Silence
                    ? $", but without a sign of life since {ReportWords.Moment(sign)}"
                    : ""));
            PrintNamed(host, experiment, TaskState.Failed, task => $": {task.Reason}");
            PrintNamed(host, experiment, TaskState.Lost, task => $": {task.Reason}");
        }
    }

    private static void PrintNamed(CliHost host, SubmissionStatus experiment, TaskState state, Func<TaskStatus, string> details)
    {
        var tasks = experiment.Tasks.Where(task => task.State == state).ToList();
        foreach (var task in tasks.Take(MostNamed))
        {
            host.Output.WriteLine($"{Columns.Single(column => column.State == state).Words}: {task.Task}{details(task)}");
        }

        if (tasks.Count > MostNamed)
        {
            host.Output.WriteLine($"... and {tasks.Count - MostNamed} more; --json names all.");
        }
    }
}
