using System.Formats.Tar;
using System.IO.Compression;
using Reproduce.Cli.Data;
using Reproduce.Cli.Hosting;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Cli.Data;

[TestFixture]
public sealed class ArchiveFileTest
{
    private TemporaryFolder _folder;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task The_files_of_a_kind_go_into_one_folder([Values("a.zip", "a.tar.gz")] string archive)
    {
        Archives.Write(_folder[archive], ("inner/deep/one.bin", [1]), ("two.BIN", [2]), ("readme.html", [3]));

        var count = await UnpackAsync(archive);

        count.Should().Be(2);
        Directory.GetFiles(_folder["out"]).Select(Path.GetFileName).Should().BeEquivalentTo("one.bin", "two.BIN");
        (await File.ReadAllBytesAsync(_folder["out/one.bin"])).Should().Equal(1);
    }

    [Test]
    public async Task An_entry_that_leads_out_of_the_folder_is_refused(
        [Values("a.zip", "a.tar.gz")] string archive,
        [Values("../evil.bin", "inner/../../evil.bin", "/evil.bin", "..\\evil.bin", "C:\\evil.bin")] string entry)
    {
        Archives.Write(_folder[archive], (entry, [1]));

        var act = () => UnpackAsync(archive);

        await act.Should().ThrowAsync<CommandFailedException>().WithMessage("*leads out of its folder*");
        Directory.GetFiles(_folder.Path, "evil*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Test]
    public async Task Two_files_of_one_name_are_refused()
    {
        Archives.Write(_folder["a.zip"], ("x/one.bin", [1]), ("y/one.bin", [2]));

        var act = () => UnpackAsync("a.zip");

        await act.Should().ThrowAsync<CommandFailedException>().WithMessage("*two files named one.bin*");
    }

    [Test]
    public async Task A_file_that_differs_from_its_checksum_is_refused()
    {
        Archives.Write(_folder["a.zip"], ("one.bin", [1, 2, 3, 4, 5, 6, 7, 8]));
        var zip = await File.ReadAllBytesAsync(_folder["a.zip"]);
        // The central directory's entry: its signature, and its checksum 16 bytes further.
        var entry = zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
        zip[entry + 16] ^= 1;
        await File.WriteAllBytesAsync(_folder["a.zip"], zip);

        var act = () => UnpackAsync("a.zip");

        await act.Should().ThrowAsync<CommandFailedException>().WithMessage("*a.zip is damaged: the checksum of one.bin is *; expected *");
    }

    [Test]
    public async Task Links_are_left_out()
    {
        await using (var file = File.Create(_folder["a.tar.gz"]))
        await using (var zipped = new GZipStream(file, CompressionMode.Compress))
        await using (var tar = new TarWriter(zipped))
        {
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, "link.bin") { LinkName = "/etc/hostname" });
        }

        (await UnpackAsync("a.tar.gz")).Should().Be(0);
        Directory.GetFiles(_folder["out"]).Should().BeEmpty();
    }

    [Test]
    public async Task A_damaged_archive_is_named([Values("a.zip", "a.tar.gz")] string archive)
    {
        Archives.Write(_folder[archive], ("one.bin", new byte[100_000]));
        await File.WriteAllBytesAsync(_folder[archive], (await File.ReadAllBytesAsync(_folder[archive]))[..60]);

        var act = () => UnpackAsync(archive);

        await act.Should().ThrowAsync<CommandFailedException>().WithMessage($"*{archive} is damaged*");
    }

    private Task<int> UnpackAsync(string archive) =>
        ArchiveFile.UnpackAsync(_folder[archive], _folder["out"], [".bin"], CancellationToken.None);
}
