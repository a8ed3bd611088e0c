using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.Tests.StoreProcess;

namespace Reproduce.Tests.Core.Store;

/// <summary>Processes that ask for the same image models share the work.</summary>
[TestFixture]
[CancelAfter(120_000)]
public sealed class SharedTrainingTest
{
    private const int Count = 4;
    private const string Never = "no such words";

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Two_processes_train_each_model_once_and_none_waits_while_there_is_work()
    {
        using var first = Start("finished seed 0");
        using var second = Start(Never);
        first.Continue();
        first.WaitFor("finished");

        // The first holds its model until it goes on; the second has the others to train meanwhile.
        second.Continue();
        second.WaitFor("waiting");
        first.Continue();
        first.WaitFor("done");
        second.WaitFor("done");

        first.Said("finished").Should().Equal("seed 0", "elsewhere");
        second.Said("finished").Should().Equal("seed 1", "seed 2", "seed 3");
        second.Said("waiting").Should().Equal($"Waiting for process {first.Id}: 1 model is missing here, and it is making the same.");
        ShouldBeAsIfTrainedAlone();
    }

    [Test]
    public void The_model_of_a_killed_process_is_taken_over_by_the_one_that_waits_and_goes_on_from_its_last_checkpoint()
    {
        using var killed = Start("(seed 0): epoch 2 of");
        using var waiting = Start(Never);
        killed.Continue();
        killed.WaitFor("notice RT_temp1 (seed 0): epoch 2 of");
        waiting.Continue();
        waiting.WaitFor("waiting");

        killed.Kill();
        waiting.WaitFor("done");

        waiting.Said("finished").Should().Equal("seed 1", "seed 2", "seed 3", "seed 0");
        waiting.Said("notice").Should().Contain($"RT_temp1 (seed 0) goes on from epoch 2 of {TinyImages.Epochs}.");
        ShouldBeAsIfTrainedAlone();
    }

    [Test]
    public void Others_see_which_model_a_process_trains_and_when_it_has_died()
    {
        using var other = Start("(seed 0): epoch 1 of");
        other.Continue();
        other.WaitFor("notice");
        var inventory = new StoreInventory(_folder.Path, TimeProvider.System);

        var living = inventory.Leases().Single();
        other.Kill();

        living.Should().BeEquivalentTo(
            new { Host = Environment.MachineName, ProcessId = other.Id, Title = "tiny RT_temp1 (seed 0)", IsAlive = true });
        inventory.Leases().Should().ContainSingle().Which.IsAlive.Should().BeFalse();
    }

    [Test]
    public void What_another_process_trains_counts_neither_as_done_nor_as_left()
    {
        using var other = Start("(seed 0): epoch 1 of");
        other.Continue();
        other.WaitFor("notice");
        using var enough = new CancellationTokenSource();
        var reports = new List<TrainingProgress>();

        FluentActions.Invoking(() => Repository(reports.Add, CancelAtWaiting).Get(Ids(Count), enough.Token))
            .Should().Throw<OperationCanceledException>();

        reports.Select(report => (report.Done, report.Total)).Should().Equal((1, 3), (2, 3), (3, 3));
        reports[^1].Work.Should().Be(1);
        reports.Select(report => report.Finished!.Id.Seed).Should().Equal(1, 2, 3);

        void CancelAtWaiting(string notice)
        {
            if (notice.StartsWith("Waiting", StringComparison.Ordinal))
            {
                enough.Cancel();
            }
        }
    }

    private static IReadOnlyList<ModelId> Ids(int count) => [.. Enumerable.Range(0, count).Select(TinyImages.Id)];

    private static IEnumerable<float[]> ParametersIn(ModelRepository<ImageNetwork> repository) =>
        repository.Get(Ids(Count)).Select(model => model.Network.Parameters.ToArray());

    private ChildProcess Start(string pause) => ChildProcess.Start("share", _folder.Path, $"{Count}", pause);

    private ModelRepository<ImageNetwork> Repository(Action<TrainingProgress> report, Action<string> notice, string? folder = null) =>
        TinyImages.Repository(
            new ArtifactStore(folder ?? _folder.Path, notice, TimeProvider.System), new Watcher(report), TimeProvider.System);

    private void ShouldBeAsIfTrainedAlone()
    {
        using var elsewhere = new TemporaryFolder();
        var retrained = 0;

        ParametersIn(Repository(_ => retrained++, _ => { })).Should().BeEquivalentTo(
            ParametersIn(Repository(_ => { }, _ => { }, elsewhere.Path)), options => options.WithStrictOrdering());

        retrained.Should().Be(0);
        Directory.GetFiles(_folder["locks"], "*", SearchOption.AllDirectories).Should().BeEmpty();
        new StoreInventory(_folder.Path, TimeProvider.System).Enumerate().Should().HaveCount(Count, "no checkpoint is left");
    }
}
