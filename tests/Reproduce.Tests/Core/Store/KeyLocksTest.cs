using Reproduce.Core.Store;
using Reproduce.Tests.StoreProcess;

namespace Reproduce.Tests.Core.Store;

[TestFixture]
[CancelAfter(60_000)]
public sealed class KeyLocksTest
{
    private TemporaryFolder _folder = null!;
    private KeyLocks _locks = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new();
        _locks = new(_folder.Path);
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
        holder.Should().Be(Environment.ProcessId);
        other.Should().NotBeNull();
    }

    [Test]
    public void A_key_is_free_while_nobody_has_locked_it()
    {
        using var held = Take([0, 1], out _);

        IsAnyFree([0, 1, 2], out _).Should().BeTrue("nobody has locked 2");
        IsAnyFree([0, 1], out var holder).Should().BeFalse();
        holder.Should().Be(Environment.ProcessId);
        held!.Dispose();
        IsAnyFree([0, 1], out _).Should().BeTrue("the lock was released");
    }

    [Test]
    public void A_released_lock_leaves_no_file()
    {
        Take([0], out _)!.Dispose();

        Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Should().Equal("gate");
        using var again = Take([0], out _);
        again.Should().NotBeNull();
    }

    [Test]
    public void A_lock_whose_owner_has_ended_is_removed()
    {
        File.WriteAllText(_folder["123-abc.lock"], string.Empty);
        File.WriteAllText(_folder["123-abc.keys"], ToyArtifacts.Key(0).Hash);

        using (var keyLock = Take([0], out _))
        {
            keyLock.Should().NotBeNull();
        }

        Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Should().Equal("gate");
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

    private bool IsAnyFree(int[] seeds, out int holder) =>
        _locks.IsAnyFree(seeds.Select(ToyArtifacts.Key), out holder, CancellationToken.None);

    private IDisposable? Take(int[] seeds, out int holder) =>
        _locks.TryTake(seeds.Select(ToyArtifacts.Key), out holder, CancellationToken.None);
}
