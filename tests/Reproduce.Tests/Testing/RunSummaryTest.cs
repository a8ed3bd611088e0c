using NUnit.Framework.Internal;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Testing;
using Reproduce.Tests.Core.Store;
using Reproduce.Tests.Results.Headlines;

namespace Reproduce.Tests.Testing;

[TestFixture]
public sealed class RunSummaryTest
{
    private static readonly DateTimeOffset Start = SampleHeadline.Noon;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void It_has_the_claims_that_ran_and_where_their_results_are()
    {
        Write();

        Summary(typeof(Growth), Start).Should().Be(
            $"""
            A Sample of a Paper

            Growth on toy: ✓ supported; 1 [0.5, 2]
              ✓ supported  1 [0.5, 2]
                  It grows.
              The number: after - before

            Report: {Path.Combine(SetFolder, "report.html")}

            """.ReplaceLineEndings("\n"));
    }

    [Test]
    public void The_report_is_written()
    {
        Write();

        Summary(typeof(Growth), Start);

        File.ReadAllText(Path.Combine(SetFolder, "report.html")).Should().Contain("It grows.");
    }

    [Test]
    public void A_report_that_cannot_be_written_is_no_reason_to_fail()
    {
        Write();
        Directory.CreateDirectory(Path.Combine(SetFolder, "report.html"));

        Summary(typeof(Growth), Start).Should().Contain("Report: could not be written: ");
    }

    [Test]
    public void What_has_changed_is_accepted_by_one_command()
    {
        Write(SnapshotState.Differs);

        Summary(typeof(Growth), Start).Should().Contain($"accept all of it: {AcceptCommand.ForClaims(_folder.Path, "Growth")}\n");
    }

    [Test]
    public void Where_nothing_can_be_accepted_no_command_is_shown()
    {
        Write(SnapshotState.Differs);

        Summary(typeof(Growth), Start, repository: null).Should().Contain("1 changed").And.NotContain("accept");
    }

    [Test]
    public void What_an_earlier_run_has_left_is_not_of_this_one()
    {
        Write();

        Summary(typeof(Growth), Start + TimeSpan.FromSeconds(1)).Should().BeEmpty();
    }

    [Test]
    public void Without_a_claim_nothing_is_said() => Summary(typeof(RunSummaryTest), Start).Should().BeEmpty();

    [Test]
    public void The_claims_of_another_paper_are_not_of_this_one()
    {
        Write();

        RunSummary.Write(_folder.Path, "Other", Ran(typeof(Growth)), Start, _folder.Path).Should().BeEmpty();
    }

    [Test]
    public void Results_that_cannot_be_read_are_no_reason_to_fail()
    {
        Write();
        File.WriteAllText(Path.Combine(SetFolder, "paper.json"), "{");

        Summary(typeof(Growth), Start).Should().Contain("can't be listed").And.Contain("paper.json");
    }

    [Test]
    public void A_test_of_another_data_set_is_left_out()
    {
        var some = RunSummary.Restrict(SampleHeadline.Set, [("Growth", "toy")], Start);

        some.Runs.Should().ContainSingle().Which.Data.Should().Be("toy");
        some.Items.Should().ContainSingle().Which.Data.Should().Be("toy");
    }

    private string SetFolder => Path.Combine(_folder.Path, "Sample");

    private string Summary(Type type, DateTimeOffset start) => Summary(type, start, _folder.Path);

    private string Summary(Type type, DateTimeOffset start, string? repository) =>
        RunSummary.Write(_folder.Path, "Sample", Ran(type), start, repository);

    private static TestSuiteResult Ran(Type type) => new(new NUnit.Framework.Internal.TestFixture(new TypeWrapper(type)));

    private void Write(SnapshotState snapshot = SnapshotState.Agrees)
    {
        ResultFolder.Write(SetFolder, SampleHeadline.Paper);
        ResultFolder.Write(SetFolder, SampleHeadline.Run("Growth", "toy", ClaimState.Passed));
        var whole = SampleHeadline.Whole(Verdict.Supported, null, [SampleHeadline.Part("It grows.", Verdict.Supported, 1, 0.5, 2)]);
        ResultFolder.Write(SetFolder, SampleHeadline.Item("Growth", "toy", whole) with { Snapshot = snapshot });
    }

    // Not run by NUnit: its attributes are read alone.
    [Paper("Sample", "A Sample of a Paper")]
    [Claim("Growth", "It grows.", "section 1", Data = "toy")]
    private sealed class Growth;
}
