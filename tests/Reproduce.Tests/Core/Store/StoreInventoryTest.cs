using Reproduce.Core.Store;
using Reproduce.Tests.StoreProcess;

namespace Reproduce.Tests.Core.Store;

[TestFixture]
public sealed class StoreInventoryTest
{
    private TemporaryFolder _folder = null!;
    private ArtifactStore _store = null!;
    private StoreInventory _inventory = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new();
        _store = new(_folder["store"], _ => { }, TimeProvider.System);
        _inventory = new(_folder["store"], TimeProvider.System);
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void A_header_has_key_and_provenance()
    {
        var artifact = ToyArtifacts.Make(1);
        _store.Write(artifact);

        var header = _inventory.ReadHeader(Entry())!;

        header.Key.Should().Be(artifact.Key);
        header.Key.Parts.Should().Equal(artifact.Key.Parts);
        header.Provenance.Should().Be(artifact.Provenance);
        _store.Contains(artifact.Key).Should().BeTrue();
    }

    [Test]
    public void A_header_is_read_although_the_weights_are_cut_off_but_the_damage_is_found()
    {
        _store.Write(ToyArtifacts.Make(1));
        var entry = Entry();
        using (var file = File.OpenWrite(entry.Path))
        {
            file.SetLength(file.Length - 8);
        }

        _inventory.ReadHeader(entry).Should().NotBeNull("the weights are not looked at");
        _inventory.DamageOf(entry).Should().Contain(entry.Path);
    }

    [Test]
    public void A_sound_artifact_has_no_damage()
    {
        _store.Write(ToyArtifacts.Make(1));

        _inventory.DamageOf(Entry()).Should().BeNull();
    }

    [Test]
    public void An_artifact_under_another_ones_name_is_damage()
    {
        _store.Write(ToyArtifacts.Make(1));
        var other = _store.PathOf(ToyArtifacts.Key(2));
        Directory.CreateDirectory(Path.GetDirectoryName(other)!);
        File.Move(Entry().Path, other);

        _inventory.DamageOf(Entry()).Should().Contain(ToyArtifacts.Key(1).Hash);
    }

    [TestCase("")]
    [TestCase("1234567")]
    [TestCase("a file of another kind altogether")]
    [TestCase("\u0008\0\0\0\0\0\0\0{\"a\":1}")]
    [TestCase("\u0002\0\0\0\0\0\0\0{}")]
    public void A_damaged_header_is_told_and_left_where_it_is(string content)
    {
        _store.Write(ToyArtifacts.Make(1));
        var entry = Entry();
        File.WriteAllText(entry.Path, content);

        _inventory.Invoking(inventory => inventory.ReadHeader(entry)).Should().Throw<InvalidDataException>().WithMessage($"*{entry.Path}*");

        File.Exists(entry.Path).Should().BeTrue();
    }

    [TestCase("zz")]
    [TestCase("00")]
    public void An_artifact_in_a_wrong_folder_is_damage_and_can_be_deleted(string folder)
    {
        _store.Write(ToyArtifacts.Make(1));
        var wrong = Path.Combine(Directory.CreateDirectory(Path.Combine(_store.Folder, folder)).FullName, Path.GetFileName(Entry().Path));
        File.Move(Entry().Path, wrong);

        _inventory.DamageOf(Entry()).Should().Contain(wrong).And.Contain(_store.PathOf(ToyArtifacts.Key(1)));
        _inventory.Delete(Entry());

        _inventory.Enumerate().Should().BeEmpty();
        File.Exists(wrong).Should().BeFalse();
    }

    [Test]
    public void Looking_at_an_artifact_does_not_count_as_using_it()
    {
        _store.Write(ToyArtifacts.Make(1));
        var longAgo = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Entry().Path, longAgo);
        File.SetLastAccessTimeUtc(Entry().Path, longAgo);

        _inventory.ReadHeader(Entry());
        _inventory.DamageOf(Entry());

        Entry().LastUse.UtcDateTime.Should().Be(longAgo);
    }

    [Test]
    public void A_deleted_artifact_is_missing_and_deleting_it_again_does_nothing()
    {
        _store.Write(ToyArtifacts.Make(1));
        var entry = Entry();

        _inventory.Delete(entry);
        _inventory.Delete(entry);

        _store.TryRead(ToyArtifacts.Key(1)).Should().BeNull();
        _inventory.ReadHeader(entry).Should().BeNull();
        _inventory.DamageOf(entry).Should().BeNull();
    }

    [Test]
    public void A_file_that_is_no_artifact_of_the_store_is_not_deleted()
    {
        var outside = _folder["precious"];
        File.WriteAllText(outside, "");
        var entry = new StoreEntry(ToyArtifacts.Key(1).Hash, outside, Bytes: 0, DateTimeOffset.UnixEpoch);
        var leftover = new StoreLeftover(LeftoverKind.Damaged, outside, Bytes: 0, DateTimeOffset.UnixEpoch);

        _inventory.Invoking(inventory => inventory.Delete(entry)).Should().Throw<ArgumentException>();
        _inventory.Invoking(inventory => inventory.Delete(leftover)).Should().Throw<ArgumentException>();

        File.Exists(outside).Should().BeTrue();
    }

    [Test]
    public void Leftovers_are_the_damaged_and_the_unfinished_and_fresh_unfinished_ones_stay()
    {
        var damaged = Leave("damaged", TimeSpan.Zero);
        var abandoned = Leave("unfinished", TimeSpan.FromHours(2));
        var fresh = Leave("unfinished", TimeSpan.Zero);

        var leftovers = _inventory.EnumerateLeftovers();

        leftovers.Select(leftover => (leftover.Path, leftover.Kind)).Should().BeEquivalentTo(
            [(damaged, LeftoverKind.Damaged), (abandoned, LeftoverKind.Unfinished), (fresh, LeftoverKind.Unfinished)]);
        leftovers.Select(_inventory.Delete).ToArray().Should().BeEquivalentTo([true, true, false]);
        _inventory.EnumerateLeftovers().Select(leftover => leftover.Path).Should().Equal(fresh);
    }

    [Test]
    public void A_writable_store_leaves_no_trace_of_having_been_tried()
    {
        _inventory.RequireWritable();

        _inventory.EnumerateLeftovers().Should().BeEmpty();
        _inventory.Enumerate().Should().BeEmpty();
    }

    [Test]
    public void A_folder_that_cannot_be_one_is_not_writable()
    {
        File.WriteAllText(_folder["store"], "");

        _inventory.Invoking(inventory => inventory.RequireWritable())
            .Should().Throw<ArtifactStoreException>().WithMessage($"*{_folder["store"]}*");
    }

    private StoreEntry Entry() => _inventory.Enumerate().Single();

    private string Leave(string folder, TimeSpan age)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_store.Folder, folder)).FullName, Guid.NewGuid().ToString("N"));
        File.WriteAllText(path, "left");
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime - age);
        return path;
    }
}
