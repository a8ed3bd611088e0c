using Reproduce.Core.Store;
using Reproduce.Tests.StoreProcess;

namespace Reproduce.Tests.Core.Store;

[TestFixture]
public sealed class KeysInProgressTest
{
    private static readonly ArtifactKey Key = ToyArtifacts.Key(0);

    private TemporaryFolder _folder = null!;
    private KeyLocks _locks = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new();
        _locks = new(_folder.Path, ProcessIdentity.Current(), TimeProvider.System);
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void A_key_is_locked_from_its_begin_to_its_end()
    {
        using var keys = new KeysInProgress(_locks, _ => null, _ => false);

        keys.TryBegin(Key).Should().BeTrue();
        IsFree().Should().BeFalse();
        keys.Finish(Key);

        IsFree().Should().BeTrue();
        keys.Invoking(begun => begun.RequireComplete([Key])).Should().NotThrow();
    }

    [Test]
    public void A_key_whose_artifact_is_stored_is_not_begun_and_not_locked()
    {
        using var keys = new KeysInProgress(_locks, _ => null, _ => true);

        keys.TryBegin(Key).Should().BeFalse();

        keys.IsBegun(Key).Should().BeFalse();
        IsFree().Should().BeTrue();
    }

    [Test]
    public void A_key_whose_artifact_cannot_be_read_is_not_left_locked()
    {
        using var keys = new KeysInProgress(_locks, _ => null, _ => throw new IOException("unreadable"));

        keys.Invoking(begun => begun.TryBegin(Key)).Should().Throw<IOException>().WithMessage("unreadable");

        IsFree().Should().BeTrue();
        Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    private bool IsFree() => _locks.IsAnyFree([Key], out _);
}
