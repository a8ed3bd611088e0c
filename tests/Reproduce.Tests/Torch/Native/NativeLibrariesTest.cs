using Reproduce.Torch.Native;

namespace Reproduce.Tests.Torch.Native;

public sealed class NativeLibrariesTest
{
    private string _program = "";
    private string _other = "";

    [SetUp]
    public void CreateFolders()
    {
        _program = Directory.CreateTempSubdirectory("reproduce-").FullName;
        _other = Directory.CreateTempSubdirectory("reproduce-").FullName;
    }

    [TearDown]
    public void DeleteFolders()
    {
        Directory.Delete(_program, recursive: true);
        Directory.Delete(_other, recursive: true);
    }

    [Test]
    public void Each_library_comes_after_those_that_it_needs()
    {
        Create(_program, "torch", "LibTorchSharp", "torch_cpu", "c10");

        var order = NativeLibraries.InLoadingOrder(LibTorchSource.Packaged, _program);

        order.Should().Equal(Paths(_program, "c10", "torch_cpu", "torch", "LibTorchSharp"));
    }

    [Test]
    public void The_libraries_of_CUDA_are_loaded_where_they_are()
    {
        Create(_other, "torch", "torch_cuda", "torch_cpu", "c10_cuda", "c10");
        Create(_program, "LibTorchSharp");

        var order = NativeLibraries.InLoadingOrder(LibTorchSource.FromFolder(_other), _program);

        order.Should().Equal(
            [.. Paths(_other, "c10", "c10_cuda", "torch_cpu", "torch_cuda", "torch"), .. Paths(_program, "LibTorchSharp")]);
    }

    [TestCase("c10")]
    [TestCase("torch_cpu")]
    [TestCase("torch")]
    [TestCase("LibTorchSharp")]
    public void A_missing_library_is_named_with_the_remedy(string name)
    {
        Create(_program, [.. new[] { "c10", "torch_cpu", "torch", "LibTorchSharp" }.Where(other => other != name)]);

        var order = () => NativeLibraries.InLoadingOrder(LibTorchSource.Packaged, _program);

        order.Should().Throw<NativeLibraryException>()
            .WithMessage($"{Paths(_program, name)[0]} is missing: restore and build again *REPRODUCE_LIBTORCH*.");
    }

    [Test]
    public void A_library_that_is_missing_in_the_named_folder_is_that_folders_fault()
    {
        Create(_other, "torch_cpu", "torch");
        Create(_program, "LibTorchSharp");

        var order = () => NativeLibraries.InLoadingOrder(LibTorchSource.FromFolder(_other), _program);

        order.Should().Throw<NativeLibraryException>()
            .WithMessage($"{Paths(_other, "c10")[0]} is missing: let REPRODUCE_LIBTORCH name *complete*.");
    }

    [Test]
    public void Two_libtorch_for_one_process_are_refused()
    {
        Create(_other, "c10", "torch_cpu", "torch");
        Create(_program, "c10", "torch_cpu", "torch", "LibTorchSharp");

        var order = () => NativeLibraries.InLoadingOrder(LibTorchSource.FromFolder(_other), _program);

        order.Should().Throw<NativeLibraryException>()
            .WithMessage("*can hold only one: build again with -p:TorchDevice=external, or unset *.");
    }

    [Test]
    public void The_programs_own_folder_may_be_named()
    {
        Create(_program, "c10", "torch_cpu", "torch", "LibTorchSharp");

        var order = NativeLibraries.InLoadingOrder(LibTorchSource.FromFolder(_program), _program + Path.DirectorySeparatorChar);

        order.Should().HaveCount(4);
    }

    [TestCase("")]
    [TestCase("this is no library")]
    [Platform("Linux")]
    public void Opening_a_damaged_file_says_so_in_one_sentence(string content)
    {
        var path = Path.Combine(_other, "libdamaged.so");
        File.WriteAllText(path, content);

        var open = () => NativeLibraries.Open(path);
        var openWhole = () => NativeLibraries.OpenWhole(path);

        var sentence = $"{path} could not be loaded: it is damaged or for another kind of processor ({path}: *): delete it, then *.";
        open.Should().Throw<NativeLibraryException>().WithMessage(sentence).Which.Message.Should().NotContain("\n");
        openWhole.Should().Throw<NativeLibraryException>().WithMessage(sentence);
    }

    [Test]
    [Platform("Linux")]
    public void Opening_a_library_for_another_processor_says_so()
    {
        // The byte after the 18th holds the processor.
        var image = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, ProgramFolder.TorchSharpLibrary));
        image[18] = 8;
        var path = Path.Combine(_other, "libforeign.so");
        File.WriteAllBytes(path, image);

        var open = () => NativeLibraries.Open(path);

        open.Should().Throw<NativeLibraryException>()
            .WithMessage("*libforeign.so could not be loaded: it is damaged or for another kind of processor *");
    }

    [Test]
    [Platform("Linux")]
    public void Opening_a_library_that_is_cut_short_says_so_and_does_not_end_the_process()
    {
        var image = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, ProgramFolder.TorchSharpLibrary));
        var path = Path.Combine(_other, "libshort.so");
        File.WriteAllBytes(path, image[..(image.Length / 2)]);

        var open = () => NativeLibraries.Open(path);

        open.Should().Throw<NativeLibraryException>()
            .WithMessage($"*libshort.so could not be loaded: it is cut short, at {image.Length / 2} of * bytes: *");
    }

    [TestCase("/lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /x/libA.so)",
        "it needs GLIBCXX_3.4.32, which this system's libstdc++.so.6 is too old for: *")]
    [TestCase("/x/libA.so: undefined symbol: _ZN5torch3foo",
        "it does not fit the libtorch that is loaded (*_ZN5torch3foo): use version 2.*")]
    [TestCase("libcudart.so.12: cannot open shared object file: No such file or directory",
        "it needs libcudart.so.12, which this system does not have: install it, *")]
    [TestCase("/x/libA.so: cannot open shared object file: No such file or directory", "it is damaged or for another kind of processor *")]
    [TestCase("/x/libA.so: wrong ELF class: ELFCLASS32", "it is damaged or for another kind of processor *")]
    [TestCase("/x/libA.so: cannot allocate memory in static TLS block", "/x/libA.so: cannot allocate memory in static TLS block: *")]
    public void The_loaders_message_is_explained(string reason, string explanation) =>
        NativeLibraries.Explain("/x/libA.so", reason).Should().Match(explanation).And.EndWith(".");

    private static void Create(string folder, params string[] names)
    {
        foreach (var path in Paths(folder, names))
        {
            File.WriteAllText(path, "");
        }
    }

    private static List<string> Paths(string folder, params string[] names) =>
        [.. names.Select(name => Path.Combine(folder, NativeLibraries.FileName(name)))];
}
