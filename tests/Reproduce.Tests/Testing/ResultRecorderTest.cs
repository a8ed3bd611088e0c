using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Store;
using Reproduce.Results;
using Reproduce.Testing;
using Reproduce.Testing.Snapshots;
using Reproduce.Tests.Core.Store;
using Reproduce.Tests.Results;

namespace Reproduce.Tests.Testing;

[TestFixture]
public sealed class ResultRecorderTest
{
    private TemporaryFolder _folder = null!;
    private ResultRecorder _recorder = null!;
    private Fixture _fixture = null!;

    [SetUp]
    public void Create()
    {
        _folder = new TemporaryFolder();
        _recorder = new ResultRecorder(_folder.Path);
        var test = TestExecutionContext.CurrentContext.CurrentTest;
        _fixture = new Fixture(test.Parent!, typeof(Growth), typeof(Growth).GetCustomAttributes(typeof(ClaimAttribute), false)
            .Cast<ClaimAttribute>().Single());
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public async Task A_verified_result_is_recorded_with_its_claim_and_its_sources()
    {
        var key = ArtifactKey.FromParts(new Dictionary<string, string> { ["seed"] = "42" });
        var model = new ModelId(ToyExperiment.Recipe(ModelName.Parse("FT_temp1"), 10), 42);
        var provenance = new Provenance("abc", "0.1.0", "cpu", "Some CPU", "none", 1, TimeSpan.FromSeconds(3), Sample.Noon);
        _recorder.Begin(_fixture);
        SourceLedger.Note("robustness", [(model, "FT_temp1", key, provenance), (model, "FT_temp1", key, provenance)]);

        await _recorder.Record(_fixture, name: null, item => item with { Table = Sample.Table().Table }, () => Task.CompletedTask);

        var item = Read().Items.Single();
        item.Claim.Should().Be("Growth");
        item.Data.Should().Be("toy");
        item.Title.Should().Be("A verified result is recorded with its claim and its sources");
        item.Snapshot.Should().Be(SnapshotState.Agrees);
        var source = item.Sources.Should().ContainSingle("one artifact was looked at twice").Subject;
        source.Keys.Should().Equal(key.Hash);
        source.Seeds.Should().Equal(42);
        source.Should().BeEquivalentTo(new { Kind = "robustness", Model = "FT_temp1", Commit = "abc", Seconds = new[] { 3.0 } });
    }

    [Test]
    public async Task What_another_test_looked_at_is_no_source_of_this_one()
    {
        await _recorder.Record(_fixture, name: null, item => item with { Table = Sample.Table().Table }, () => Task.CompletedTask);
        ResultFolder.Write(SetFolder, Sample.Paper);

        Read().Items.Single().Sources.Should().BeEmpty();
    }

    [Test]
    public async Task A_test_that_leaves_its_results_unpinned_is_recorded_and_compared_with_nothing()
    {
        var compared = false;
        ResultFolder.Write(SetFolder, Sample.Paper);
        ResultRecorder.LeaveUnpinned(dataFingerprint: "ab12");

        await _recorder.Record(
            _fixture, name: null, item => item with { Table = Sample.Table().Table }, () => Task.FromResult(compared = true));

        compared.Should().BeFalse();
        Read().Items.Single().Should().BeEquivalentTo(new { Snapshot = SnapshotState.Unpinned, DataFingerprint = "ab12" });
    }

    [Test]
    public async Task A_result_that_differs_is_recorded_with_the_difference_and_still_fails()
    {
        var difference = new SnapshotException("Verdict differs, and where the files are") { Summary = "Verdict differs" };
        ResultFolder.Write(SetFolder, Sample.Paper);

        var record = () => _recorder.Record(
            _fixture, name: null, item => item with { Table = Sample.Table().Table }, () => throw difference);

        await record.Should().ThrowAsync<SnapshotException>();
        Read().Items.Single().Should().BeEquivalentTo(new { Snapshot = SnapshotState.Differs, Difference = "Verdict differs" });
    }

    [Test]
    public async Task A_conclusion_for_another_verdict_is_a_difference()
    {
        ResultFolder.Write(SetFolder, Sample.Paper);

        var record = () => _recorder.Record(
            _fixture,
            name: null,
            item => item with { Table = Sample.Table().Table },
            () => throw new OutdatedConclusionException("Write it anew"));

        await record.Should().ThrowAsync<OutdatedConclusionException>();
        Read().Items.Single().Should().BeEquivalentTo(new { Snapshot = SnapshotState.Differs, Difference = "Write it anew" });
    }

    [Test]
    public async Task Any_other_failure_says_nothing_of_what_is_pinned()
    {
        ResultFolder.Write(SetFolder, Sample.Paper);

        var record = () => _recorder.Record(
            _fixture,
            name: null,
            item => item with { Table = Sample.Table().Table },
            () => throw new InvalidOperationException("The store is gone"));

        await record.Should().ThrowAsync<InvalidOperationException>();
        Read().Items.Should().BeEmpty();
    }

    [Test]
    public void A_fixture_that_begins_removes_the_results_of_tests_that_its_claim_no_longer_has()
    {
        ResultFolder.Write(SetFolder, Sample.Paper);
        ResultFolder.Write(SetFolder, Sample.Table());

        _recorder.Begin(_fixture);

        Read().Items.Should().BeEmpty();
    }

    [Test]
    public async Task A_result_that_is_not_pinned_yet_is_recorded_as_missing()
    {
        ResultFolder.Write(SetFolder, Sample.Paper);

        var record = () => _recorder.Record(
            _fixture,
            name: null,
            item => item with { Table = Sample.Table().Table },
            () => throw new SnapshotException("There is none") { IsMissing = true });

        await record.Should().ThrowAsync<SnapshotException>();
        Read().Items.Single().Snapshot.Should().Be(SnapshotState.Missing);
    }

    [Test]
    public void A_fixture_is_known_as_begun_until_it_ends()
    {
        _recorder.Begin(_fixture);

        Read().Runs.Single().Should().BeEquivalentTo(new { Claim = "Growth", State = ClaimState.Started, Sentence = "It grows." });
    }

    [Test]
    public void A_fixture_that_cannot_run_says_why()
    {
        _recorder.Begin(_fixture);

        _recorder.Skip(_fixture, "CIFAR-10 is not there");

        Read().Runs.Single().Should().BeEquivalentTo(new { State = ClaimState.NotRun, Reason = "CIFAR-10 is not there" });
    }

    [TestCase("Figures_5_13_as_a_picture", "As a picture")]
    [TestCase("Figure_3", "Figure 3")]
    [TestCase("Pieces_fall_with_T_10", "Pieces fall with T 10")]
    public void A_title_leaves_the_figures_numbers_to_the_result(string method, string expected) =>
        ResultRecorder.TitleOf(method).Should().Be(expected);

    [TestCase(TestStatus.Passed, ClaimState.Passed)]
    [TestCase(TestStatus.Failed, ClaimState.Failed)]
    [TestCase(TestStatus.Skipped, ClaimState.NotRun)]
    [TestCase(TestStatus.Inconclusive, ClaimState.Unrecorded)]
    public void A_fixtures_end_says_how_and_why(TestStatus status, ClaimState expected)
    {
        var result = new TestCaseResult(new TestMethod(new MethodWrapper(typeof(Growth), nameof(Growth.It_grows))));
        result.SetResult(new ResultState(status), "the reason");
        _recorder.Begin(_fixture);

        _recorder.End(_fixture, result, TimeSpan.FromSeconds(2));

        var run = Read().Runs.Single();
        run.State.Should().Be(expected);
        run.Seconds.Should().Be(2);
        run.Reason.Should().Be(expected is ClaimState.Failed or ClaimState.NotRun ? "the reason" : null);
    }

    [Test]
    public void A_claim_of_no_paper_is_told_what_to_write() => FluentActions.Invoking(() => PaperAttribute.Of(typeof(ResultRecorderTest)))
        .Should().Throw<InvalidOperationException>().WithMessage("*[assembly: Paper(*");

    [Test]
    public void A_paper_whose_name_is_no_folders_is_refused() => FluentActions.Invoking(() => PaperAttribute.Of(typeof(Misnamed)))
        .Should().Throw<InvalidOperationException>().WithMessage("*../elsewhere*");

    private string SetFolder => Path.Combine(_folder.Path, "Sample");

    private ResultSet Read() => ResultFolder.Read(SetFolder);

    // Not run by NUnit: their attributes are read alone.
    [Paper("Sample", "A Sample of a Paper")]
    [Claim("Growth", "It grows.", "section 1", Data = "toy")]
    private sealed class Growth
    {
        public void It_grows()
        {
        }
    }

    [Paper("../elsewhere", "A Paper")]
    private sealed class Misnamed;
}
