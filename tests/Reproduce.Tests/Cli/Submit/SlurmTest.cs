using System.Collections.Immutable;
using System.Runtime.Versioning;
using Reproduce.Cli.Hosting;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Cli.Submit;

/// <summary>Experiments on a real Slurm of two nodes.</summary>
[TestFixture]
[Platform("Linux")]
[SupportedOSPlatform("linux")]
[NonParallelizable]
[CancelAfter(240_000)]
public sealed class SlurmTest
{
    // Ten seconds or more: long enough to be cut after its first epochs.
    private const string LongModel = "signs --model FT_tempT --seed 5 --epochs 120 --no-claims";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private TemporaryFolder _folder = null!;
    private SlurmCluster _cluster = null!;

    [OneTimeSetUp]
    public async Task StartCluster()
    {
        if (SlurmCluster.Obstacle is { } obstacle)
        {
            Assert.Ignore(obstacle);
        }

        _cluster = await SlurmCluster.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopCluster()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    [SetUp]
    public void CreateFolder() => _folder = new();

    [TearDown]
    public async Task RemoveFolder()
    {
        await _cluster.RunAsync("scancel", "--me");
        await _cluster.WaitAsync("the queue is empty", async () => (await Queue()).IsEmpty);
        _folder.Dispose();
    }

    [TestCase("toy --set RT_temp1 --temperature 40 --seeds 2 --no-claims", "train toy --set RT_temp1 --temperature 40 --seeds 2")]
    [TestCase(
        "signs --model RS_tempT_from_RT_tempT --seed 5 --epochs 1 --no-claims",
        "measure signs --model RS_tempT_from_RT_tempT --seed 5 --epochs 1")]
    public async Task Two_nodes_make_what_one_process_makes_bit_by_bit(string submitted, string alone)
    {
        using var other = new TemporaryFolder();

        (await Run($"submit {submitted}")).ExitCode.Should().Be(0);
        await WaitUntilDone();
        (await CliRun.Of(other.Path, alone)).ExitCode.Should().Be(0);

        StoredNumbers.In(_folder).Should().BeEquivalentTo(StoredNumbers.In(other), options => options.WithStrictOrdering());
    }

    [Test]
    public async Task A_task_that_is_stopped_before_its_time_limit_is_queued_again_and_goes_on_from_its_checkpoint()
    {
        await Run($"submit {LongModel}");
        var number = await WaitUntilRunning();

        // What Slurm sends some time before the limit.
        await _cluster.RunAsync("scancel", "--signal=USR1", "--batch", number);
        await _cluster.WaitAsync("the task is queued again", async () => (await Queue()).GetValueOrDefault(number) == "PD", Patience);
        // Slurm itself lets two minutes pass. A task that starts within the second of the requeue is killed for a revoked credential.
        await _cluster.RunAsync("scontrol", "update", $"jobid={number}", "StartTime=now+3");
        await WaitUntilDone();

        LogOf("teachers-Full-0").Should().Contain("Interrupted").And.Contain("FT_tempT (seed 5) goes on from epoch");
        using var other = new TemporaryFolder();
        await CliRun.Of(other.Path, "measure " + LongModel.Replace(" --no-claims", "", StringComparison.Ordinal));
        StoredNumbers.In(_folder).Should().BeEquivalentTo(StoredNumbers.In(other), options => options.WithStrictOrdering());
    }

    [Test]
    public async Task A_killed_task_is_lost_and_submitting_again_makes_up_for_it()
    {
        await Run($"submit {LongModel}");
        var number = await WaitUntilRunning();

        var running = await Run("status");
        await _cluster.RunAsync("scancel", "--signal=KILL", "--full", number);
        await _cluster.WaitAsync("the queue is empty", async () => (await Queue()).IsEmpty, Patience);
        var lost = await Run("status");
        var again = await Run($"submit {LongModel}");
        await WaitUntilDone();

        running.Output.Should().MatchRegex(@"running: train FT_tempT, seed 5 on \w+ since");
        lost.ExitCode.Should().Be(1);
        lost.Output.Should().Contain($"lost: train FT_tempT, seed 5: job {number}")
            .And.Contain("'train FT_tempT, seed 5', which it waits for, did not succeed");
        again.Output.Should().Contain("2 tasks");
        (await Run("status")).ExitCode.Should().Be(0);
    }

    [Test]
    public async Task What_waits_already_is_not_submitted_twice()
    {
        await Run($"submit {LongModel}");

        (await Run($"submit {LongModel}")).Output.Should().Contain("Nothing to submit: 2 tasks waiting or running already");
    }

    [Test]
    public async Task Slurm_s_refusal_is_a_sentence_with_the_remedy_and_leaves_nothing_behind()
    {
        var run = await Run($"submit {LongModel} -- --partition=nonsense");

        run.ExitCode.Should().Be(1);
        run.Error.Should().MatchRegex(@"Slurm refused the job 'teachers-Full': .*invalid partition specified: nonsense.*sinfo");
        (await Queue()).Should().BeEmpty();
    }

    private Task<CliRun> Run(string arguments) => CliRun.Of(_folder.Path, arguments, host => host with
    {
        Program = OwnProcess.Program(),
        Ask = (start, cancellation) =>
        {
            start.Environment["SLURM_CONF"] = _cluster.Configuration;
            return ProcessAnswer.Of(start, cancellation);
        },
    });

    /// <summary>A task that is being requeued may be missing in the queue for a moment: what is lost is waited for as well.</summary>
    private Task WaitUntilDone() => _cluster.WaitAsync(
        "all tasks are done", async () => (await Queue()).IsEmpty && (await Run("status")).ExitCode == 0, Patience);

    private async Task<string> WaitUntilRunning()
    {
        // Told from the lease that a task takes right before its first epoch.
        await _cluster.WaitAsync(
            "the model is being trained",
            async () => (await Run("status")).Output.Contains("running: train FT_tempT, seed 5 on ", StringComparison.Ordinal),
            Patience);
        // Stopped before its first epoch is over, it would have no checkpoint yet.
        await Task.Delay(TimeSpan.FromSeconds(3));
        return (await Queue()).Single(task => task.Value == "R").Key;
    }

    private async Task<ImmutableDictionary<string, string>> Queue() =>
        (await _cluster.RunAsync("squeue", "--me", "--noheader", "--array", "--format=%i %t"))
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToImmutableDictionary(words => words[0], words => words[^1]);

    private string LogOf(string name)
    {
        var submissions = _folder["store/submissions"];
        var logs = Directory.Exists(submissions) ? Directory.GetFiles(submissions, $"{name}.log", SearchOption.AllDirectories) : [];
        return string.Concat(logs.Order(StringComparer.Ordinal).Select(File.ReadAllText));
    }
}
