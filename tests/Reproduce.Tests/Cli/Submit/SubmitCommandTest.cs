using System.ComponentModel;
using System.Diagnostics;
using Reproduce.Cli.Hosting;
using Reproduce.Cli.Submit;
using Reproduce.Core.Store;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Cli.Submit;

[TestFixture]
[CancelAfter(120_000)]
public sealed class SubmitCommandTest
{
    private const string Toy = "submit toy --set RT_temp1 --temperature 40 --seeds 2 --no-claims";

    private TemporaryFolder _folder = null!;
    private List<string> _asked = null!;

    [SetUp]
    public void SetUp() => (_folder, _asked) = (new(), []);

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task A_dry_run_prints_the_scripts_and_submits_nothing()
    {
        var run = await Run($"{Toy} --dry-run", Slurm());

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().Contain("#SBATCH --job-name=teachers-Reduced")
            .And.Contain("#SBATCH --job-name=students-FS_tempT-of-Reduced-teachers");
        _asked.Should().BeEmpty();
        Directory.Exists(_folder["store"]).Should().BeFalse();
    }

    [Test]
    public async Task A_dry_run_of_processes_of_this_machine_prints_the_tasks_without_scripts()
    {
        var run = await Run($"{Toy} --local 4 --dry-run", Slurm());

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().MatchRegex(@"train RT_temp1, T = 40, seeds 42-43 +[\d.]+ m?s +-")
            .And.MatchRegex(@"train FS_tempT\S*, T = 40, seeds 42-43 +[\d.]+ m?s +train RT_temp1, T = 40, seeds 42-43")
            .And.NotContain("SBATCH");
        _asked.Should().BeEmpty();
        Directory.Exists(_folder["store"]).Should().BeFalse();
    }

    [Test]
    public async Task Jobs_are_submitted_in_an_order_in_which_each_can_name_what_it_waits_for()
    {
        var run = await Run($"{Toy} -- --partition=main --account=lab", Slurm());

        run.ExitCode.Should().Be(0, run.Error);
        var submitted = _asked.Where(line => line.StartsWith("sbatch --parsable", StringComparison.Ordinal)).ToList();
        submitted.Should().HaveCount(5);
        submitted[0].Should().MatchRegex(@"^sbatch --parsable --partition=main --account=lab .*teachers-Reduced\.sh$");
        submitted[1..].Should().OnlyContain(
            line => line.Contains("--dependency=aftercorr:100 --kill-on-invalid-dep=yes --partition=main", StringComparison.Ordinal));
    }

    [Test]
    public async Task Students_wait_for_the_teachers_of_all_their_seeds_even_where_the_first_is_stored()
    {
        await CliRun.Of(_folder.Path, "train toy --model RT_temp1 --temperature 40 --seeds 1");

        await Run(Toy, Slurm());

        _asked.Where(line => line.StartsWith("sbatch --parsable", StringComparison.Ordinal)).Skip(1)
            .Should().HaveCount(4).And.OnlyContain(line => line.Contains("--dependency=aftercorr:100", StringComparison.Ordinal));
    }

    [Test]
    public async Task Where_there_is_no_Slurm_the_message_names_the_other_way()
    {
        var run = await Run(Toy, (_, _) => throw new Win32Exception(2));

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("no sbatch on this machine").And.Contain("--local");
    }

    [Test]
    public async Task If_a_job_is_refused_those_before_it_are_cancelled()
    {
        var run = await Run(Toy, Slurm(refused: "students-RS_tempT"));

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("Slurm refused the job 'students-RS_tempT-of-Reduced-teachers': no such thing.");
        _asked[^1].Should().Be("scancel 100 101 102");
        Directory.GetDirectories(_folder["store/submissions"]).Should().BeEmpty("nothing was submitted");
    }

    [Test]
    public async Task Processes_of_this_machine_make_what_one_process_makes()
    {
        using var other = new TemporaryFolder();
        await CliRun.Of(other.Path, "train toy --set RT_temp1 --temperature 40 --seeds 2");

        var run = await Run($"{Toy} --local 2", ProcessAnswer.Of);

        run.ExitCode.Should().Be(0, run.Output + run.Error);
        run.Output.Should().Contain("[1 of 5] train RT_temp1, T = 40, seeds 42-43: done").And.Contain("5 of 5 tasks done");
        StoredNumbers.In(_folder).Should().BeEquivalentTo(StoredNumbers.In(other));
        (await Run(Toy, Slurm())).Output.Should().StartWith("Nothing to submit");
    }

