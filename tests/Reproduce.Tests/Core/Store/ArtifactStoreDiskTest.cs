using System.Runtime.Versioning;
using Reproduce.Core.Files;
using Reproduce.Core.Store;
using Reproduce.Tests.StoreProcess;

namespace Reproduce.Tests.Core.Store;

[TestFixture]
public sealed class ArtifactStoreDiskTest
{
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
    [Platform("Linux", Reason = "Only Linux has a device that is always full.")]
    public void A_full_disk_is_said_with_folder_and_remedy()
    {
        var store = Store(_ => new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0));

        var act = () => store.Write(ToyArtifacts.Make(1));

        act.Should().Throw<ArtifactStoreException>().WithMessage(
            $"The artifact store in '{_folder.Path}' failed at writing an artifact: No space left on device*. "
            + "The disk is full: free some space, or set REPRODUCE_STORE to another folder.");
    }

    [Test]
    public void A_disk_that_runs_full_in_the_middle_of_a_file_leaves_nothing_of_it()
    {
        var full = true;
        var store = Store(path => full ? new FullDisk(path) : AtomicFile.Create(path));
        var act = () => store.GetOrCreate(ToyArtifacts.Key(1), () => ToyArtifacts.Make(1));
        act.Should().Throw<ArtifactStoreException>().WithInnerException<IOException>();

        store.Inventory.Enumerate().Should().BeEmpty();
        Directory.GetFiles(_folder["unfinished"]).Should().BeEmpty();
        full = false;
        act().Key.Should().Be(ToyArtifacts.Key(1));
        store.TryRead(ToyArtifacts.Key(1)).Should().NotBeNull();
    }

    [Test]
    public void A_disk_that_runs_full_spares_the_artifact_to_be_replaced()
    {
        Store().Write(ToyArtifacts.Make(1));

        var act = () => Store(path => new FullDisk(path)).Write(ToyArtifacts.Make(1) with { EpochLosses = [7] });

        act.Should().Throw<ArtifactStoreException>();
        Store().TryRead(ToyArtifacts.Key(1))!.EpochLosses.Should().Equal(ToyArtifacts.Make(1).EpochLosses);
    }

    [Test]
    public void A_folder_that_cannot_be_created_is_said_before_anything_is_made()
    {
        File.WriteAllText(_folder["file"], "a file where a folder is needed");
        var folder = Path.Combine(_folder["file"], "store");
        var store = new ArtifactStore(folder, _notices.Add, TimeProvider.System);
        var made = false;

        var act = () => store.GetOrCreate(ToyArtifacts.Key(1), () =>
        {
            made = true;
            return ToyArtifacts.Make(1);
        });

        store.TryRead(ToyArtifacts.Key(1)).Should().BeNull();
        act.Should().Throw<ArtifactStoreException>().WithMessage(
            $"The artifact store in '{folder}' failed at locking the models to make: *. "
            + "Make the folder accessible, or set REPRODUCE_STORE to another folder.");
        made.Should().BeFalse();
    }

    [TestCase(true, false)]
    [TestCase(true, true)]
    [TestCase(false, false)]
    [TestCase(false, true)]
    public void A_place_that_cannot_be_written_is_said_before_anything_is_made(bool isFolder, bool shared)
    {
        // A folder where the model's file belongs, or a file where its folder belongs.
        var path = Store().PathOf(ToyArtifacts.Key(1));
        var obstacle = isFolder ? path : Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(isFolder ? path : _folder.Path);
        if (!isFolder)
        {
            File.WriteAllText(obstacle, "");
        }

        var made = new List<ArtifactKey>();

        var act = () => shared
            ? Store().GetOrCreateShared([ToyArtifacts.Key(1)], (missing, begin) => Make(missing.Where(begin)))
            : Store().GetOrCreateMany([ToyArtifacts.Key(1)], Make);

        act.Should().Throw<ArtifactStoreException>()
            .WithMessage($"The artifact store in '{_folder.Path}' failed at checking that artifacts can be written: *{obstacle}*");
        made.Should().BeEmpty();

        IEnumerable<Artifact> Make(IEnumerable<ArtifactKey> keys) => keys.Select(key =>
        {
            made.Add(key);
            return ToyArtifacts.Make(key);
        });
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has other permissions.")]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_without_permissions_is_said_before_anything_is_made()
    {
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("Permissions do not bind an administrator.");
        }

        var folder = Directory.CreateDirectory(Path.GetDirectoryName(Store().PathOf(ToyArtifacts.Key(1)))!);
        File.SetUnixFileMode(folder.FullName, UnixFileMode.None);

        var act = () => Store().GetOrCreate(ToyArtifacts.Key(1), () => throw new AssertionException("It cannot be stored."));

        act.Should().Throw<ArtifactStoreException>().WithMessage("*failed at checking that artifacts can be written*");
        File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Test]
    public void A_folder_that_cannot_be_written_still_serves_what_is_there()
    {
        // Permissions do not bind an administrator; a file in a folder's place binds everybody.
        Store().Write(ToyArtifacts.Make(1));
        Directory.Delete(_folder["unfinished"]);
        File.WriteAllText(_folder["unfinished"], string.Empty);
        File.WriteAllText(_folder["locks"], string.Empty);

        Store().GetOrCreate(ToyArtifacts.Key(1), () => throw new AssertionException("It is there.")).Key.Should().Be(ToyArtifacts.Key(1));

        var make = () => Store().GetOrCreate(ToyArtifacts.Key(2), () => ToyArtifacts.Make(2));
        var write = () => Store().Write(ToyArtifacts.Make(2));
        make.Should().Throw<ArtifactStoreException>();
        write.Should().Throw<ArtifactStoreException>();
    }

    [Test]
    public void A_damaged_file_that_cannot_be_set_aside_is_not_used_either()
    {
        Store().Write(ToyArtifacts.Make(1));
        File.WriteAllText(Store().PathOf(ToyArtifacts.Key(1)), "damaged");
        File.WriteAllText(_folder["damaged"], string.Empty);

        Store().TryRead(ToyArtifacts.Key(1)).Should().BeNull();

        _notices.Should().ContainSingle().Which.Should().Contain("It is not used, but could not be set aside: ");
    }

    [Test]
    public void Making_something_removes_unfinished_files_that_are_older_than_an_hour()
    {
        var now = TimeProvider.System.GetUtcNow();
        var folder = Directory.CreateDirectory(_folder["unfinished"]).FullName;
        foreach (var minutes in new[] { 59, 61 })
        {
            var path = Path.Combine(folder, $"{minutes}");
            File.WriteAllText(path, string.Empty);
            File.SetLastWriteTimeUtc(path, now.AddMinutes(-minutes).UtcDateTime);
        }

        Store().GetOrCreate(ToyArtifacts.Key(1), () => ToyArtifacts.Make(1));

        Directory.GetFiles(folder).Select(Path.GetFileName).Should().Equal("59");
    }

    [Test]
    public void Waiting_for_another_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = new ArtifactStore(_folder.Path, _ => cancellation.Cancel(), TimeProvider.System);
        var act = () => waiting.GetOrCreate(
            ToyArtifacts.Key(1), () => throw new AssertionException("It is being made."), cancellation.Token);

        Store().GetOrCreate(ToyArtifacts.Key(1), () =>
        {
            act.Should().Throw<OperationCanceledException>();
            return ToyArtifacts.Make(1);
        });
    }

    private ArtifactStore Store(Func<string, Stream>? createFile = null) =>
        new(_folder.Path, _notices.Add, TimeProvider.System, createFile ?? AtomicFile.Create, ProcessIdentity.Current());

    /// <summary>A file on a disk with room for its first 100 bytes.</summary>
    private sealed class FullDisk(string path) : FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(buffer[..100]);
            throw new IOException("No space left.", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28);
        }
    }
}
