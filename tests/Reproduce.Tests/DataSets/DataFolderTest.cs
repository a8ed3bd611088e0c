using Reproduce.Core.Files;
using Reproduce.DataSets;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.DataSets;

[TestFixture]
public sealed class DataFolderTest
{
    [Test]
    public void The_named_folder_is_used_as_it_is()
    {
        using var folder = new TemporaryFolder();

        DataFolder.Default(Named(folder.Path)).Should().Be(folder.Path);
        Cifar10.Files.FolderIn(Named(folder.Path)).Should().Be(folder["cifar-10-batches-bin"]);
        Tsrd.Files.FolderIn(Named(folder.Path)).Should().Be(folder["tsrd"]);
    }

    [Test]
    public void Without_a_name_it_lies_in_the_users_caches_wherever_the_store_is()
    {
        var home = Path.GetTempPath();

        var folder = DataFolder.Default(name => name == "REPRODUCE_STORE" ? "elsewhere" : name == "REPRODUCE_DATA" ? "" : home);

        folder.Should().StartWith(home).And.EndWith(Path.Combine("reproduce", "data"));
    }

    [Test]
    public void Without_a_home_the_message_says_what_to_set() =>
        FluentActions.Invoking(() => DataFolder.Default(_ => null)).Should().Throw<ImageDataException>()
            .WithMessage("*set REPRODUCE_DATA to a folder.");

    [Test]
    public void What_is_missing_is_named_with_the_one_command_to_run()
    {
        using var folder = new TemporaryFolder();

        Cifar10.Files.AreThere(Named(folder.Path)).Should().BeFalse();
        Tsrd.Files.AreThere(Named(folder.Path)).Should().BeFalse();
        Tsrd.Files.MissingMessage(Named(folder.Path)).Should().Be(
            $"TSRD is not in '{folder["tsrd"]}'. To fetch it, run: {RepositoryRoot.Command} data fetch tsrd");
    }

    [Test]
    public void A_data_set_is_there_once_its_files_are()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["cifar-10-batches-bin"]);
        File.WriteAllText(Path.Combine(folder["cifar-10-batches-bin"], "data_batch_3.bin"), "");
        Cifar10.Files.AreThere(Named(folder.Path)).Should().BeFalse("the test batch is missing");
        File.WriteAllText(Path.Combine(folder["cifar-10-batches-bin"], "test_batch.bin"), "");

        Cifar10.Files.AreThere(Named(folder.Path)).Should().BeTrue();
    }

    private static Func<string, string?> Named(string folder) => name => name == "REPRODUCE_DATA" ? folder : null;
}