    [Test]
    public async Task What_waits_for_a_failed_task_is_left_out_and_the_others_run()
    {
        var run = await Run(
            "submit toy --set RT_temp1 --set FT_temp1 --temperature 40 --seeds 1 --no-claims --local 3",
            (start, _) => Task.FromResult(Place(start) == 0 ? Fail(start) : Succeed(start)));

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("train RT_temp1, T = 40, seed 42: no luck").And.Contain("5 of 10 tasks done");
        run.Output.Split("not run, as this failed: train RT_temp1").Should().HaveCount(1 + 4);

        static int Place(ProcessStartInfo start) => int.Parse(start.ArgumentList[^1]);

        static ProcessAnswer Fail(ProcessStartInfo start)
        {
            new SubmissionFolder(start.ArgumentList[^2]).SetFailed(Place(start), "no luck");
            return new(1, "", "");
        }

        static ProcessAnswer Succeed(ProcessStartInfo _) => new(0, "", "");
    }

    [Test]
    public async Task A_task_that_fails_leaves_a_sentence_and_one_that_succeeds_takes_it_back()
    {
        var folder = new SubmissionFolder(_folder["store/submissions/one"]);
        folder.Write(OneTask("train", "cifar10", "--model", "RT_temp1"));

        var run = await Run($"task {folder.Path} 0", Slurm());

        run.ExitCode.Should().Be(1);
        folder.FailureOf(0).Should().Contain("CIFAR-10").And.Contain("data fetch cifar10").And.NotContain("\n");
        folder.Write(OneTask("train", "toy", "--model", "RT_temp1", "--seed", "1", "--temperature", "40"));
        (await Run($"task {folder.Path} 0", Slurm())).ExitCode.Should().Be(0);
        folder.FailureOf(0).Should().BeNull();
        folder.IsMarkedDone(0).Should().BeTrue();
    }

    [Test]
    public async Task A_claims_task_on_a_machine_without_dotnet_fails_with_that_reason()
    {
        var folder = new SubmissionFolder(_folder["store/submissions/one"]);
        folder.Write(new Submission(
            Submission.CurrentFormat, "toy", "Quick", _folder.Path, [new("one", TaskKind.Claim, "claims", ["test"], null, [], 1, 0)]));

        var run = await CliRun.Of(_folder.Path, $"task {folder.Path} 0", host => host with
        {
            RunProcess = (start, cancellation) => host.RunProcess(
                new ProcessStartInfo("no-such-program", start.ArgumentList), cancellation),
        });

        run.ExitCode.Should().Be(1);
        folder.FailureOf(0).Should().StartWith("'no-such-program' can't be started: ").And.EndWith("put its folder into PATH.");
    }

    [Test]
    public async Task A_task_uses_the_store_that_its_submission_lies_in()
    {
        var folder = new SubmissionFolder(_folder["elsewhere/submissions/one"]);
        folder.Write(OneTask("train", "toy", "--model", "RT_temp1", "--seed", "1", "--temperature", "40"));

        await Run($"task {folder.Path} 0", Slurm());

        new StoreInventory(_folder["elsewhere"], TimeProvider.System).Enumerate().Should().ContainSingle();
        Directory.Exists(_folder["store"]).Should().BeFalse();
    }

    [Test]
    public async Task A_machine_that_does_not_see_the_store_says_so()
    {
        var run = await Run("task /nowhere/submissions/one 0", Slurm());

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("'/nowhere/submissions/one' holds no submission")
            .And.Contain("all machines share").And.Contain("reproduce bundle");
    }

    [Test]
    public async Task The_state_of_tasks_is_told_from_the_store_and_from_Slurm()
    {
        await Run(Toy, Slurm());
        var folder = SubmissionFolder.In(_folder["store"], _ => { }).Single().Folder;
        await CliRun.Of(_folder.Path, "train toy --model RT_temp1 --temperature 40 --seeds 2");
        folder.SetFailed(1, "The disk is full.");

        // The second student runs, the third waits, the fourth is gone.
        var run = await Run("status", Slurm(queue: "102_0 R\n103_0 PD\n"));

        run.ExitCode.Should().Be(1);
        run.Output.Should().MatchRegex(@"tasks\s+done\s+running\s+waiting\s+failed\s+lost")
            .And.MatchRegex(@"teachers-Reduced\s+1\s+0\s+0\s+0\s+0")
            .And.MatchRegex(@"failed: train \w+, T = 40, seeds 42-43: The disk is full\.")
            .And.MatchRegex(@"lost: train \w+, T = 40, seeds 42-43: job 104_0 never began");
    }

