using System.Collections.Immutable;
using Reproduce.Core.Store;
using Reproduce.Tests.StoreProcess;

namespace Reproduce.Tests.Core.Store;

[TestFixture]
public sealed class ArtifactStoreTest
{
    private TemporaryFolder _folder = null!;
    private List<string> _notices = null!;
    private ArtifactStore _store = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new();
        _notices = [];
        _store = new(_folder["store"], _notices.Add, TimeProvider.System);
    }

    [TearDown]
    public void TearDown()
    {
        _notices.Should().BeEmpty("nothing here is worth one");
        _folder.Dispose();
    }

    [Test]
    public void Opening_a_store_creates_nothing()
    {
        _store.TryRead(ToyArtifacts.Key(1)).Should().BeNull();
        _store.Inventory.Enumerate().Should().BeEmpty();

        Directory.Exists(_store.Folder).Should().BeFalse();
    }

    [Test]
    public void What_is_read_is_what_was_written()
    {
        var written = ToyArtifacts.Make(1) with
        {
            EpochLosses = [0.1, 1.0 / 3, double.Epsilon, -0.0, double.MaxValue, double.NaN, double.PositiveInfinity],
            StepLosses = [2, double.NegativeInfinity],
            Measurements = ImmutableSortedDictionary<string, double>.Empty.Add("training_accuracy", 0.99).Add("lost \"hope\"", double.NaN),
        };

        _store.Write(written);
        var read = _store.TryRead(written.Key)!;

        read.Key.Should().Be(written.Key);
        read.Key.Parts.Should().Equal(written.Key.Parts);
        read.Weights.Should().Equal(written.Weights);
        Bits(read.EpochLosses).Should().Equal(Bits(written.EpochLosses));
        Bits(read.StepLosses).Should().Equal(Bits(written.StepLosses));
        read.Measurements.Keys.Should().Equal(written.Measurements.Keys);
        Bits(read.Measurements.Values).Should().Equal(Bits(written.Measurements.Values));
        read.Provenance.Should().Be(written.Provenance);
    }

    [Test]
    public void A_file_holds_the_state_dict_alone_under_the_name_of_its_key()
    {
        var artifact = ToyArtifacts.Make(1);

        _store.Write(artifact);

        var path = Path.Combine(_store.Folder, artifact.Key.Hash[..2], artifact.Key.Hash + ".safetensors");
        _store.PathOf(artifact.Key).Should().Be(path);
        var content = Safetensors.Parse(Safetensors.ReadBytes(path), path);
        content.Tensors.Select(tensor => tensor.Name).Should().Equal("hidden.weight", "hidden.bias", "output.weight", "output.bias");
        content["hidden.weight"].Shape.Should().Equal(25, 2);
        content["hidden.weight"].ToArray<float>().Should().Equal(artifact["hidden.weight"].Values.ToArray());
        content.Metadata["format"].Should().Be("pt");
    }

    [Test]
    public void Writing_again_replaces()
    {
        _store.Write(ToyArtifacts.Make(1));
        _store.Write(ToyArtifacts.Make(1) with { EpochLosses = [7] });

        _store.TryRead(ToyArtifacts.Key(1))!.EpochLosses.Should().Equal(7);
        Directory.GetFiles(Path.Combine(_store.Folder, "unfinished")).Should().BeEmpty();
    }

    [Test]
    public void Many_come_in_the_order_of_the_keys_however_they_are_made()
    {
        _store.Write(ToyArtifacts.Make(2));
        ArtifactKey[] keys = [.. new[] { 3, 2, 1, 3 }.Select(ToyArtifacts.Key)];
        var asked = new List<ArtifactKey>();

        var artifacts = _store.GetOrCreateMany(keys, missing =>
        {
            asked.AddRange(missing);
            return missing.Reverse().Select(ToyArtifacts.Make);
        });

        asked.Should().Equal(ToyArtifacts.Key(3), ToyArtifacts.Key(1));
        artifacts.Select(artifact => artifact.Key).Should().Equal(keys);
        _store.Inventory.Enumerate().Select(entry => entry.Hash).Should().BeEquivalentTo(keys.Distinct().Select(key => key.Hash));
    }

    [Test]
    public void Each_is_stored_before_the_next_is_made()
    {
        var there = new List<bool>();

        _store.GetOrCreateMany(ToyArtifacts.Keys(3), missing => missing.Select((key, i) =>
        {
            there.AddRange(missing.Take(i + 1).Select(other => File.Exists(_store.PathOf(other))));
            return ToyArtifacts.Make(key);
        }));

        there.Should().Equal(false, true, false, true, true, false);
    }

    [Test]
    public void A_failing_training_keeps_the_finished_artifacts_and_releases_the_lock()
    {
        var act = () => _store.GetOrCreateMany(ToyArtifacts.Keys(3), missing => missing.Select(
            (key, i) => i == 2 ? throw new ArithmeticException("diverged") : ToyArtifacts.Make(key)));
        act.Should().Throw<ArithmeticException>();

        var asked = new List<ArtifactKey>();
        _store.GetOrCreateMany(ToyArtifacts.Keys(3), missing =>
        {
            asked.AddRange(missing);
            return missing.Select(ToyArtifacts.Make);
        });

        asked.Should().Equal(ToyArtifacts.Key(2));
    }

    [Test]
    public void Making_a_student_may_make_its_teacher()
    {
        var student = _store.GetOrCreate(ToyArtifacts.Key(1), () =>
        {
            _store.GetOrCreate(ToyArtifacts.Key(0), () => ToyArtifacts.Make(0));
            return ToyArtifacts.Make(1);
        });

        student.Key.Should().Be(ToyArtifacts.Key(1));
        _store.Inventory.Enumerate().Should().HaveCount(2);
    }

    [Test]
    public void Cancelling_ends_the_making_after_the_present_artifact_which_is_kept()
    {
        using var cancellation = new CancellationTokenSource();

        var act = () => _store.GetOrCreateMany(
            ToyArtifacts.Keys(3),
            missing => missing.Select((key, i) =>
            {
                if (i == 1)
                {
                    cancellation.Cancel();
                }

                return ToyArtifacts.Make(key);
            }),
            cancellation: cancellation.Token);

        act.Should().Throw<OperationCanceledException>();
        _store.Inventory.Enumerate().Should().HaveCount(2);
    }

    [Test]
    public void Artifacts_that_were_not_asked_for_or_are_not_made_are_errors()
    {
        var other = () => _store.GetOrCreateMany(ToyArtifacts.Keys(2), _ => [ToyArtifacts.Make(7)]);
        var twice = () => _store.GetOrCreateMany(ToyArtifacts.Keys(2), _ => [ToyArtifacts.Make(0), ToyArtifacts.Make(0)]);
        var fewer = () => _store.GetOrCreateMany(ToyArtifacts.Keys(5), _ => [ToyArtifacts.Make(1)]);

        other.Should().Throw<InvalidOperationException>().WithMessage($"*not among those asked for*{ToyArtifacts.Key(7)}.");
        twice.Should().Throw<InvalidOperationException>().WithMessage($"*twice: {ToyArtifacts.Key(0)}.");
        fewer.Should().Throw<InvalidOperationException>().WithMessage("3 of 4 artifacts*were not made*");
        _store.TryRead(ToyArtifacts.Key(7)).Should().BeNull();
    }

    [Test]
    public void Content_that_is_not_what_is_looked_for_is_an_error_that_names_the_file()
    {
        _store.Write(ToyArtifacts.Make(1));
        var artifact = _store.TryRead(ToyArtifacts.Key(1))!;

        _store.Invoking(store => store.Decode(artifact, stored => stored["logits"])).Should().Throw<ArtifactStoreException>()
            .WithMessage($"*'{_store.PathOf(artifact.Key)}'*'logits'*Delete the file*");
        _store.Decode(artifact, stored => stored["hidden.bias"].Shape[0]).Should().Be(25);
    }

    [Test]
    public void Entries_have_path_size_and_last_use()
    {
        _store.Write(ToyArtifacts.Make(1));
        File.WriteAllText(Path.Combine(_store.Folder, ToyArtifacts.Key(1).Hash[..2], "notes.safetensors"), "not an artifact");
        var path = _store.PathOf(ToyArtifacts.Key(1));
        var lastUse = new DateTime(2026, 5, 6, 7, 8, 9, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, lastUse.AddDays(-1));
        File.SetLastAccessTimeUtc(path, lastUse);

        _store.Inventory.Enumerate().Should().Equal(new StoreEntry(ToyArtifacts.Key(1).Hash, path, new FileInfo(path).Length, lastUse));
    }

    private static IEnumerable<long> Bits(IEnumerable<double> values) => values.Select(BitConverter.DoubleToInt64Bits);
}
