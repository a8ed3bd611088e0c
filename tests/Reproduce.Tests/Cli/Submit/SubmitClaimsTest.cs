using Reproduce.Cli.Hosting;
using Reproduce.Cli.Submit;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Cli.Submit;

/// <summary>Submissions with the claims that are decided once all models are there.</summary>
[TestFixture]
public sealed class SubmitClaimsTest
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateRepository()
    {
        _folder = new();
        File.WriteAllText(_folder["Reproduce.sln"], "");
        PinnedSample.Write(_folder.Path, "Growth", "Tiny");
        PinnedSample.Write(_folder.Path, "Growth", "toy");
        PinnedSample.Write(_folder.Path, "Decay", "toy");
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task Claims_on_images_are_tested_on_the_data_set_alone_and_not_on_one_whose_title_begins_alike()
    {
        var run = await Run("submit tiny --model RT_temp1");

        run.ExitCode.Should().Be(0, run.Error);
        Tasks(TaskKind.Claim).Should().ContainSingle().Which.Command.Should().Equal(
            "test", "--no-build", "--filter", "Claim=Growth&FullyQualifiedName~Tiny&FullyQualifiedName!~Tiny as described");
        Tasks(TaskKind.Report).Should().ContainSingle();
    }

    [Test]
    public async Task Claims_on_toy_data_are_tested_whole()
    {
        var run = await Run("submit toy --set RT_temp1 --temperature 40 --seeds 1 --claim Decay");

        run.ExitCode.Should().Be(0, run.Error);
        Tasks(TaskKind.Claim).Should().ContainSingle().Which.Command.Should().Equal("test", "--no-build", "--filter", "Claim=Decay");
    }

    [Test]
    public async Task A_claim_that_is_not_on_such_data_is_refused_with_the_names_of_those_that_are()
    {
        var run = await Run("submit tiny --model RT_temp1 --claim Decay");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("--claim is 'Decay', which is no claim on such data; expected Growth.");
    }

    private IEnumerable<SubmittedTask> Tasks(TaskKind kind) =>
        SubmissionFolder.In(_folder["store"], _ => { }).Single().Submission.Tasks.Where(task => task.Kind == kind);

    private Task<CliRun> Run(string arguments) => CliRun.Of(_folder.Path, arguments, host => host with
    {
        Program = OwnProcess.Program(),
        RunProcess = (_, _) => Task.FromResult(0),
        Ask = (start, _) => Task.FromResult(new ProcessAnswer(0, start.FileName == "squeue" ? "" : "1\n", "")),
        DataSets = [TinyDataSet.Set, TinyDataSet.Set with { Title = "Tiny as described", CommandName = "tiny-described" }],
    });
}
