using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Files;

namespace Reproduce.Cli.Submit;

/// <summary>The folder of a submission: its tasks, what the scheduler knows of them, logs, and which are done or failed.</summary>
/// <param name="Path">The folder, an absolute path.</param>
internal sealed record SubmissionFolder(string Path)
{
    private const string InStore = "submissions";
    private const int SuffixLength = 6;
    private const string PlanFile = "tasks.json";
    private const string ScheduledFile = "scheduled.json";

    /// <summary>Its name, such as <c>signs-quick-20260102-030405-1a2b3c</c>.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The store that it lies in.</summary>
    public string Store => System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(Path))!;

    /// <summary>Folder of the tasks' logs.</summary>
    public string Logs => System.IO.Path.Combine(Path, "logs");

    /// <summary>Folder of the jobs' scripts.</summary>
    public string Jobs => System.IO.Path.Combine(Path, "jobs");

    /// <summary>A folder for a new submission; nothing is created yet.</summary>
    /// <param name="store">The store's folder.</param>
    /// <param name="data">The data set's name on the command line.</param>
    /// <param name="profile">The profile's name.</param>
    /// <param name="now">The time.</param>
    public static SubmissionFolder New(string store, string data, string profile, DateTimeOffset now)
    {
        // Two may be submitted at the same moment.
        var suffix = Guid.NewGuid().ToString("N")[..SuffixLength];
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{data}-{profile.ToLowerInvariant()}-{now.UtcDateTime:yyyyMMdd-HHmmss}-{suffix}");
        return new(System.IO.Path.Combine(store, InStore, name));
    }

    /// <summary>The submissions of a store, the newest first.</summary>
    /// <param name="store">The store's folder.</param>
    /// <param name="warn">Receives a sentence for each that can't be read.</param>
    public static ImmutableArray<(SubmissionFolder Folder, Submission Submission)> In(string store, Action<string> warn)
    {
        var all = System.IO.Path.Combine(store, InStore);
        var found = ImmutableArray.CreateBuilder<(SubmissionFolder, Submission)>();
        var plans = (Directory.Exists(all) ? Directory.EnumerateDirectories(all) : [])
            .Select(path => new FileInfo(System.IO.Path.Combine(path, PlanFile)))
            .Where(file => file.Exists)
            .OrderByDescending(file => file.LastWriteTimeUtc)
            .ThenByDescending(file => file.DirectoryName, StringComparer.Ordinal);
        foreach (var folder in plans.Select(file => new SubmissionFolder(file.DirectoryName!)))
        {
            try
            {
                found.Add((folder, folder.Read()));
            }
            catch (CommandFailedException e)
            {
                warn(e.Message);
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Reads its tasks.</summary>
    /// <exception cref="CommandFailedException">They are not there, or of another version.</exception>
    public Submission Read()
    {
        var file = System.IO.Path.Combine(Path, PlanFile);
        return File.Exists(file)
            ? Submission.Parse(File.ReadAllText(file), file)
            : throw new CommandFailedException(
                $"'{Path}' holds no submission ({PlanFile}) on {Environment.MachineName}. If another machine submitted it, the store must "
                    + "lie on a file system that all machines share: name such a folder in REPRODUCE_STORE and submit again, or carry "
                    + "models and measurements with `reproduce bundle`.");
    }

    /// <summary>Writes its tasks.</summary>
    public void Write(Submission submission)
    {
        try
        {
            Directory.CreateDirectory(Logs);
            AtomicFile.WriteText(System.IO.Path.Combine(Path, PlanFile), submission.ToJson());
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw new CommandFailedException(
                $"The store '{Store}' can't be written ({e.Message.TrimEnd('.')}): name another folder in REPRODUCE_STORE.", e);
        }
    }

    /// <summary>What the scheduler knows of the tasks, by their places; empty where no scheduler has them.</summary>
    /// <param name="submission">The submission of this folder.</param>
    /// <exception cref="CommandFailedException">The file is damaged.</exception>
    public IReadOnlyDictionary<int, ScheduledTask> ReadScheduled(Submission submission)
    {
        var file = System.IO.Path.Combine(Path, ScheduledFile);
        try
        {
            var scheduled = File.Exists(file)
                ? JsonSerializer.Deserialize<Dictionary<int, ScheduledTask>>(File.ReadAllText(file))
                : [];
            if (scheduled?.All(task =>
                task.Key >= 0 && task.Key < submission.Tasks.Length && task.Value is { Number: not null, Log: not null }) == true)
            {
                return scheduled;
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new CommandFailedException($"'{file}' is damaged: delete it. What Slurm has of these tasks is not known then.");
    }

    /// <summary>Removes all of it; nothing was submitted.</summary>
    public void Remove() => FileErrors.TryRemoveAll(Path);

    /// <summary>Writes what the scheduler knows of the tasks.</summary>
    public void Write(IReadOnlyDictionary<int, ScheduledTask> scheduled) => AtomicFile.WriteText(
        System.IO.Path.Combine(Path, ScheduledFile), JsonSerializer.Serialize(scheduled) + "\n");

    /// <summary>A log of some name, whether it is there or not.</summary>
    public string Log(string name) => System.IO.Path.Combine(Logs, $"{name}.log");

    /// <summary>Notes that a task is done.</summary>
    public void SetDone(int task)
    {
        AtomicFile.WriteText(DoneMark(task), "");
        FileErrors.DeleteIfThere(FailureFile(task));
    }

    /// <summary>Notes that a task has failed.</summary>
    /// <param name="task">Its place.</param>
    /// <param name="reason">Why, in a sentence.</param>
    public void SetFailed(int task, string reason)
    {
        AtomicFile.WriteText(FailureFile(task), reason + "\n");
        FileErrors.DeleteIfThere(DoneMark(task));
    }

    /// <summary>Forgets that a task has failed: it is tried again.</summary>
    public void ClearFailure(int task) => FileErrors.DeleteIfThere(FailureFile(task));

    /// <summary>Whether a task was noted to be done.</summary>
    public bool IsMarkedDone(int task) => File.Exists(DoneMark(task));

    /// <summary>Why a task has failed; null where it has not.</summary>
    public string? FailureOf(int task) => File.Exists(FailureFile(task)) ? File.ReadAllText(FailureFile(task)).Trim() : null;

    private string DoneMark(int task) => System.IO.Path.Combine(Path, "done", $"{task}");

    private string FailureFile(int task) => System.IO.Path.Combine(Path, "failed", $"{task}");
}
