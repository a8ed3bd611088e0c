using System.CommandLine;
using Reproduce.Cli.Hosting;
using Reproduce.Cli.Submit.Slurm;
using Reproduce.Core.Store;

namespace Reproduce.Cli.Submit;

/// <summary><c>reproduce submit</c>: runs an experiment on a Slurm cluster, or by several processes of this machine.</summary>
internal static class SubmitCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var options = new SubmitOptions(host);
        var command = new DocumentedCommand(
            "submit",
            "Hands an experiment to Slurm, as job arrays: teachers, then their students, then the attacks on each, then the claims and "
                + "the report. What is stored, or waits or runs already, is left out: submit again what is missing. All machines need "
                + "one store (REPRODUCE_STORE) on a file system that they share. What follows a double dash are options of sbatch.",
            new Example("reproduce submit cifar10 --profile Paper --dry-run", "prints the jobs' scripts"),
            new Example("reproduce submit cifar10 --profile Paper --seeds 5 -- --partition=gpu --account=lab", "five seeds"),
            new Example("reproduce submit signs --no-claims --local 4", "without Slurm: four processes of this machine"));
        options.AddTo(command);
        return command.SetRun(
            host,
            (result, cancellation) => RunAsync(host, options.Read(result), cancellation),
            "Interrupted. What is finished is kept: run the same command again.");
    }

    private static async Task<int> RunAsync(CliHost host, SubmitRequest request, CancellationToken cancellation)
    {
        var queue = new SlurmQueue(host);
        var profile = host.ChooseProfile(request.Models.Profile);
        var store = StoreFolder.Default(host.Environment);
        var folder = SubmissionFolder.New(store, request.Models.Data, profile.Name, host.Clock.GetUtcNow());
        var planned = SubmissionPlan.Of(host, request, profile, cancellation);
        var queued = request.Local is null ? await QueuedAsync(queue, store, request.Models.Data, profile.Name, cancellation) : [];
        var submission = planned.Submission with
        {
            Tasks = [.. planned.Submission.Tasks.Where(task => !queued.Contains(task.Name)).Select(task => WithoutMissing(task, queued))],
        };
        if (!submission.Tasks.Any(task => task.Kind != TaskKind.Report))
        {
            host.Output.WriteLine(queued.Count == 0
                ? $"Nothing to submit: all that was asked for is in the store '{store}'."
                : $"Nothing to submit: {Words.Count(queued.Count, "task")} wait or run already. `reproduce status` shows them.");
            return ExitCode.Done;
        }

        var jobs = SlurmJob.Of(submission);
        if (request.DryRun)
        {
            SubmissionReport.Print(host, submission, jobs);
            foreach (var job in jobs)
            {
                host.Output.WriteLine();
                host.Output.Write(SlurmScript.Of(job, folder, host.Program, planned.UsesCard));
            }

            return ExitCode.Done;
        }

        await BuildClaimsAsync(host, submission, cancellation);
        folder.Write(submission);
        if (request.Local is { } processes)
        {
            return await new LocalRun(host, folder).RunAsync(processes, cancellation);
        }

        await queue.SubmitAsync(
            jobs, folder, job => SlurmScript.Of(job, folder, host.Program, planned.UsesCard), request.SchedulerOptions, cancellation);
        SubmissionReport.Print(host, submission, jobs);
        host.Output.WriteLine($"Submitted as {folder.Name}. `reproduce status` shows how far it is; `scancel --me` cancels all your jobs.");
        return ExitCode.Done;
    }

    /// <summary>The tasks of the same experiment that Slurm has already.</summary>
    private static async Task<HashSet<string>> QueuedAsync(
        SlurmQueue queue, string store, string data, string profile, CancellationToken cancellation)
    {
        var names = new HashSet<string>();
        var earlier = SubmissionFolder.In(store);
        if (earlier.IsEmpty || await queue.TasksAsync(cancellation) is not { } present)
        {
            return names;
        }

        foreach (var folder in earlier)
        {
            var submission = folder.Read();
            if (submission.Data == data && submission.Profile == profile)
            {
                names.UnionWith(folder.ReadScheduled().Where(task => present.ContainsKey(task.Value.Number))
                    .Select(task => submission.Tasks[task.Key].Name));
            }
        }

        return names;
    }

    /// <summary>A task whose predecessor Slurm has already: it waits for that one's lease in the store instead.</summary>
    private static SubmittedTask WithoutMissing(SubmittedTask task, HashSet<string> queued) =>
        task.After is { } after && queued.Contains(after) ? task with { After = null } : task;

    /// <summary>Builds the claims once: tasks that start at the same moment must not.</summary>
    private static async Task BuildClaimsAsync(CliHost host, Submission submission, CancellationToken cancellation)
    {
        if (submission.Tasks.Any(task => task.Kind == TaskKind.Claim)
            && await host.RunProcess(
                new("dotnet", ["build", "-v:quiet", "-nologo", "-clp:NoSummary"]) { WorkingDirectory = submission.Repository },
                cancellation) != ExitCode.Done)
        {
            throw new CommandFailedException("The claims can't be built, see above. Nothing was submitted; --no-claims leaves them out.");
        }
    }
}
