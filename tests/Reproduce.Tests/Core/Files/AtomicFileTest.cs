using Reproduce.Core.Files;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Core.Files;

[TestFixture]
public sealed class AtomicFileTest
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase(0)]
    [TestCase(AtomicFile.FlushedLength)]
    public void Small_and_large_files_are_written_into_new_folders_and_leave_no_other_file(int length)
    {
        var content = Enumerable.Range(0, length).Select(i => (byte)(i * 7)).ToArray();

        AtomicFile.Write(_folder["new/file"], content);

        File.ReadAllBytes(_folder["new/file"]).Should().Equal(content);
        Directory.GetFileSystemEntries(_folder["new"]).Should().Equal(_folder["new/file"]);
    }

    [Test]
    public void A_text_replaces_another_without_a_byte_order_mark()
    {
        AtomicFile.WriteText(_folder["file"], "a longer text");

        AtomicFile.WriteText(_folder["file"], "ü");

        File.ReadAllBytes(_folder["file"]).Should().Equal(0xc3, 0xbc);
    }

    [Test]
    public void A_failure_leaves_the_old_file_and_nothing_else()
    {
        AtomicFile.WriteText(_folder["file"], "old");

        var act = () => AtomicFile.Write(_folder["file"], "new"u8, _folder["unfinished"], path => new BrokenDisk(path));

        act.Should().Throw<IOException>().WithMessage("broken");
        File.ReadAllText(_folder["file"]).Should().Be("old");
        Directory.GetFiles(_folder.Path).Should().Equal(_folder["file"]);
    }

    private sealed class BrokenDisk(string path) : FileStream(path, FileMode.CreateNew)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(buffer[..1]);
            throw new IOException("broken");
        }
    }
}
