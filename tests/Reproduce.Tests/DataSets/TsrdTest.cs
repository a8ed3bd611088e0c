using System.Buffers.Binary;
using System.IO.Hashing;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.DataSets;

namespace Reproduce.Tests.DataSets;

[TestFixture]
public sealed class TsrdTest
{
    private TsrdFolder _folder;

    [SetUp]
    public void CreateFolder() => _folder = new TsrdFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void As_described_the_box_is_cut_out()
    {
        _folder.WritePicture("tsrd-train", "a.png", 9, 6);
        _folder.WriteLists(["a.png;9;6;4;1;6;3;57;"], []);

        var train = Load(Protocol.AsDescribed, 2).Train;

        train.Labels.Should().Equal(57);
        train.Image(0).ToArray().Should().Equal(40, 50, 40, 50, 10, 10, 20, 20, 0, 0, 0, 0);
    }

    [Test]
    public void As_released_rows_come_from_x_and_columns_from_y()
    {
        _folder.WritePicture("tsrd-train", "a.png", 9, 6);
        _folder.WriteLists(["a.png;9;6;4;1;6;3;0;"], []);

        Load(Protocol.AsReleased, 2).Train.Image(0).ToArray().Should().Equal(10, 20, 10, 20, 40, 40, 50, 50, 0, 0, 0, 0);
    }

    [Test]
    public void As_released_the_exchanged_box_is_cut_off_at_the_border()
    {
        _folder.WritePicture("tsrd-train", "a.png", 9, 6);
        _folder.WriteLists(["a.png;9;6;5;1;8;3;0;"], []);

        // Rows 5 to 7 of 6: row 5 alone is left.
        Load(Protocol.AsReleased, 2).Train.Image(0).ToArray().Should().Equal(10, 20, 10, 20, 50, 50, 50, 50, 0, 0, 0, 0);
    }

    [Test]
    public void As_released_a_box_that_vanishes_is_an_error_with_its_line()
    {
        _folder.WritePicture("tsrd-train", "a.png", 9, 6);
        _folder.WriteLists(["", "a.png;9;6;6;1;8;3;0;"], []);

        Refused("*TsignRecgTrain4170Annotation.txt, line 2: a.png is 9 x 6, and its box with x and y exchanged lies beyond it");
        Load(Protocol.AsDescribed, 2).Train.Count.Should().Be(1);
    }

    [Test]
    public void As_described_a_picture_is_used_once_and_none_for_both_splits()
    {
        _folder.WritePicture("tsrd-train", "a.png", 4, 4, shade: 1);
        _folder.WritePicture("tsrd-train", "b.png", 4, 4, shade: 1);
        _folder.WritePicture("tsrd-train", "c.png", 4, 4, shade: 2);
        _folder.WritePicture("TSRD-Test", "a.png", 4, 4, shade: 3);
        _folder.WritePicture("TSRD-Test", "b.png", 4, 4, shade: 2);
        _folder.WritePicture("TSRD-Test", "c.png", 4, 4, shade: 3);
        string[] lines = ["a.png;4;4;0;0;4;4;5;", "b.png;4;4;0;0;4;4;6;", "c.png;4;4;0;0;4;4;7;"];
        _folder.WriteLists(lines, lines);

        var described = Load(Protocol.AsDescribed, 1);
        var released = Load(Protocol.AsReleased, 1);

        described.Name.Should().Be("TSRD without duplicates");
        described.Train.Labels.Should().Equal(5, 7);
        described.Test.Labels.Should().Equal([5], "b is a training picture and c repeats a; a is another picture than the training one");
        released.Name.Should().Be("TSRD");
        released.Train.Labels.Should().Equal(5, 6, 7);
        released.Test.Labels.Should().Equal(5, 6, 7);
    }

    [Test]
    public void Names_of_folders_and_lists_match_in_any_case()
    {
        Directory.Move(_folder["tsrd-train"], _folder["Tsrd-TRAIN"]);
        File.Move(_folder["TsignRecgTrain4170Annotation.txt"], _folder["tsignrecgtrain4170annotation.TXT"]);
        _folder.WritePicture("Tsrd-TRAIN", "a.png", 4, 4);
        File.WriteAllText(_folder["tsignrecgtrain4170annotation.TXT"], "a.png;4;4;0;0;4;4;0;\r\n");

        Load(Protocol.AsReleased, 1).Train.Count.Should().Be(1);
    }

    [Test]
    public void All_problems_of_both_lists_are_reported_together()
    {
        _folder.WritePicture("tsrd-train", "a.png", 4, 4);
        _folder.WriteLists(
            ["a.png;4;4;0;0;4;4;58;", "a.png;4;4;0;0;5;4;0;", "a.png;4;4;0;0;4;0;", "a.png;4;4;3;0;3;4;0;"],
            ["b.png;4;4;0;0;4;4;0;", "../a.png;4;4;0;0;4;4;0;", "a.png;4;4;-1;0;4;4;0;"]);

        Refused(
            "*Train*, line 1: class 58; expected 0 to 57*line 2: box (0, 0) to (5, 4) does not lie in the picture of 4 x 4"
            + "*line 3: 'a.png;4;4;0;0;4;0;' is malformed; expected file;width;height;x1;y1;x2;y2;class;*line 4: box (3, 0)"
            + "*Test*, line 1: b.png is not in TSRD-Test*line 2: '../a.png;*malformed*line 3: *malformed*");
    }

