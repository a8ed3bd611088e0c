using System.CommandLine;
using Reproduce.Cli.Hosting;
using Reproduce.Cli.Submit.Slurm;
using Reproduce.Core.Store;
using Reproduce.Results.Report;

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
        var queued = request.Local is null ? await QueuedAsync(host, queue, planned.Submission, store, cancellation) : [];
        var submission = WithoutQueued(planned.Submission, queued);
        if (!submission.Tasks.Any(task => task.Kind != TaskKind.Report))
        {
            host.Output.WriteLine(queued.Count == 0
                ? $"Nothing to submit: all that was asked for is in the store '{store}'."
                : $"Nothing to submit: {ReportWords.Count(queued.Count, "task")} waiting or running already. `reproduce status` "
                    + "shows them.");
            return ExitCode.Done;
        }

        var plan = planned with { Submission = submission };
        if (request.DryRun)
        {
            Print(host, plan, folder, request.Local is not null);
            return ExitCode.Done;
        }

        return request.Local is { } processes
            ? await RunHereAsync(host, submission, folder, processes, cancellation)
            : await HandOverAsync(host, queue, plan, folder, request.SchedulerOptions, cancellation);
    }

    /// <summary>Prints what would be run: the tasks where they run here, else the jobs with their scripts.</summary>
    private static void Print(CliHost host, SubmissionPlan plan, SubmissionFolder folder, bool isLocal)
    {
        if (isLocal)
        {
            SubmissionReport.Print(host, plan.Submission);
            return;
        }

        var jobs = SlurmJob.Of(plan.Submission);
        SubmissionReport.Print(host, plan.Submission, jobs);
        foreach (var job in jobs)
        {
            host.Output.WriteLine();
            host.Output.Write(SlurmScript.Of(job, folder, host.Program, plan.UsesCard));
        }
    }

    private static async Task<int> RunHereAsync(
        CliHost host, Submission submission, SubmissionFolder folder, int processes, CancellationToken cancellation)
    {
        await BuildClaimsAsync(host, submission, cancellation);
        folder.Write(submission);
        return await new LocalRun(host, folder).RunAsync(processes, cancellation);
    }

    private static async Task<int> HandOverAsync(
        CliHost host,
        SlurmQueue queue,
        SubmissionPlan plan,
        SubmissionFolder folder,
        IReadOnlyList<string> schedulerOptions,
        CancellationToken cancellation)
    {
        var jobs = SlurmJob.Of(plan.Submission);
        await queue.RequireAsync(cancellation);
        await BuildClaimsAsync(host, plan.Submission, cancellation);
        folder.Write(plan.Submission);
        try
        {
            await queue.SubmitAsync(
                jobs, folder, job => SlurmScript.Of(job, folder, host.Program, plan.UsesCard), schedulerOptions, cancellation);
        }
        catch
        {
            folder.Remove();
            throw;
        }

        SubmissionReport.Print(host, plan.Submission, jobs);
        host.Output.WriteLine($"Submitted as {folder.Name}. `reproduce status` shows how far it is; `scancel --me` cancels all your jobs.");
        return ExitCode.Done;
    }

    /// <summary>The tasks of the same experiment that Slurm has already, by their <see cref="SubmittedTask.Identity"/>.</summary>
    /// <exception cref="CommandFailedException">Slurm may have some, but can't be asked.</exception>
    private static async Task<HashSet<string>> QueuedAsync(
        CliHost host, SlurmQueue queue, Submission wanted, string store, CancellationToken cancellation)
    {
        var scheduled =
            from earlier in SubmissionFolder.In(store, host.Error.WriteLine)
            where (earlier.Submission.Data, earlier.Submission.Profile) == (wanted.Data, wanted.Profile)
            from task in earlier.Folder.ReadScheduled(earlier.Submission)
            select (task.Value.Number, earlier.Submission.Tasks[task.Key].Identity);
        var known = scheduled.ToList();
        if (known.Count == 0)
        {
            return [];
        }

        var present = await queue.TasksAsync(cancellation) ?? throw new CommandFailedException(
            "Slurm can't be asked what it has (squeue), and tasks of earlier submissions may wait there: try again when it answers, or run "
                + "the tasks here with --local <number of processes>.");
        return [.. known.Where(task => present.ContainsKey(task.Number)).Select(task => task.Identity)];
    }

    /// <summary>
    /// What Slurm does not have. A task whose predecessor it has waits for that one's lease in the store, or makes it.
    /// </summary>
    private static Submission WithoutQueued(Submission wanted, HashSet<string> queued)
    {
        var tasks = wanted.Tasks.Where(task => !queued.Contains(task.Identity)).ToList();
        var names = tasks.Select(task => task.Name).ToHashSet();
        return wanted with
        {
            Tasks = [.. tasks.Select(task => task.After is { } after && !names.Contains(after) ? task with { After = null } : task)],
        };
    }

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
