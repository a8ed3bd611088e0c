using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Files;

namespace Reproduce.Cli.Submit.Slurm;

/// <summary>Hands job arrays to Slurm, and asks it which tasks it still has.</summary>
/// <param name="host">The process.</param>
internal sealed class SlurmQueue(CliHost host)
{
    /// <summary>Submits jobs, in their order. If Slurm refuses one, those before it are cancelled.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="folder">The submission; the scripts and Slurm's numbers are written there.</param>
    /// <param name="scriptOf">A job's script.</param>
    /// <param name="options">Further options of sbatch.</param>
    /// <param name="cancellation">Stops between two jobs.</param>
    /// <exception cref="CommandFailedException">There is no Slurm here, or it refuses a job.</exception>
    public async Task SubmitAsync(
        ImmutableArray<SlurmJob> jobs,
        SubmissionFolder folder,
        Func<SlurmJob, string> scriptOf,
        IReadOnlyList<string> options,
        CancellationToken cancellation)
    {
        var idOf = new Dictionary<string, string>();
        var scheduled = new Dictionary<int, ScheduledTask>();
        try
        {
            foreach (var job in jobs)
            {
                var script = Path.Combine(folder.Jobs, $"{job.Name}.sh");
                AtomicFile.WriteText(script, scriptOf(job));
                idOf[job.Name] = await SubmitAsync(script, job, idOf, options, cancellation);
                foreach (var (index, task) in job.Tasks)
                {
                    scheduled[task] = new($"{idOf[job.Name]}_{index}", folder.Log($"{job.Name}-{index}"));
                }
            }

            folder.Write(scheduled);
        }
        catch when (idOf.Count > 0)
        {
            // Half an experiment would be no use.
            await Ask("scancel", idOf.Values, CancellationToken.None);
            throw;
        }
    }

    /// <summary>
    /// The user's tasks that wait or run: whether each runs, by its number, such as <c>123_4</c>; null where Slurm can't be asked.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, bool>?> TasksAsync(CancellationToken cancellation)
    {
        try
        {
            var answer = await Ask("squeue", ["--me", "--noheader", "--array", "--format=%i %t"], cancellation);
            return answer.ExitCode == 0
                ? answer.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => line.Split(' '))
                    // A task that is just requeued may be listed twice.
                    .GroupBy(words => words[0])
                    .ToDictionary(lines => lines.Key, lines => lines.Any(words => words[^1] is "R" or "CG"))
                : null;
        }
        catch (CommandFailedException)
        {
            return null;
        }
    }

    /// <summary>Checks that jobs can be submitted here.</summary>
    /// <exception cref="CommandFailedException">There is no Slurm here.</exception>
    public Task RequireAsync(CancellationToken cancellation) => Ask("sbatch", ["--version"], cancellation);

    private async Task<string> SubmitAsync(
        string script, SlurmJob job, Dictionary<string, string> idOf, IReadOnlyList<string> options, CancellationToken cancellation)
    {
        string[] dependency = job.After.IsEmpty
            ? []
            // A job whose condition can't be met any more would wait for ever.
            : [$"--dependency={job.Condition}:{string.Join(':', job.After.Select(name => idOf[name]))}", "--kill-on-invalid-dep=yes"];
        var answer = await Ask("sbatch", ["--parsable", .. dependency, .. options, script], cancellation);
        // A federation's answer is number;cluster.
        return answer.ExitCode == 0 && answer.Output.Trim().Split(';')[0] is { Length: > 0 } id
            ? id
            : throw new CommandFailedException(
                $"Slurm refused the job '{job.Name}': {Reason(answer)}. `sinfo` lists the partitions and their limits; options of sbatch, "
                    + "such as --partition=main or --time=60, go behind a double dash. Nothing was submitted.");
    }

    private async Task<ProcessAnswer> Ask(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        try
        {
            return await host.Ask(new ProcessStartInfo(program, arguments), cancellation);
        }
        catch (Win32Exception)
        {
            throw new CommandFailedException(
                $"There is no {program} on this machine: submit from a machine of a Slurm cluster, or run the tasks here with "
                    + "--local <number of processes>.");
        }
    }

    private static string Reason(ProcessAnswer answer)
    {
        var lines = answer.Error.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Replace("sbatch: error: ", "", StringComparison.Ordinal))
            .ToList();
        return lines.Count > 0 ? string.Join("; ", lines).TrimEnd('.') : $"exit code {answer.ExitCode}";
    }
}
