using System.Text;
using Reproduce.Build;

namespace Reproduce.Tests.Build;

public sealed class WeakenSymbolVersionTest
{
    private const string Library = "libstdc++.so.6";

    /// <summary>A version that no host has.</summary>
    private const string FutureVersion = "GLIBCXX_99.0";

    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("reproduce-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    [Platform("Linux")]
    public void A_library_newer_than_the_host_is_copied_weakened_and_left_as_it_is()
    {
        var source = Write("source.so", NewerThanTheHost());
        var before = File.ReadAllBytes(source);
        var task = TaskFor(source, FutureVersion);

        var succeeded = task.Execute();

        succeeded.Should().BeTrue();
        File.ReadAllBytes(source).Should().Equal(before);
        new ElfImage(before).Weaken(Library, FutureVersion).Should().BeTrue();
        File.ReadAllBytes(task.Destination).Should().Equal(before, "that is the source with the flag set");
        File.ReadAllText(task.Record).Should().StartWith("GLIBCXX_99.0 made weak in a copy: ");
    }

    [Test]
    [Platform("Linux")]
    public void A_copy_that_output_folders_link_to_is_replaced_and_not_written_into()
    {
        var source = Write("source.so", NewerThanTheHost());
        var task = TaskFor(source, FutureVersion);
        var old = Write("weakened.so", [1, 2, 3]);
        using var linked = File.OpenRead(old);

        task.Execute();

        new FileInfo(old).Length.Should().BeGreaterThan(3);
        linked.Length.Should().Be(3, "the old file lives on under its other names");
    }

    [Test]
    [Platform("Linux")]
    public void A_version_that_the_host_offers_leaves_no_copy()
    {
        var task = TaskFor(Write("source.so", NewerThanTheHost()), "GLIBCXX_3.4");
        Write("weakened.so", [1]);

        task.Execute();

        File.Exists(task.Destination).Should().BeFalse("an older copy would be used by mistake");
        File.ReadAllText(task.Record).Should().Contain("offers GLIBCXX_3.4.");
    }

    [Test]
    public void A_damaged_library_fails_the_build_with_one_clear_error()
    {
        var source = Write("source.so", "not a library"u8.ToArray());
        var task = TaskFor(source, FutureVersion);
        var engine = (BuildEngineStub)task.BuildEngine;

        var succeeded = task.Execute();

        succeeded.Should().BeFalse();
        engine.Errors.Should().Equal($"{source} could not be made to load on this host: it is not a 64-bit little-endian ELF file.");
        File.Exists(task.Record).Should().BeFalse("the next build is to try again");
    }

    [Test]
    [Platform("Linux")]
    public void The_hosts_standard_library_is_found()
    {
        var found = HostLibrary.Find(Library, new ElfImage(File.ReadAllBytes(Environment.ProcessPath!)).Machine);

        found.Should().EndWith("/" + Library);
        HostLibrary.Offers(File.ReadAllBytes(found!), "GLIBCXX_3.4").Should().BeTrue();
    }

    [Test]
    [Platform("Linux")]
    public void No_library_of_another_processor_is_taken() => HostLibrary.Find(Library, machine: 8).Should().BeNull();

    [Test]
    public void The_loaders_cache_gives_the_librarys_paths_in_order()
    {
        var cache = Encoding.ASCII.GetBytes(
            "glibc-ld.so.cache1.1\0\u0001\0libstdc++.so.6\0/b/libstdc++.so.6\0"
            + "/a/libstdc++.so.6.0.30\0/a/libstdc++.so.6\0/a/xlibstdc++.so.6\0");

        HostLibrary.PathsInLoaderCache(cache, Library).Should().Equal("/b/libstdc++.so.6", "/a/libstdc++.so.6");
    }

    [TestCase("GLIBCXX_3.4.3", true)]
    [TestCase("GLIBCXX_3.4.32", false)]
    [TestCase("GLIBCXX_3.4", false)]
    public void A_version_is_offered_when_its_whole_name_is_there(string version, bool expected) =>
        HostLibrary.Offers("..\0GLIBCXX_3.4.3\0GLIBCXX_3.4.30\0"u8.ToArray(), version).Should().Be(expected);

    [Test]
    [Platform("Linux")]
    public void The_build_put_a_library_beside_the_tests_that_loads_on_this_host()
    {
        var library = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so"));
        var host = File.ReadAllBytes(HostLibrary.Find(Library, new ElfImage(library).Machine)!);

        var insists = new ElfImage(library).Weaken(Library, "GLIBCXX_3.4.32");

        insists.Should().Be(HostLibrary.Offers(host, "GLIBCXX_3.4.32"));
    }

    private static byte[] NewerThanTheHost() =>
        new SyntheticElf { Needs = [(Library, ["GLIBCXX_3.4", FutureVersion])], SymbolVersions = [0, 2, 2, 2, 3, 2] }.ToBytes();

    private WeakenSymbolVersion TaskFor(string source, string version) => new()
    {
        BuildEngine = new BuildEngineStub(),
        Source = source,
        Destination = Path.Combine(_folder, "weakened.so"),
        Needed = Library,
        Version = version,
        Record = Path.Combine(_folder, "record.txt"),
    };

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
