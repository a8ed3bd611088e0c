using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.Versioning;
using Reproduce.Cli.Submit;
using Reproduce.Cli.Submit.Slurm;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Cli.Submit;

/// <summary>The jobs' script, run by bash with programs of the test in place of this one and of Slurm's.</summary>
[TestFixture]
[Platform("Linux,MacOsX")]
[UnsupportedOSPlatform("windows")]
[CancelAfter(30_000)]
public sealed class SlurmScriptTest
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(130)]
    public async Task It_runs_the_task_of_its_index_and_ends_as_that_does(int exitCode)
    {
        var run = await Run($"echo \"$@\"; exit {exitCode}", signal: null);

        run.Should().Be((exitCode, $"task {_folder["submissions/one's"]} 17\n", ""));
    }

    [Test]
    public async Task Before_the_time_limit_the_program_is_stopped_and_the_task_queued_again()
    {
        var run = await Run(WaitsForTerm, signal: "USR1");

        run.Should().Be((130, "started\nstopped\n", "requeue 12_3\n"));
    }

    [Test]
    public async Task A_cancelled_task_is_stopped_and_not_queued_again()
    {
        var run = await Run(WaitsForTerm, signal: "TERM");

        run.Should().Be((130, "started\nstopped\n", ""));
    }

    [Test]
    public async Task A_task_that_is_done_by_then_is_not_queued_again()
    {
        var run = await Run("trap 'echo done; exit 0' TERM; echo started; while :; do sleep 0.05; done", signal: "USR1");

        run.Should().Be((0, "started\ndone\n", ""));
    }

    // Takes a moment to stop, as a program does that stores a checkpoint.
    private const string WaitsForTerm =
        "trap 'sleep 0.3; echo stopped; exit 130' TERM; echo started; while :; do sleep 0.05; done";

    [Test]
    public void A_card_is_asked_for_where_one_is_used()
    {
        Script(usesCard: true).Should().Contain("#SBATCH --gres=gpu:1\n");
        Script(usesCard: false).Should().NotContain("gres");
    }

    private string Script(bool usesCard = false) => SlurmScript.Of(
        new("teachers", ImmutableSortedDictionary<int, int>.Empty.Add(3, 17), [], "", TimeSpan.FromMinutes(20), 1 << 30),
        new SubmissionFolder(_folder["submissions/one's"]),
        [_folder["program"]],
        usesCard);

    private async Task<(int ExitCode, string Output, string Requeued)> Run(string program, string? signal)
    {
        Write("program", program);
        Write("scontrol", $"echo \"$@\" >> '{_folder["requeued"]}'");
        Write("script", Script().Replace("#!/bin/bash\n", "", StringComparison.Ordinal));
        var start = new ProcessStartInfo("/bin/bash", [_folder["script"]]) { RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["SLURM_ARRAY_JOB_ID"] = "12";
        start.Environment["SLURM_ARRAY_TASK_ID"] = "3";
        using var process = Process.Start(start)!;
        using var hung = TestContext.CurrentContext.CancellationToken.Register(process.Kill);
        var output = "";
        if (signal is not null)
        {
            output = await process.StandardOutput.ReadLineAsync() + "\n";
            using var kill = Process.Start("kill", ["-s", signal, $"{process.Id}"]);
        }

        output += await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, File.Exists(_folder["requeued"]) ? File.ReadAllText(_folder["requeued"]) : "");
    }

    private void Write(string name, string text)
    {
        File.WriteAllText(_folder[name], $"#!/bin/bash\n{text}\n");
        File.SetUnixFileMode(_folder[name], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
