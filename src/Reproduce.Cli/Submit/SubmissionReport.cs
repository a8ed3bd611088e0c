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
        PrintHeading(host, submission);
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
        if (SecondsOf(submission) is > 0 and var seconds)
        {
            host.Output.WriteLine(
                $"Models and attacks take about {Words.Duration(TimeSpan.FromSeconds(seconds))} of one core; the limits leave twice the "
                    + "predicted time and ten minutes.");
        }
    }

    /// <summary>Prints a row for each task.</summary>
    public static void Print(CliHost host, Submission submission)
    {
        PrintHeading(host, submission);
        var table = CliHost.NewTable("task", ">predicted", "waits for");
        foreach (var task in submission.Tasks)
        {
            table.AddRow(
                task.Name,
                Words.Duration(TimeSpan.FromSeconds(task.Seconds)),
                submission.PredecessorsOf(task).Any() ? PredecessorsInWords(task) : "-");
        }

        host.Write(table, LeastWidth);
        if (SecondsOf(submission) is > 0 and var seconds)
        {
            host.Output.WriteLine($"Models and attacks take about {Words.Duration(TimeSpan.FromSeconds(seconds))} of one core.");
        }
    }

    private static void PrintHeading(CliHost host, Submission submission) => host.Output.WriteLine(
        $"{submission.Data}, profile {submission.Profile}: {ReportWords.Count(submission.Tasks.Length, "task")}");

    private static double SecondsOf(Submission submission) =>
        submission.Tasks.Where(task => task.Kind < TaskKind.Claim).Sum(task => task.Seconds);

    private static string PredecessorsInWords(SubmittedTask task) => task.Kind switch
    {
        TaskKind.Claim => "all models and attacks",
        TaskKind.Report => "all claims",
        _ => task.After!,
    };
}
