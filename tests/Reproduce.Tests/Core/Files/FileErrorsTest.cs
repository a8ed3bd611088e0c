using Reproduce.Core.Files;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Core.Files;

[TestFixture]
public sealed class FileErrorsTest
{
    [Test]
    public void A_file_and_a_folder_with_its_files_are_removed_and_what_is_missing_is_no_error()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["one"]);
        File.WriteAllText(folder["one/inside"], "");
        File.WriteAllText(folder["two"], "");

        FileErrors.TryRemoveAll(folder["one"]);
        FileErrors.TryRemoveAll(folder["two"]);
        FileErrors.TryRemoveAll(folder["none/three"]);

        Directory.EnumerateFileSystemEntries(folder.Path).Should().BeEmpty();
    }
}
