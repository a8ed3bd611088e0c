using System.Collections.Immutable;
using Reproduce.Cli.Hosting;
using Reproduce.Cli.Submit.Slurm;
using Reproduce.Results.Report;
using Spectre.Console;

namespace Reproduce.Cli.Submit;

/// <summary>What is submitted, for people.</summary>
internal static class SubmissionReport
{
    private const int LeastWidth = 90;

    /// <summary>Prints a row for each job.</summary>
    public static void Print(CliHost host, Submission submission, ImmutableArray<SlurmJob> jobs)
    {
        host.Output.WriteLine($"{submission.Data}, profile {submission.Profile}: {ReportWords.Count(submission.Tasks.Length, "task")}");
        var table = CliHost.NewTable("job", ">tasks", ">time limit", ">memory", "waits for");
        foreach (var job in jobs)
        {
            table.AddRow(
                job.Name,
                $"{job.Tasks.Count}",
                Words.Duration(job.Time),
                Words.Size(job.Memory),
                job.After is [var one] ? one : job.After.IsEmpty ? "-" : "all above");
        }

        host.Write(table, LeastWidth);
        var seconds = submission.Tasks.Where(task => task.Kind < TaskKind.Claim).Sum(task => task.Seconds);
        if (seconds > 0)
        {
            host.Output.WriteLine(
                $"Models and attacks take about {Words.Duration(TimeSpan.FromSeconds(seconds))} of one core; the limits leave twice the "
                    + "predicted time and ten minutes.");
        }
    }
}
