using System.Collections.Immutable;
using System.Globalization;
using Reproduce.Cli.Hosting;

namespace Reproduce.Cli.Submit.Slurm;

/// <summary>The script of a job array.</summary>
internal static class SlurmScript
{
    // Slurm may send it up to a minute earlier.
    private const int WarningSeconds = 120;

    // A task that makes no progress within its time limit would be requeued for ever.
    private const int MostRestarts = 20;

    /// <summary>The script.</summary>
    /// <param name="job">The job.</param>
    /// <param name="folder">The submission.</param>
    /// <param name="program">How this program is started: an executable and its first arguments.</param>
    /// <param name="usesCard">Whether the tasks compute on a graphics card.</param>
    public static string Of(SlurmJob job, SubmissionFolder folder, ImmutableArray<string> program, bool usesCard)
    {
        var minutes = (int)Math.Ceiling(job.Time.TotalMinutes);
        var tasks = string.Join(' ', job.Tasks.Select(task => $"[{task.Key}]={task.Value}"));
        string[] lines =
        [
            "#!/bin/bash",
            $"#SBATCH --job-name={job.Name}",
            $"#SBATCH --array={Words.Numbers([.. job.Tasks.Keys]).Replace(" ", "", StringComparison.Ordinal)}",
            $"#SBATCH --time={minutes}",
            $"#SBATCH --mem={Math.Ceiling(job.Memory / (double)(1 << 20)).ToString(CultureInfo.InvariantCulture)}M",
            "#SBATCH --cpus-per-task=1",
            .. usesCard ? ["#SBATCH --gres=gpu:1"] : Array.Empty<string>(),
            "#SBATCH --requeue",
            "#SBATCH --open-mode=append",
            $"#SBATCH --output={Quoted(folder.Log("%x-%a"))}",
            // The signal goes to this shell, whose trap passes it on.
            $"#SBATCH --signal=B:USR1@{WarningSeconds}",
            .. job.After.IsEmpty ? [] : new[] { $"# Waits for {string.Join(", ", job.After)} ({job.Condition})." },
            "",
            "# The place of the task in the submission, by the index in the array.",
            $"tasks=({tasks})",
            $"{string.Join(' ', program.Select(Quoted))} task {Quoted(folder.Path)} \"${{tasks[$SLURM_ARRAY_TASK_ID]}}\" &",
            "program=$!",
            "",
            "# Before the time limit a training stops, is queued again, and goes on from its checkpoint. Cancelled, it only stops.",
            "trap 'again=1; kill -TERM \"$program\" 2>/dev/null' USR1",
            "trap 'kill -TERM \"$program\" 2>/dev/null' TERM",
            // A signal ends the waiting, not the program.
            "wait \"$program\"",
            "status=$?",
            "while kill -0 \"$program\" 2>/dev/null; do wait \"$program\"; status=$?; done",
            $"if [ -n \"$again\" ] && [ \"$status\" -ne 0 ] && [ \"${{SLURM_RESTART_COUNT:-0}}\" -lt {MostRestarts} ]; then",
            "  scontrol requeue \"${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID\"",
            "fi",
            "exit \"$status\"",
            "",
        ];
        return string.Join('\n', lines);
    }

    private static string Quoted(string argument) => $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
