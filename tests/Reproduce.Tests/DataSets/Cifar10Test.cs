using Reproduce.DataSets;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.DataSets;

[TestFixture]
public sealed class Cifar10Test
{
    private TemporaryFolder _folder;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Batches_are_joined_in_order_and_keep_their_planes()
    {
        WriteBatch("data_batch_2.bin", 5);
        WriteBatch("data_batch_1.bin", 3, 9);
        WriteBatch("test_batch.bin", 0);
        File.WriteAllText(_folder["batches.meta.txt"], string.Join('\n', Cifar10.ClassNames) + "\n\n");

        var data = Cifar10.Load(_folder.Path);

        data.Labelled("CIFAR-10").Should().Be("CIFAR-10, other bytes");
        data.ClassNames.Should().HaveCount(10).And.StartWith("airplane");
        data.Train.Labels.Should().Equal(3, 9, 5);
        data.Test.Labels.Should().Equal(0);
        data.Train.Image(2)[..2].ToArray().Should().Equal(105, 106);
        data.Train.Image(1)[3071].Should().Be((109 + 3071) % 256);
    }

    [Test]
    public void Batches_that_are_not_those_published_are_named()
    {
        WriteWhole();

        Cifar10.IsIn(_folder.Path).Should().BeTrue();
        Cifar10.Load(_folder.Path).Altered.Should().HaveCount(6).And.StartWith("data_batch_1.bin").And.EndWith("test_batch.bin");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Links need a privilege there.")]
    public void Links_to_sound_files_are_read()
    {
        WriteWhole();
        Directory.CreateDirectory(_folder["links"]);
        foreach (var file in Directory.GetFiles(_folder.Path))
        {
            File.CreateSymbolicLink(Path.Combine(_folder["links"], Path.GetFileName(file)), file);
        }

        Cifar10.Load(_folder["links"]).Fingerprint.Should().Be(Cifar10.Load(_folder.Path).Fingerprint);
    }

    [Test]
    public void A_file_that_is_cut_off_is_named_with_the_record()
    {
        WriteWhole();
        File.WriteAllBytes(_folder["data_batch_4.bin"], new byte[3073 + 3072]);
        File.WriteAllBytes(_folder["data_batch_5.bin"], []);

        Refused(
            "*data_batch_4.bin: 6145 bytes, cut off in record 2; expected whole records of 3073"
            + "*data_batch_5.bin: 0 bytes, *record 1;*");
    }

    [Test]
    public void A_label_above_nine_is_named_with_its_record()
    {
        WriteWhole();
        WriteBatch("data_batch_3.bin", 1, 10);

        Refused("*data_batch_3.bin, record 2: label 10; expected 0 to 9");
    }

    [Test]
    public void At_most_ten_problems_are_listed()
    {
        WriteWhole();
        WriteBatch("data_batch_3.bin", [.. Enumerable.Repeat((byte)77, 13)]);

        Refused("*record 10: label 77*\n  ... and 3 more");
    }

    [Test]
    public void Missing_batches_are_named_together()
    {
        Cifar10.IsIn(_folder.Path).Should().BeFalse();
        Refused("*data_batch_1.bin: missing*test_batch.bin: missing");
    }

    [Test]
    public void A_missing_folder_is_refused_like_an_empty_one()
    {
        var act = () => Cifar10.Load(_folder["nowhere"]);

        act.Should().Throw<ImageDataException>().WithMessage("*nowhere*missing*");
    }

    [Test]
    public void Other_class_names_are_refused()
    {
        WriteWhole();
        File.WriteAllText(_folder["batches.meta.txt"], "apple\n");

        Refused("*batches.meta.txt: has apple; expected airplane, *");
    }

    [Test]
    public void The_real_files_have_fifty_thousand_and_ten_thousand_images()
    {
        var folder = RealData.FolderOrIgnore(Cifar10.Files);

        var data = Cifar10.Load(folder);

        (data.Train.Count, data.Test.Count).Should().Be((50_000, 10_000));
        data.Altered.Should().BeEmpty();
        data.Train.Labels.CountBy(label => label).Should().OnlyContain(pair => pair.Value == 5_000);
    }

    [TestCase("a pixel more by one")]
    [TestCase("a record less")]
    [TestCase("a record twice")]
    [TestCase("another batch")]
    [Platform(Exclude = "Win", Reason = "Links need a privilege there.")]
    public void A_real_batch_that_was_changed_is_named(string change)
    {
        var folder = RealData.FolderOrIgnore(Cifar10.Files);
        foreach (var file in Directory.GetFiles(folder, "*.bin"))
        {
            File.CreateSymbolicLink(_folder[Path.GetFileName(file)], file);
        }

        const string batch = "data_batch_2.bin";
        const int record = 3073;
        var bytes = File.ReadAllBytes(Path.Combine(folder, change == "another batch" ? "data_batch_1.bin" : batch));
        bytes[record - 1] += change == "a pixel more by one" ? (byte)1 : (byte)0;
        File.Delete(_folder[batch]);
        File.WriteAllBytes(_folder[batch], change switch
        {
            "a record less" => bytes[record..],
            "a record twice" => [.. bytes, .. bytes[..record]],
            _ => bytes,
        });

        Cifar10.Load(_folder.Path).Altered.Should().Equal(batch);
    }

    private void Refused(string message) =>
        FluentActions.Invoking(() => Cifar10.Load(_folder.Path)).Should().Throw<ImageDataException>().WithMessage(message);

    private void WriteWhole()
    {
        for (var batch = 1; batch <= 5; batch++)
        {
            WriteBatch($"data_batch_{batch}.bin", (byte)batch);
        }

        WriteBatch("test_batch.bin", 0);
    }

    /// <summary>Pixel i of an image of label l is 100 + l + i, modulo 256.</summary>
    private void WriteBatch(string name, params byte[] labels) => File.WriteAllBytes(
        _folder[name],
        [.. labels.SelectMany(label => Enumerable.Range(0, 3072).Select(i => (byte)(100 + label + i)).Prepend(label))]);
}
