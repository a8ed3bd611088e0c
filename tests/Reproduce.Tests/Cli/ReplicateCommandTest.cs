using System.Diagnostics;
using Reproduce.Core.Experiments;
using Reproduce.Core.Files;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Tests.Core.Store;
using Sample = Reproduce.Tests.Results.Sample;

namespace Reproduce.Tests.Cli;

[TestFixture]
public sealed class ReplicateCommandTest
{
    private static readonly string Root = RepositoryRoot.Above(TestContext.CurrentContext.TestDirectory);

    private readonly List<ProcessStartInfo> _started = [];
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create()
    {
        _started.Clear();
        _folder = new();
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase(Verdict.Supported, 0, "No verdict, table or figure has changed.")]
    [TestCase(Verdict.Contradicted, 1, "Supported -> Contradicted")]
    public async Task The_recorded_claim_is_run_and_compared(Verdict now, int exitCode, string expected)
    {
        WriteRecorded(Sample.Whole(Verdict.Supported));

        var run = await Run("", set => Write(set, Sample.Run(), Sample.Whole(now)));

        run.ExitCode.Should().Be(exitCode, run.Error);
        run.Output.Should().Contain(expected).And.Contain("What was found now is in ");
    }

    [Test]
    public async Task The_tests_of_the_recorded_fixture_run_in_the_recorded_profile_and_leave_the_recorded_results_alone()
    {
        var items = new[] { @"A\(Signs\).Whole", @"A\(Signs\).Part\(T = 1.5\)", "B.Whole" }.Select((test, i) =>
            Sample.Item($"Test_{i}") with
            {
                Filter = "FullyQualifiedName=Claims." + test,
                Origin = Sample.Origin with { Profile = "Paper" },
            });
        WriteRecorded([.. items]);

        await Run("", set => Write(set, Sample.Run(), [.. items]));

        var start = _started.Should().ContainSingle().Subject;
        start.WorkingDirectory.Should().Be(Root);
        start.ArgumentList.Should().Equal("test", "--filter", @"FullyQualifiedName~Claims.A\(Signs\).|FullyQualifiedName~Claims.B.");
        start.Environment[Profile.EnvironmentVariable].Should().Be("Paper");
        start.Environment[ResultFolder.EnvironmentVariable].Should().NotStartWith(_folder.Path);
    }

    [Test]
    public async Task Other_claims_of_the_same_results_are_left_out_of_the_comparison()
    {
        WriteRecorded(Sample.Whole(Verdict.Supported));
        Write(_folder["recorded"], Sample.Run("Decay"), Sample.Item("Whole", "Decay"));

        var run = await Run(" Growth", set => Write(set, Sample.Run(), Sample.Whole(Verdict.Supported)));

        run.ExitCode.Should().Be(0, run.Error + run.Output);
    }

    [Test]
    public async Task A_claim_that_todays_tests_do_not_have_or_do_not_run_is_one_sentence()
    {
        WriteRecorded(Sample.Whole(Verdict.Supported));

        var gone = await Run("", _ => { });
        var skipped = await Run(
            "",
            set => Write(set, Sample.Run(state: ClaimState.NotRun) with { Reason = "fetch the data" }, Sample.Whole(Verdict.Supported)));

        gone.ExitCode.Should().Be(2);
        gone.Error.Should().Contain("Growth on toy can't be replicated").And.Contain("no such claim");
        skipped.ExitCode.Should().Be(2);
        skipped.Error.Should().Be("Growth on toy can't be replicated: fetch the data\n".ReplaceLineEndings());
    }

    [Test]
    public async Task A_claim_without_recorded_results_is_named_and_nothing_is_run()
    {
        WriteRecorded(Sample.Whole(Verdict.Supported));

        var run = await Run(" Decay", _ => { });

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("no results to replicate of 'Decay'");
        _started.Should().BeEmpty();
    }

    [Test]
    public async Task A_report_without_pictures_is_replicated_too()
    {
        var item = Sample.Whole(Verdict.Supported);
        AtomicFile.WriteText(_folder["recorded"], ResultJson.Serialize(Sample.Set(item)));

        var run = await Run("", set => Write(set, Sample.Run(), item));

        run.ExitCode.Should().Be(0, run.Error + run.Output);
    }

    [Test]
    public async Task A_name_that_leads_out_of_the_results_is_refused()
    {
        WriteRecorded(Sample.Figure("ab") with { Figure = new FigureResult("Growth/../../../outside.png", 1, 1, "ab") });

        var run = await Run("", _ => { });

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("'..'");
        _started.Should().BeEmpty();
    }

    private void WriteRecorded(params ResultItem[] items) => Write(_folder["recorded"], Sample.Run(), items);

    private static void Write(string set, ClaimRun run, params ResultItem[] items)
    {
        ResultFolder.Write(set, Sample.Paper);
        ResultFolder.Write(set, run);
        foreach (var item in items)
        {
            ResultFolder.Write(set, item);
        }
    }

    private Task<CliRun> Run(string options, Action<string> runTests) => CliRun.Of(
        _folder.Path,
        $"replicate {_folder["recorded"]}{options}",
        host => host with
        {
            CurrentFolder = Root,
            RunProcess = (start, _) =>
            {
                _started.Add(start);
                runTests(Path.Combine(start.Environment[ResultFolder.EnvironmentVariable]!, Sample.Paper.Id));
                return Task.FromResult(1);
            },
        });
}