    [Test]
    public void Of_a_long_line_only_the_beginning_is_shown()
    {
        _folder.WritePicture("tsrd-train", "a.png", 4, 4);
        _folder.WriteLists([new string('x', 1_000_000), $"{new string('y', 2000)}.png;4;4;0;0;4;4;0;"], ["a.png;4;4;0;0;4;4;0;"]);

        Refused($"*line 1: '{new string('x', 80)}…' is malformed*line 2: '{new string('y', 80)}…' is malformed*");
    }

    [Test]
    public void Pictures_that_cannot_be_read_or_are_of_another_size_are_reported_together()
    {
        File.WriteAllText(_folder["tsrd-train", "text.png"], "no picture");
        _folder.WritePicture("tsrd-train", "half.png", 40, 40);
        File.WriteAllBytes(_folder["tsrd-train", "half.png"], File.ReadAllBytes(_folder["tsrd-train", "half.png"])[..^60]);
        _folder.WritePicture("tsrd-train", "small.png", 4, 4);
        _folder.WriteLists(["text.png;4;4;0;0;4;4;0;", "half.png;40;40;0;0;4;4;0;", "small.png;5;4;0;0;4;4;0;"], []);

        Refused(
            "*line 1: text.png is no picture that can be read to its end*line 2: half.png is no picture that can be read to its end"
            + "*line 3: small.png is 4 x 4; the list says 5 x 4");
    }

    [Test]
    public void A_list_without_a_line_is_refused([Values("", "\n\n")] string text)
    {
        File.WriteAllText(_folder["TsignRecgTest1994Annotation.txt"], text);

        Refused("*TsignRecgTest1994Annotation.txt: empty*");
    }

    [Test]
    public void Lists_are_found_in_the_folders_that_their_archives_unpack_to()
    {
        Directory.CreateDirectory(_folder["TSRD-Train Annotation"]);
        File.Move(
            _folder["TsignRecgTrain4170Annotation.txt"], _folder["TSRD-Train Annotation", "TsignRecgTrain4170Annotation.txt"]);

        Load(Protocol.AsReleased, 1).Train.Count.Should().Be(1);
        Tsrd.Files.AreIn(_folder.Path).Should().BeTrue();
    }

    [Test]
    public void A_picture_that_declares_a_size_beyond_reason_is_named()
    {
        _folder.WritePicture("tsrd-train", "huge.png", 4, 4);
        var png = File.ReadAllBytes(_folder["tsrd-train", "huge.png"]);
        // The header's chunk: a length, its name, width and height, and its checksum at the end.
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 60_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 60_000);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc32.HashToUInt32(png.AsSpan(12, 17)));
        File.WriteAllBytes(_folder["tsrd-train", "huge.png"], png);
        _folder.WriteLists(["huge.png;60000;60000;0;0;4;4;0;", "huge.png;4;4;0;0;4;4;0;"], []);

        Refused("*line 1: huge.png is 60000 x 60000; expected at most 8192*line 2: huge.png is 60000 x 60000; the list says 4 x 4");
    }

    [Test]
    public void Pictures_and_lists_that_are_not_those_published_are_named() =>
        Load(Protocol.AsReleased, 1).Altered.Should().Equal("tsrd-train", "tsrd-test");

    [Test]
    public void A_missing_folder_or_list_is_named()
    {
        File.Delete(_folder["TsignRecgTest1994Annotation.txt"]);

        Refused("*expected one folder tsrd-test in '*', and one list TsignRecgTest*Annotation.txt there or in a folder within it; "
            + "found 1 and 0");
        FluentActions.Invoking(() => Tsrd.Load(_folder["nowhere"], Protocol.AsReleased, side: 32)).Should().Throw<ImageDataException>();
    }

    [Test]
    public void The_real_files_are_as_many_as_published_and_fewer_without_duplicates()
    {
        var folder = RealData.FolderOrIgnore(Tsrd.Files);

        var released = Tsrd.Load(folder, Protocol.AsReleased, side: 32);
        var described = Tsrd.Load(folder, Protocol.AsDescribed, side: 32);

        (released.Train.Count, released.Test.Count).Should().Be((4_170, 1_994));
        (described.Train.Count, described.Test.Count).Should().Be((1_672, 793));
        released.Altered.Should().BeEmpty();
        described.Altered.Should().BeEmpty();
    }

    [TestCase(Protocol.AsReleased)]
    [TestCase(Protocol.AsDescribed)]
    [Platform(Exclude = "Win", Reason = "Links need a privilege there.")]
    public void A_part_of_the_real_training_pictures_is_not_TSRD(Protocol protocol)
    {
        var folder = RealData.FolderOrIgnore(Tsrd.Files);
        Directory.Delete(_folder["tsrd-train"], recursive: true);
        Directory.Delete(_folder["TSRD-Test"], recursive: true);
        foreach (var pictures in Directory.GetDirectories(folder))
        {
            Directory.CreateSymbolicLink(_folder[Path.GetFileName(pictures)], pictures);
        }

        foreach (var list in Directory.GetFiles(folder, "*Annotation.txt"))
        {
            File.WriteAllBytes(_folder[Path.GetFileName(list)], File.ReadAllBytes(list));
        }

        var train = _folder["TsignRecgTrain4170Annotation.txt"];
        File.WriteAllLines(train, File.ReadAllLines(train).Take(99));

        Load(protocol, side: 8).Altered.Should().Equal("tsrd-train");
    }

    private ImageData Load(Protocol protocol, int side) => Tsrd.Load(_folder.Path, protocol, side);

    private void Refused(string message) =>
        FluentActions.Invoking(() => Load(Protocol.AsReleased, 2)).Should().Throw<ImageDataException>().WithMessage(message);
}
