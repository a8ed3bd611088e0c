using Reproduce.Core.Store;
using Reproduce.Tests.StoreProcess;

namespace Reproduce.Tests.Core.Store;

/// <summary>Locks of living processes; for dead ones see <see cref="DeadHolderTest"/>.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class KeyLocksTest
{
    private TemporaryFolder _folder = null!;
    private ManualClock _clock = null!;
    private KeyLocks _locks = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new();
        _clock = new();
        _locks = new(_folder["locks"], ProcessIdentity.Current(), _clock);
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Locks_that_share_a_key_exclude_each_other_and_others_do_not()
    {
        using var first = Take([0, 1], out _);

        using var overlapping = Take([1, 2], out var holder);
        using var other = Take([2, 3], out _);

        first.Should().NotBeNull();
        overlapping.Should().BeNull();
        holder!.ToString().Should().Be($"process {Environment.ProcessId}");
        other.Should().NotBeNull();
    }

    [Test]
    public void A_key_is_free_while_nobody_has_locked_it()
    {
        using var held = Take([0, 1], out _);

        IsAnyFree([0, 1, 2], out _).Should().BeTrue("nobody has locked 2");
        IsAnyFree([0, 1], out var holder).Should().BeFalse();
        holder!.Process!.ProcessId.Should().Be(Environment.ProcessId);
        held!.Dispose();
        IsAnyFree([0, 1], out _).Should().BeTrue("the lock was released");
    }

    [Test]
    public void A_released_lock_leaves_no_file_and_releasing_it_again_does_nothing()
    {
        var first = Take([0], out _)!;
        first.Dispose();

        Files().Should().BeEmpty();
        using var again = Take([0], out _);
        first.Dispose();
        again.Should().NotBeNull();
        IsAnyFree([0], out _).Should().BeFalse();
    }

    [Test]
    public void A_lock_that_cannot_be_had_leaves_no_file_of_its_own()
    {
        using var held = Take([1], out _);
        var before = Files();

        Take([0, 1, 2], out _).Should().BeNull();

        Files().Should().BeEquivalentTo(before);
    }

    [Test]
    public void The_holder_gives_a_sign_of_life_every_ten_seconds_while_it_holds_a_key_and_none_after()
    {
        var first = Take([0], out _)!;
        var second = Take([1], out _)!;
        var file = Directory.GetFiles(_folder["locks/holders"]).Should().ContainSingle().Which;
        var signs = new List<string> { File.ReadAllText(file) };
        first.Dispose();
        for (var i = 0; i < 3; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            signs.Add(File.ReadAllText(file));
        }

        second.Dispose();
        _clock.Advance(TimeSpan.FromMinutes(5));

        signs.Should().OnlyHaveUniqueItems();
        Files().Should().BeEmpty();
    }

    [Test]
    public void A_sign_of_life_that_cannot_be_written_disturbs_nothing_and_comes_later()
    {
        using var held = Take([0], out _);
        Directory.Delete(_folder["locks"], recursive: true);

        FluentActions.Invoking(() => _clock.Advance(TimeSpan.FromSeconds(10))).Should().NotThrow();

        Directory.CreateDirectory(_folder["locks/holders"]);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Files().Should().ContainSingle();
    }

    [Test]
    public void Leases_say_who_makes_what_since_when()
    {
        using var held = _locks.TryTake([ToyArtifacts.Key(0)], _ => "signs RT_tempT (seed 3)", out _);

        var lease = _locks.Leases().Should().ContainSingle().Which;

        var (hash, host, process) = (ToyArtifacts.Key(0).Hash, Environment.MachineName, Environment.ProcessId);
        lease.Should().Be(
            new StoreLease(hash, host, process, lease.Since, "signs RT_tempT (seed 3)", IsAlive: true, lease.LastSign));
        lease.LastSign.Should().BeCloseTo(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
        lease.Since.Should().BeCloseTo(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
    }

    [Test]
    public async Task Of_threads_that_come_at_the_same_moment_exactly_one_gets_the_lock(CancellationToken cancellation)
    {
        const int Threads = 4;
        const int Rounds = 50;
        using var moment = new Barrier(Threads);
        var winners = new int[Rounds];

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(
            Compete, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        winners.Should().OnlyContain(count => count == 1);

        void Compete()
        {
            for (var round = 0; round < Rounds; round++)
            {
                moment.SignalAndWait(cancellation);
                using var keyLock = Take([0, 1], out _);
                Interlocked.Add(ref winners[round], keyLock is null ? 0 : 1);
                moment.SignalAndWait(cancellation);
            }
        }
    }

    private string[] Files() => Directory.GetFiles(_folder["locks"], "*", SearchOption.AllDirectories);

    private bool IsAnyFree(int[] seeds, out KeyHolder? holder) => _locks.IsAnyFree(seeds.Select(ToyArtifacts.Key), out holder);

    private IDisposable? Take(int[] seeds, out KeyHolder? holder) =>
        _locks.TryTake(seeds.Select(ToyArtifacts.Key), _ => null, out holder);
}