    [Test]
    public async Task What_a_process_works_on_is_told_with_its_machine_and_since_when()
    {
        var key = ArtifactKey.FromParts([new("recipe", "one")]);
        var task = new SubmittedTask("train one", TaskKind.Train, "teachers", ["train"], null, [key.Hash], 1, 0);
        new SubmissionFolder(_folder["store/submissions/one"])
            .Write(new Submission(Submission.CurrentFormat, "toy", "Quick", null, [task]));
        var provenance = TrainingOrigin.Managed(BuildStamp.Current, TimeProvider.System).ProvenanceOf(1, TimeSpan.Zero);
        CliRun? during = null;
        CliRun? silent = null;

        new ArtifactStore(_folder["store"], _ => { }, TimeProvider.System).GetOrCreateShared([key], (_, tryBegin) =>
        {
            tryBegin(key);
            during = Run("status", Slurm()).GetAwaiter().GetResult();
            File.SetLastWriteTimeUtc(
                Directory.GetFiles(_folder["store/locks/holders"]).Single(), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
            silent = Run("status", Slurm()).GetAwaiter().GetResult();
            return [new Artifact(key, [], [], provenance)];
        });

        during!.Output.Should().MatchRegex($@"running: train one on {Environment.MachineName} since \d{{4}}-\d\d-\d\d \d\d:\d\d UTC\n");
        silent!.Output.Should().Contain(", but without a sign of life since 2026-01-02 03:04 UTC");
        (await Run("status", Slurm())).Output.Should().MatchRegex(@"teachers\s+1").And.NotContain("running");
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("""{"a": {}}""")]
    [TestCase("""{"0": null}""")]
    [TestCase("""{"0": {"Number": null, "Log": "x"}}""")]
    [TestCase("""{"99": {"Number": "1_1", "Log": "x"}}""")]
    public async Task A_damaged_list_of_scheduled_tasks_is_a_sentence_and_nothing_is_submitted_twice(string text)
    {
        await Run(Toy, Slurm());
        DamageScheduled(text);

        var run = await Run(Toy, Slurm());

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("scheduled.json' is damaged: delete it").And.NotContain("   at ");
    }

    [Test]
    public async Task A_damaged_list_of_scheduled_tasks_hides_neither_its_experiment_nor_others_from_the_status()
    {
        await Run(Toy, Slurm());
        DamageScheduled("null");
        await CliRun.Of(_folder.Path, "train toy --model RT_temp1 --temperature 40 --seeds 2");
        new SubmissionFolder(_folder["store/submissions/other"]).Write(OneTask("train") with { Data = "other" });

        var run = await Run("status", Slurm());

        run.ExitCode.Should().Be(0);
        run.Error.Should().Contain("scheduled.json' is damaged: delete it");
        run.Output.Should().MatchRegex(@"toy, profile Quick\s+tasks\s+done\s+not started").And.MatchRegex(@"teachers-Reduced\s+1\s+0")
            .And.Contain("other, profile Quick");
    }

    [TestCase("""{"format": 1, "data": "toy", "profile": "Quick", "repository": null, "tasks": [null]}""")]
    [TestCase("""{"format": 1, "data": "toy", "profile": "Quick", "repository": null, "tasks": []}""")]
    [TestCase("null")]
    [TestCase("")]
    public async Task Damaged_tasks_are_a_sentence(string text)
    {
        Directory.CreateDirectory(_folder["store/submissions/one"]);
        File.WriteAllText(_folder["store/submissions/one/tasks.json"], text);

        var run = await Run($"task {_folder["store/submissions/one"]} 0", Slurm());

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("tasks.json' is damaged").And.NotContain("   at ");
    }

    [Test]
    public async Task Another_length_of_training_is_another_task_than_the_one_that_waits()
    {
        await Run($"{Toy} --epochs 2", Slurm());

        var run = await Run(Toy, Slurm(queue: "100_0 R\n101_0 PD\n102_0 PD\n103_0 PD\n104_0 PD\n"));

        run.Output.Should().Contain("toy, profile Quick: 5 tasks");
    }

    [Test]
    public async Task Where_Slurm_does_not_answer_nothing_is_submitted_twice()
    {
        await Run(Toy, Slurm());

        var run = await Run(Toy, (_, _) => Task.FromResult(new ProcessAnswer(1, "", "no answer")));
        var status = await Run("status", (_, _) => Task.FromResult(new ProcessAnswer(1, "", "no answer")));

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("Slurm can't be asked");
        status.Error.Should().Contain("Slurm can't be asked here (squeue)");
    }

    [Test]
    public async Task A_claim_whose_repository_is_not_there_fails_with_a_sentence()
    {
        var folder = new SubmissionFolder(_folder["store/submissions/one"]);
        folder.Write(new Submission(
            Submission.CurrentFormat, "signs", "Quick", "/nowhere", [new("claim", TaskKind.Claim, "claims", ["test"], null, [], 1, 0)]));

        var run = await Run($"task {folder.Path} 0", Slurm());

        run.ExitCode.Should().Be(1);
        folder.FailureOf(0).Should().StartWith("'/nowhere' is not there on");
    }

    [Test]
    public void A_task_that_fails_after_it_was_done_is_done_no_more()
    {
        var folder = new SubmissionFolder(_folder["store/submissions/one"]);

        folder.SetDone(0);
        folder.SetFailed(0, "no");

        folder.IsMarkedDone(0).Should().BeFalse();
    }

    [Test]
    public void Two_that_submit_at_the_same_moment_have_folders_of_their_own() =>
        SubmissionFolder.New("store", "toy", "Quick", DateTimeOffset.UnixEpoch)
            .Should().NotBe(SubmissionFolder.New("store", "toy", "Quick", DateTimeOffset.UnixEpoch));

    [Test]
    public async Task Without_submissions_the_status_says_so()
    {
        var run = await Run("status", Slurm());

        run.Should().Be(new CliRun(0, $"Nothing was submitted to the store '{_folder["store"]}'.\n", ""));
    }

    [Test]
    public async Task A_submission_of_another_version_is_a_sentence()
    {
        Directory.CreateDirectory(_folder["store/submissions/one"]);
        File.WriteAllText(_folder["store/submissions/one/tasks.json"], """{"format": 99}""");

        var run = await Run("status", Slurm());

        run.ExitCode.Should().Be(0, "other submissions are shown");
        run.Error.Should().Contain("is damaged, or of another version: delete the folder");
    }

    [TestCase("submit toy", "is the repository, which holds a solution (*.slnx or *.sln): change to it, or add --no-claims.")]
    [TestCase("submit toy --no-claims --claim HardenedBoundaries", "leave one of them out")]
    [TestCase("submit toy --no-claims --local 0", "expected 1 to")]
    [TestCase("submit toy --no-claims --local 2 -- --partition=main", "leave out the options of sbatch")]
    [TestCase("submit toy --no-claims -- main", "'main' is no option of sbatch")]
    [TestCase("submit cifar10 --no-claims", "data fetch cifar10")]
    [TestCase("task . 0", "holds no submission")]
    [TestCase("task . x", "holds no submission")]
    [TestCase("measure signs --temperature 40", "--temperature")]
    public async Task Bad_input_is_answered_by_a_sentence(string line, string message)
    {
        var run = await Run(line, Slurm());

        run.ExitCode.Should().BeOneOf(1, 2);
        run.Error.Should().Contain(message).And.NotContain("   at ");
    }

    private void DamageScheduled(string text) => File.WriteAllText(
        Path.Combine(SubmissionFolder.In(_folder["store"], _ => { }).Single().Folder.Path, "scheduled.json"), text);

    private static Submission OneTask(params string[] command) => new(
        Submission.CurrentFormat, "toy", "Quick", null, [new("one", TaskKind.Train, "teachers", [.. command], null, [], 1, 0)]);

    /// <summary>A Slurm that takes all jobs but one, and has a queue.</summary>
    private Func<ProcessStartInfo, CancellationToken, Task<ProcessAnswer>> Slurm(string? refused = null, string queue = "") => (start, _) =>
    {
        var line = string.Join(' ', start.ArgumentList.Prepend(start.FileName));
        _asked.Add(line);
        return Task.FromResult(
            start.FileName == "squeue" ? new ProcessAnswer(0, queue, "")
            : refused is not null && line.Contains(refused, StringComparison.Ordinal) ? new(1, "", "sbatch: error: no such thing\n")
            : new(0, $"{99 + _asked.Count(asked => asked.StartsWith("sbatch --parsable", StringComparison.Ordinal))}\n", ""));
    };

    private Task<CliRun> Run(string arguments, Func<ProcessStartInfo, CancellationToken, Task<ProcessAnswer>> ask) =>
        CliRun.Of(_folder.Path, arguments, host => host with { Program = OwnProcess.Program(), Ask = ask });
}
