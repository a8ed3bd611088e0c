using Reproduce.Torch.Native;

namespace Reproduce.Tests.Torch.Native;

public sealed class LibTorchSourceTest
{
    private static readonly string TorchCpu = NativeLibraries.FileName("torch_cpu");

    private string _installation = "";
    private string _folder = "";

    [SetUp]
    public void CreateInstallation()
    {
        _installation = Directory.CreateTempSubdirectory("reproduce-").FullName;
        _folder = Directory.CreateDirectory(Path.Combine(_installation, "lib")).FullName;
        File.WriteAllText(Path.Combine(_folder, TorchCpu), "");
    }

    [TearDown]
    public void DeleteInstallation() => Directory.Delete(_installation, recursive: true);

    [TestCase(null)]
    [TestCase("")]
    public void Without_the_variable_the_libraries_next_to_the_program_are_used(string? value) =>
        LibTorchSource.FromEnvironment(_ => value).Should().Be(LibTorchSource.Packaged);

    [Test]
    public void The_build_stamps_the_version_of_libtorch() => LibTorchSource.PackagedVersion.Should().MatchRegex(@"^\d+\.\d+\.\d+$");

    [Test]
    public void The_variable_names_the_folder()
    {
        var source = LibTorchSource.FromEnvironment(name => name == "REPRODUCE_LIBTORCH" ? _folder + Path.DirectorySeparatorChar : null);

        source.Folder.Should().Be(_folder);
        source.Should().Be(LibTorchSource.FromFolder(_folder));
    }

    [Test]
    public void A_folder_without_libtorch_is_refused()
    {
        var read = () => LibTorchSource.FromFolder(_installation);

        read.Should().Throw<NativeLibraryException>()
            .WithMessage($"REPRODUCE_LIBTORCH is '{_installation}', but no {TorchCpu} is in it: name the folder 'torch/lib' of *.");
    }

    [Test]
    public void A_folder_that_does_not_exist_is_refused()
    {
        var read = () => LibTorchSource.FromFolder(Path.Combine(_installation, "nowhere"));

        read.Should().Throw<NativeLibraryException>().WithMessage("REPRODUCE_LIBTORCH is '*nowhere', but there is no such folder: name *.");
    }

    [TestCase("version.py", "from typing import Optional\n\n__version__ = '2.10.0+cu128'\ndebug = False\n", "2.10.0+cu128")]
    [TestCase("version.py", "__all__ = ['__version__']\n__version__=\"2.11.0\"\n", "2.11.0")]
    [TestCase("version.py", "debug = False\n", "unknown")]
    [TestCase("build-version", "2.10.0+cpu\n", "2.10.0+cpu")]
    [TestCase("README.md", "2.10.0", "unknown")]
    public void The_version_is_read_from_a_file_next_to_the_folder(string file, string content, string version)
    {
        File.WriteAllText(Path.Combine(_installation, file), content);

        LibTorchSource.FromFolder(_folder).Version.Should().Be(version);
    }
}
