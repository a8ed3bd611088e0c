using Reproduce.Torch.Native;

namespace Reproduce.Tests.Torch.Native;

/// <summary>Loads libtorch in new processes.</summary>
public sealed class LoaderProcessTest
{
    private static readonly string TorchCpu = NativeLibraries.FileName("torch_cpu");

    /// <summary>The folder of a libtorch that works: the one of this test run.</summary>
    private static string LibTorchFolder =>
        LibTorchSource.FromEnvironment(Environment.GetEnvironmentVariable).Folder
        ?? Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);

    [Test]
    public void The_libraries_of_an_existing_PyTorch_compute()
    {
        using var program = ProgramFolder.With(ProgramFolder.TorchSharpLibrary);

        var (exitCode, output, error) = program.Run(LibTorchFolder);

        error.Should().BeEmpty();
        exitCode.Should().Be(0);
        output.Should().StartWith("ComputeDevice { Name = ").And.EndWith("sum 4");
    }

    [Test]
    public void Without_TorchSharps_library_there_is_one_sentence_and_no_copying()
    {
        using var program = ProgramFolder.With();

        var (exitCode, output, error) = program.Run(LibTorchFolder);

        exitCode.Should().Be(1);
        output.Should().BeEmpty();
        error.Should().MatchRegex(@"^\S*LibTorchSharp\S* is missing: restore and build again[^\n]*\.$");
        program.Additions().Should().BeEmpty();
    }

    [Test]
    public void Without_any_libtorch_there_is_one_sentence_and_no_copying()
    {
        using var program = ProgramFolder.With(ProgramFolder.TorchSharpLibrary);

        var (exitCode, output, error) = program.Run(libTorch: null);

        exitCode.Should().Be(1);
        output.Should().BeEmpty();
        error.Should().MatchRegex(@"^\S*c10\S* is missing: restore and build again[^\n]*REPRODUCE_LIBTORCH[^\n]*\.$");
        program.Additions().Should().Equal(ProgramFolder.TorchSharpLibrary);
    }

    [Test]
    [Platform("Linux")]
    public void A_damaged_libtorch_gives_one_sentence()
    {
        using var program = ProgramFolder.With(ProgramFolder.TorchSharpLibrary);
        var folder = Directory.CreateDirectory(Path.Combine(program.Path, "torch")).FullName;
        File.Copy(Path.Combine(LibTorchFolder, "libc10.so"), Path.Combine(folder, "libc10.so"));
        File.WriteAllText(Path.Combine(folder, "libtorch.so"), "");
        File.WriteAllText(Path.Combine(folder, TorchCpu), new string('?', 5000));

        var (exitCode, output, error) = program.Run(folder);

        exitCode.Should().Be(1);
        output.Should().BeEmpty();
        error.Should().MatchRegex(@"^\S*/torch/libtorch_cpu\.so could not be loaded: it is damaged or for another [^\n]*\.$");
    }

    [Test]
    public void A_folder_that_does_not_exist_gives_one_sentence()
    {
        using var program = ProgramFolder.With(ProgramFolder.TorchSharpLibrary);

        var (exitCode, _, error) = program.Run(Path.Combine(program.Path, "nowhere"));

        exitCode.Should().Be(1);
        error.Should().MatchRegex(@"^REPRODUCE_LIBTORCH is '\S*nowhere', but there is no such folder: [^\n]*\.$");
    }
}
