using System.Collections.Concurrent;
using Reproduce.Core.Store;
using Reproduce.Tests.StoreProcess;

namespace Reproduce.Tests.Core.Store;

/// <summary><see cref="ArtifactStore.GetOrCreateShared"/> within one process.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class SharedMakingTest
{
    private TemporaryFolder _folder = null!;
    private ArtifactStore _store = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new();
        _store = new(_folder.Path, _ => { }, TimeProvider.System);
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void What_is_there_is_read_and_the_rest_made_in_the_order_of_the_keys()
    {
        _store.Write(ToyArtifacts.Make(1));
        var made = new List<ArtifactKey>();

        var artifacts = _store.GetOrCreateShared(
            [.. ToyArtifacts.Keys(3), ToyArtifacts.Key(0)], (missing, begin) => Make(missing.Where(begin), made));

        artifacts.Select(artifact => artifact.Key).Should().Equal([.. ToyArtifacts.Keys(3), ToyArtifacts.Key(0)]);
        made.Should().Equal(ToyArtifacts.Key(0), ToyArtifacts.Key(2));
    }

    [Test]
    public void What_another_thread_finishes_meanwhile_is_not_made_again()
    {
        var made = new List<ArtifactKey>();

        _store.GetOrCreateShared(ToyArtifacts.Keys(3), (missing, begin) =>
        {
            _store.Write(ToyArtifacts.Make(2));
            return Make(missing.Where(begin), made);
        }).Should().HaveCount(3);

        made.Should().Equal(ToyArtifacts.Keys(2));
    }

    [Test]
    public async Task Two_threads_make_each_artifact_once(CancellationToken cancellation)
    {
        var made = new ConcurrentBag<ArtifactKey>();

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(
            () => _store.GetOrCreateShared(ToyArtifacts.Keys(30), (missing, begin) => missing.Where(begin).Select(key =>
            {
                made.Add(key);
                return ToyArtifacts.Make(key);
            })),
            cancellation)));

        made.Should().BeEquivalentTo(ToyArtifacts.Keys(30));
    }

    [Test]
    public void A_key_that_waits_for_its_turn_is_not_locked()
    {
        var made = new List<ArtifactKey>();

        _store.GetOrCreateShared(ToyArtifacts.Keys(2), (missing, begin) =>
        {
            begin(missing[1]).Should().BeTrue();
            // Meanwhile another thread makes the first, which a process that had locked it beforehand would withhold.
            _store.GetOrCreateShared([missing[0]], (rest, beginOther) => Make(rest.Where(beginOther), made));
            return [ToyArtifacts.Make(missing[1]), .. Make(missing.Take(1).Where(begin), [])];
        }).Should().HaveCount(2);

        made.Should().Equal(ToyArtifacts.Key(0));
    }

    [Test]
    public void An_artifact_that_was_begun_must_be_made()
    {
        var act = () => _store.GetOrCreateShared(
            [ToyArtifacts.Key(0)], (missing, begin) => missing.Where(begin).Skip(1).Select(ToyArtifacts.Make));

        act.Should().Throw<InvalidOperationException>().WithMessage("*begun but not made*");
    }

    [Test]
    public void A_key_that_is_left_out_ends_the_loop_with_an_error() =>
        FluentActions.Invoking(() => _store.GetOrCreateShared([ToyArtifacts.Key(0)], (_, _) => []))
            .Should().Throw<InvalidOperationException>().WithMessage("*tryBegin was not called*");

    [Test]
    public void An_artifact_that_was_not_begun_must_not_be_made()
    {
        var act = () => _store.GetOrCreateShared([ToyArtifacts.Key(0)], (missing, _) => missing.Select(ToyArtifacts.Make));

        act.Should().Throw<InvalidOperationException>().WithMessage("*not begun*");
        _store.Inventory.Leases().Should().BeEmpty();
    }

    [Test]
    public void A_failure_unlocks_the_keys_that_were_begun()
    {
        var act = () => _store.GetOrCreateShared(ToyArtifacts.Keys(2), (missing, begin) => missing.Where(begin).Select(Fail));

        act.Should().Throw<NotSupportedException>();

        _store.Inventory.Leases().Should().BeEmpty();

        static Artifact Fail(ArtifactKey key) => throw new NotSupportedException();
    }

    private static IEnumerable<Artifact> Make(IEnumerable<ArtifactKey> keys, List<ArtifactKey> made)
    {
        foreach (var key in keys)
        {
            made.Add(key);
            yield return ToyArtifacts.Make(key);
        }
    }
}
