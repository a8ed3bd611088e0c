using System.Security.Cryptography;
using System.Text;
using Reproduce.Core.Store;
using Reproduce.Tests.StoreProcess;

namespace Reproduce.Tests.Core.Store;

[TestFixture]
public sealed class ArtifactStoreDamageTest
{
    private static readonly ArtifactKey Key = ToyArtifacts.Key(1);

    private TemporaryFolder _folder = null!;
    private List<string> _notices = null!;
    private ArtifactStore _store = null!;
    private string _path = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new();
        _notices = [];
        _store = new(_folder.Path, _notices.Add, TimeProvider.System);
        _store.Write(ToyArtifacts.Make(1));
        _path = _store.PathOf(Key);
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void A_damaged_file_is_set_aside_reported_and_made_again()
    {
        File.WriteAllBytes(_path, File.ReadAllBytes(_path)[..^1]);
        var made = 0;

        var artifact = _store.GetOrCreate(Key, () =>
        {
            made++;
            return ToyArtifacts.Make(1);
        });

        made.Should().Be(1);
        artifact.Weights.Should().Equal(ToyArtifacts.Make(1).Weights);
        _store.TryRead(Key)!.Weights.Should().Equal(artifact.Weights);
        var aside = Path.Combine(_folder.Path, "damaged", $"{Key.Hash}.damaged-1");
        File.Exists(aside).Should().BeTrue();
        _notices.Should().Equal(
            $"The stored artifact '{_path}' is damaged: its content does not match its checksum. "
            + $"It was set aside as '{aside}' and the model will be made again.");
    }

    [Test]
    public void Every_damaged_file_is_kept_under_a_number_of_its_own()
    {
        foreach (var text in new[] { "first", "second" })
        {
            File.WriteAllText(_path, text);
            _store.TryRead(Key).Should().BeNull();
        }

        Directory.GetFiles(_folder["damaged"]).Order().Select(File.ReadAllText).Should().Equal("first", "second");
        _notices.Should().HaveCount(2);
    }

    [Test]
    public void A_changed_byte_anywhere_is_detected()
    {
        var bytes = File.ReadAllBytes(_path);

        for (var position = 0; position < bytes.Length; position++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[position] ^= (byte)(1 << (position % 8));
            Refused(damaged, Key);
        }
    }

    [Test]
    public void A_file_cut_anywhere_is_detected()
    {
        var bytes = File.ReadAllBytes(_path);

        for (var length = 0; length < bytes.Length; length++)
        {
            Refused(bytes[..length], Key);
        }
    }

    [Test]
    public void A_checksum_in_capitals_is_damage_too()
    {
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(_path));
        var start = text.IndexOf("checksum\":\"", StringComparison.Ordinal) + "checksum\":\"".Length;
        var damaged = text[..start] + text.Substring(start, 64).ToUpperInvariant() + text[(start + 64)..];

        Refused(Encoding.Latin1.GetBytes(damaged), Key);
    }

    [TestCase("")]
    [TestCase("garbage that is longer than the eight bytes of a header's length")]
    public void A_file_that_never_was_an_artifact_is_set_aside(string content)
    {
        File.WriteAllText(_path, content);

        _store.TryRead(Key).Should().BeNull();

        _notices.Should().ContainSingle().Which.Should().Contain("it does not begin as one");
    }

    [Test]
    public void Someone_elses_safetensors_file_is_set_aside()
    {
        File.WriteAllBytes(_path, Safetensors.Serialize([.. ToyArtifacts.Make(1).Weights], []));

        _store.TryRead(Key).Should().BeNull();

        _notices.Should().ContainSingle();
    }

    [Test]
    public void An_artifact_with_elements_of_another_type_is_set_aside_by_its_name()
    {
        // Sound but for a tensor of integers, as no version writes it: 8 bytes of F32 [1, 2] are 8 bytes of I64 [1].
        var artifact = ToyArtifacts.Make(1) with { Weights = [new("x", [1, 2], new[] { 1f, 2f })] };
        _store.Write(artifact);
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(_path)).Replace(
            "\"F32\",\"shape\":[1,2]", "\"I64\",\"shape\":[1]  ", StringComparison.Ordinal);
        File.WriteAllBytes(_path, WithChecksum(Encoding.Latin1.GetBytes(text)));

        _store.TryRead(Key).Should().BeNull();

        _notices.Should().ContainSingle().Which.Should().StartWith(
            $"The stored artifact '{_path}' is damaged: tensor 'x' has elements of I64, not F32. It was set aside");
    }

    [Test]
    public void An_artifact_under_the_name_of_another_key_is_set_aside()
    {
        var other = ToyArtifacts.Key(2);
        Directory.CreateDirectory(Path.GetDirectoryName(_store.PathOf(other))!);
        File.Copy(_path, _store.PathOf(other));

        _store.TryRead(other).Should().BeNull();

        _notices.Should().ContainSingle().Which.Should().Contain($"it holds the model of another key, {Key}");
    }

    [Test]
    public void A_damaged_file_does_not_hinder_the_others()
    {
        _store.Write(ToyArtifacts.Make(0));
        _store.Write(ToyArtifacts.Make(2));
        File.WriteAllText(_path, "damaged");
        var asked = new List<ArtifactKey>();

        _store.GetOrCreateMany(ToyArtifacts.Keys(3), missing =>
        {
            asked.AddRange(missing);
            return missing.Select(ToyArtifacts.Make);
        });

        asked.Should().Equal(Key);
        _notices.Should().ContainSingle();
    }

    [Test]
    public void A_sound_file_that_replaced_the_damaged_one_meanwhile_is_used()
    {
        // Both are found damaged, and while the first is being reported, another process makes the second again.
        _store.Write(ToyArtifacts.Make(0));
        File.WriteAllText(_path, "damaged");
        File.WriteAllText(_store.PathOf(ToyArtifacts.Key(0)), "damaged");
        var notices = 0;
        var store = new ArtifactStore(
            _folder.Path,
            _ =>
            {
                notices++;
                _store.Write(ToyArtifacts.Make(1));
            },
            TimeProvider.System);
        var asked = new List<ArtifactKey>();

        store.GetOrCreateMany(ToyArtifacts.Keys(2), missing =>
        {
            asked.AddRange(missing);
            return missing.Select(ToyArtifacts.Make);
        });

        asked.Should().Equal(ToyArtifacts.Key(0));
        notices.Should().Be(1);
        _store.TryRead(Key).Should().NotBeNull();
    }

    /// <summary>The bytes with the checksum that fits them.</summary>
    private static byte[] WithChecksum(byte[] bytes)
    {
        var start = Encoding.Latin1.GetString(bytes).IndexOf("checksum\":\"", StringComparison.Ordinal) + "checksum\":\"".Length;
        bytes.AsSpan(start, 64).Fill((byte)'0');
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.AsSpan(start));
        return bytes;
    }

    private static void Refused(byte[] bytes, ArtifactKey key)
    {
        var act = () => ArtifactFile.Decode(bytes, key, "some file");
        act.Should().Throw<InvalidDataException>().WithMessage("The stored artifact 'some file' is damaged: *");
    }
}
