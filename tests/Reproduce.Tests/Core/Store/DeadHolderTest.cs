using System.Diagnostics;
using Reproduce.Core.Store;
using Reproduce.Tests.StoreProcess;

namespace Reproduce.Tests.Core.Store;

/// <summary>Keys whose holders have died, on this machine or on another one.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class DeadHolderTest
{
    private static readonly ProcessIdentity Here = ProcessIdentity.Current();
    private static readonly ProcessIdentity Elsewhere = new("node7", "another boot", ProcessId: 123, Started: 5);

    private TemporaryFolder _folder = null!;
    private ManualClock _clock = null!;
    private ManualClock _clockElsewhere = null!;
    private KeyLocks _locks = null!;
    private KeyLocks _locksElsewhere = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new();
        (_clock, _clockElsewhere) = (new(), new() { Elapsed = TimeSpan.FromDays(400) });
        _locks = new(_folder["locks"], Here, _clock);
        _locksElsewhere = new(_folder["locks"], Elsewhere, _clockElsewhere);
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void A_holder_on_another_machine_that_gives_no_sign_of_life_is_dead_after_90_seconds_and_not_before()
    {
        Take(_locksElsewhere, [0, 1]);

        TakeHere([0], out var holder).Should().BeNull();
        holder!.ToString().Should().Be("process 123 on node7");
        _clock.Advance(TimeSpan.FromSeconds(89.9));
        TakeHere([0], out _).Should().BeNull();
        IsFree(1).Should().BeFalse();

        _clock.Advance(TimeSpan.FromSeconds(0.1));
        IsFree(1).Should().BeTrue();
        using (TakeHere([0], out _))
        {
            _locks.Leases().Should().ContainSingle("the other lease of the dead holder is removed, too").Which.IsAlive.Should().BeTrue();
        }

        Files().Should().BeEmpty();
    }

    [Test]
    public void A_holder_on_another_machine_that_gives_signs_of_life_is_waited_for_however_long()
    {
        using var held = Take(_locksElsewhere, [0]);

        for (var minute = 0; minute < 10; minute++)
        {
            TakeHere([0], out _).Should().BeNull();
            _clock.Advance(TimeSpan.FromMinutes(1));
            _clockElsewhere.Advance(TimeSpan.FromMinutes(1));
        }

        TakeHere([0], out _).Should().BeNull();
    }

    [Test]
    public void A_process_of_this_machine_that_has_ended_is_dead_at_once()
    {
        using var child = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true })!;
        child.WaitForExit();
        Take(Locks(Here with { ProcessId = child.Id }), [0]);

        using var keyLock = TakeHere([0], out _);

        keyLock.Should().NotBeNull();
    }

    [Test]
    public void A_later_process_of_the_same_id_is_not_taken_for_the_holder()
    {
        Take(Locks(Here with { Started = Here.Started - 1000 }), [0]);

        TakeHere([0], out _).Should().NotBeNull();
    }

    [Test]
    public void A_holder_whose_file_was_deleted_is_dead()
    {
        Take(_locksElsewhere, [0]);
        Directory.Delete(_folder["locks/holders"], recursive: true);

        TakeHere([0], out _).Should().NotBeNull();
    }

    [Test]
    public void A_holder_that_was_taken_for_dead_and_goes_on_harms_no_later_one()
    {
        var slow = Take(_locksElsewhere, [0])!;
        TakeHere([0], out _);
        _clock.Advance(HolderWatch.Patience);
        using var later = TakeHere([0], out _);

        _clockElsewhere.Advance(LeaseHolder.Interval);
        using var beside = Take(_locksElsewhere, [1]);
        slow.Dispose();

        later.Should().NotBeNull();
        IsFree(0).Should().BeFalse("the later one holds it still");
        IsFree(1).Should().BeFalse("who was slow gives signs of life again");
    }

    [TestCase("")]
    [TestCase("{\"holder\":")]
    [TestCase("{\"holder\":\"../../model\",\"since\":\"2026-01-01T00:00:00+00:00\",\"title\":null}")]
    [TestCase("{\"holder\":\"7f3c1a52-9a40-4a53-9a0c-5a4c32b0a111\",\"since\":\"2026-01-01T00:00:00+00:00\",\"title\":\"\\u001b[31m\"}")]
    public void A_lease_that_cannot_be_read_may_be_being_written_and_is_removed_after_90_seconds(string content)
    {
        Directory.CreateDirectory(_folder["locks"]);
        File.WriteAllText(PathOf(0), content);

        TakeHere([0], out var holder).Should().BeNull();
        holder!.ToString().Should().Be("another process");
        IsFree(0).Should().BeFalse();
        _locks.Leases().Should().BeEmpty();

        _clock.Advance(HolderWatch.Patience);
        using (TakeHere([0], out _))
        {
            _locks.Leases().Should().ContainSingle();
        }

        Files().Should().BeEmpty();
    }

    [TestCase("")]
    [TestCase("\0\0\0")]
    [TestCase("{\"host\":null,\"machine\":\"m\",\"process_id\":1,\"started\":2}\n0\n")]
    public void A_holder_that_cannot_be_read_is_dead_after_90_seconds(string content)
    {
        Take(_locksElsewhere, [0]);
        var file = Directory.GetFiles(_folder["locks/holders"]).Single();
        File.WriteAllText(file, content);

        TakeHere([0], out var holder).Should().BeNull();
        holder!.ToString().Should().Be("another process");

        _clock.Advance(HolderWatch.Patience);
        TakeHere([0], out _).Should().NotBeNull();
        File.Exists(file).Should().BeFalse();
    }

    [Test]
    public async Task Of_contenders_for_the_keys_of_a_dead_holder_exactly_one_gets_them(CancellationToken cancellation)
    {
        const int Contenders = 4;
        const int Rounds = 100;
        using var moment = new Barrier(Contenders, LetOneDie);
        var winners = new int[Rounds];

        await Task.WhenAll(Enumerable.Range(0, Contenders).Select(_ => Task.Factory.StartNew(
            Compete, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        winners.Should().OnlyContain(count => count == 1);
        Files().Should().BeEmpty();

        void LetOneDie(Barrier barrier)
        {
            if (barrier.CurrentPhaseNumber % 2 == 0)
            {
                Take(Locks(Here with { Started = -1 }), [0, 1]).Should().NotBeNull();
            }
        }

        // As if each contender were a process of its own.
        void Compete()
        {
            var locks = Locks(Here);
            for (var round = 0; round < Rounds; round++)
            {
                moment.SignalAndWait(cancellation);
                using var keyLock = Take(locks, [0, 1]);
                Interlocked.Add(ref winners[round], keyLock is null ? 0 : 1);
                moment.SignalAndWait(cancellation);
            }
        }
    }

    [Test]
    public void Leases_of_the_dead_are_told_from_those_of_the_living()
    {
        Take(Locks(Here with { Started = -1 }), [0]);
        using var held = TakeHere([1], out _);

        _locks.Leases().ToDictionary(lease => lease.Hash, lease => lease.IsAlive).Should().Equal(new Dictionary<string, bool>
        {
            [ToyArtifacts.Key(0).Hash] = false,
            [ToyArtifacts.Key(1).Hash] = true,
        });
    }

    [Test]
    public void What_dead_processes_left_is_removed_without_anybody_asking_for_their_keys()
    {
        for (var i = 0; i < 5; i++)
        {
            Take(Locks(Here with { Started = -1 }), [2 * i, (2 * i) + 1]);
        }

        using var held = Take(_locksElsewhere, [10]);

        _locks.RemoveDead();

        _locks.Leases().Should().ContainSingle().Which.ProcessId.Should().Be(123);
        Files().Should().HaveCount(2, "one lease and its holder");
    }

    [Test]
    public void A_process_that_died_while_it_removed_the_leases_of_a_dead_one_stops_nobody()
    {
        Take(Locks(Here with { Started = -1 }), [0]);
        var first = Path.GetFileName(Directory.GetFiles(_folder["locks/holders"]).Single());
        Take(Locks(Here with { Started = -2 }), [1]);
        File.Move(PathOf(1), _folder[$"locks/{first}"]);

        TakeHere([0], out _)!.Dispose();
        _locks.RemoveDead();

        Files().Should().BeEmpty();
    }

    private KeyLocks Locks(ProcessIdentity process) => new(_folder["locks"], process, new ManualClock());

    private string PathOf(int seed) => _folder[$"locks/{ToyArtifacts.Key(seed).Hash}"];

    private string[] Files() => Directory.GetFiles(_folder["locks"], "*", SearchOption.AllDirectories);

    private bool IsFree(int seed) => _locks.IsAnyFree([ToyArtifacts.Key(seed)], out _);

    private IDisposable? TakeHere(int[] seeds, out KeyHolder? holder) =>
        _locks.TryTake(seeds.Select(ToyArtifacts.Key), _ => null, out holder);

    private static IDisposable? Take(KeyLocks locks, int[] seeds) => locks.TryTake(seeds.Select(ToyArtifacts.Key), _ => null, out _);
}
