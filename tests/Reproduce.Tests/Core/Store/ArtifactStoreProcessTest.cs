using Reproduce.Core.Store;
using Reproduce.Tests.StoreProcess;

namespace Reproduce.Tests.Core.Store;

[TestFixture]
[CancelAfter(60_000)]
public sealed class ArtifactStoreProcessTest
{
    private const int Count = 40;
    private const string Never = "-1";

    private TemporaryFolder _folder = null!;
    private List<string> _notices = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new();
        _notices = [];
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Two_processes_that_ask_at_the_same_moment_make_each_artifact_once()
    {
        using var first = ChildProcess.Start("make", _folder.Path, $"{Count}", Never);
        using var second = ChildProcess.Start("make", _folder.Path, $"{Count}", Never);

        first.Continue();
        second.Continue();
        first.WaitFor("done");
        second.WaitFor("done");

        first.Said("made").Concat(second.Said("made")).Should().BeEquivalentTo(ToyArtifacts.Keys(Count).Select(key => key.Hash));
        first.Said("got").Concat(second.Said("got")).Should().Equal($"{Count}", $"{Count}");
    }

    [Test]
    public void A_process_that_comes_second_waits_with_one_notice_and_finds_everything_there()
    {
        using var first = ChildProcess.Start("make", _folder.Path, $"{Count}", "3");
        using var second = ChildProcess.Start("make", _folder.Path, $"{Count}", Never);
        first.Continue();
        first.WaitFor("paused");

        second.Continue();
        var notice = second.WaitFor("notice");
        first.Continue();
        first.WaitFor("done");
        second.WaitFor("done");

        notice.Should().Be($"Waiting for process {first.Id}: {Count - 3} models are missing here, and it is making the same.");
        second.Said("notice").Should().ContainSingle();
        second.Said("made").Should().BeEmpty();
        second.Said("got").Should().Equal($"{Count}");
    }

    [Test]
    public void A_process_that_needs_only_what_is_finished_does_not_wait_for_the_rest()
    {
        using var first = ChildProcess.Start("make", _folder.Path, $"{Count}", "3");
        first.Continue();
        first.WaitFor("paused");

        var artifacts = Store().GetOrCreateMany(ToyArtifacts.Keys(3), Unexpected);

        artifacts.Should().HaveCount(3);
        _notices.Should().BeEmpty();
    }

    [Test]
    public void Other_artifacts_are_made_while_a_process_makes_its_own()
    {
        using var first = ChildProcess.Start("make", _folder.Path, $"{Count}", "0");
        first.Continue();
        first.WaitFor("paused");

        Store().GetOrCreate(ToyArtifacts.Key(Count), () => ToyArtifacts.Make(Count)).Key.Should().Be(ToyArtifacts.Key(Count));

        _notices.Should().BeEmpty();
    }

    [Test]
    public void What_a_killed_process_finished_is_kept_and_the_rest_made_by_the_next()
    {
        using var killed = ChildProcess.Start("make", _folder.Path, $"{Count}", "25");
        killed.Continue();
        killed.WaitFor("paused");

        killed.Kill();
        var made = new List<ArtifactKey>();
        var artifacts = Store().GetOrCreateMany(ToyArtifacts.Keys(Count), missing =>
        {
            made.AddRange(missing);
            return missing.Select(ToyArtifacts.Make);
        });

        made.Should().Equal(ToyArtifacts.Keys(Count).Skip(25));
        artifacts.Select(artifact => artifact.Key).Should().Equal(ToyArtifacts.Keys(Count));
        _notices.Should().BeEmpty();
        Directory.GetFiles(_folder["locks"], "*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Test]
    public void A_process_that_waits_takes_over_when_the_other_is_killed()
    {
        using var killed = ChildProcess.Start("make", _folder.Path, $"{Count}", "10");
        using var waiting = ChildProcess.Start("make", _folder.Path, $"{Count}", Never);
        killed.Continue();
        killed.WaitFor("paused");
        waiting.Continue();
        waiting.WaitFor("notice");

        killed.Kill();
        waiting.WaitFor("done");

        waiting.Said("made").Should().Equal(ToyArtifacts.Keys(Count).Skip(10).Select(key => key.Hash));
    }

    [Test]
    public void A_process_on_another_machine_is_waited_for_by_name_and_makes_each_artifact_once_with_this_one()
    {
        using var first = ChildProcess.Start("pretend", "node7", "make", _folder.Path, $"{Count}", "3");
        using var second = ChildProcess.Start("pretend", "node8", "make", _folder.Path, $"{Count}", Never);
        first.Continue();
        first.WaitFor("paused");
        second.Continue();

        var notice = second.WaitFor("notice");
        first.Continue();
        first.WaitFor("done");
        second.WaitFor("done");

        notice.Should().Be($"Waiting for process {first.Id} on node7: {Count - 3} models are missing here, and it is making the same.");
        first.Said("made").Should().Equal(ToyArtifacts.Keys(Count).Select(key => key.Hash));
        second.Said("made").Should().BeEmpty();
        second.Said("got").Should().Equal($"{Count}");
        Directory.GetFiles(_folder["locks"], "*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Test]
    public void A_process_killed_on_another_machine_is_taken_over_from_after_90_seconds_of_this_ones_clock()
    {
        using var killed = ChildProcess.Start("pretend", "node7", "make", _folder.Path, $"{Count}", "10");
        killed.Continue();
        killed.WaitFor("paused");
        killed.Kill();
        var clock = new ManualClock();
        var store = new ArtifactStore(_folder.Path, WaitLong, clock);

        // The store looks every second of real time; its notice of waiting comes after its first look.
        store.GetOrCreateMany(ToyArtifacts.Keys(Count), missing => missing.Select(ToyArtifacts.Make)).Should().HaveCount(Count);

        _notices.Should().Equal(
            $"Waiting for process {killed.Id} on node7: {Count - 10} models are missing here, and it is making the same.");
        Directory.GetFiles(_folder["locks"], "*", SearchOption.AllDirectories).Should().BeEmpty();

        void WaitLong(string notice)
        {
            _notices.Add(notice);
            clock.Advance(HolderWatch.Patience);
        }
    }

    [Test]
    public void A_process_killed_in_the_middle_of_a_file_leaves_nothing_under_the_final_name()
    {
        using var killed = ChildProcess.Start("halve", _folder.Path);
        killed.Continue();
        var unfinished = killed.WaitFor("paused");

        killed.Kill();

        new FileInfo(unfinished).Length.Should().BePositive("half of the file was written");
        Store().Inventory.Enumerate().Should().BeEmpty();
        Store().TryRead(ToyArtifacts.Key(0)).Should().BeNull();
        _notices.Should().BeEmpty("nothing is damaged");
        File.Exists(unfinished).Should().BeTrue("its writer might still live");

        File.SetLastWriteTimeUtc(unfinished, File.GetLastWriteTimeUtc(unfinished).AddHours(-2));
        Store().GetOrCreate(ToyArtifacts.Key(0), () => ToyArtifacts.Make(0));
        File.Exists(unfinished).Should().BeFalse("no writer lives that long");
    }

    private static IEnumerable<Artifact> Unexpected(IReadOnlyList<ArtifactKey> missing) =>
        throw new AssertionException($"{missing.Count} artifacts were asked for.");

    private ArtifactStore Store() => new(_folder.Path, _notices.Add, TimeProvider.System);
}
