using Reproduce.Core.Store;
using static Reproduce.Core.Store.StoreFolder;

namespace Reproduce.Tests.Core.Store;

[TestFixture]
public sealed class StoreFolderTest
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "some"));

    [Test]
    public void The_named_folder_wins_on_every_platform()
    {
        foreach (var platform in Enum.GetValues<Platform>())
        {
            Folder(platform, ("REPRODUCE_STORE", Root), ("HOME", "h"), ("XDG_CACHE_HOME", "x"), ("LOCALAPPDATA", "l")).Should().Be(Root);
        }
    }

    [Test]
    public void A_relative_name_is_refused()
    {
        var folder = () => Folder(Platform.Unix, ("REPRODUCE_STORE", "here"));

        folder.Should().Throw<IOException>().WithMessage("REPRODUCE_STORE is 'here', a relative path, *: give an absolute one.");
    }

    [Test]
    public void Without_a_name_it_is_where_the_platform_keeps_caches()
    {
        Folder(Platform.Unix, ("HOME", Root)).Should().Be(Path.Combine(Root, ".cache", "reproduce"));
        Folder(Platform.Unix, ("HOME", "h"), ("XDG_CACHE_HOME", Root)).Should().Be(Path.Combine(Root, "reproduce"));
        Folder(Platform.Unix, ("HOME", Root), ("XDG_CACHE_HOME", "relative")).Should().Be(Path.Combine(Root, ".cache", "reproduce"));
        Folder(Platform.MacOS, ("HOME", Root), ("XDG_CACHE_HOME", Root)).Should().Be(Path.Combine(Root, "Library", "Caches", "reproduce"));
        Folder(Platform.Windows, ("LOCALAPPDATA", Root), ("HOME", "h")).Should().Be(Path.Combine(Root, "reproduce"));
    }

    [Test]
    public void An_empty_name_is_no_name()
    {
        Folder(Platform.Unix, ("REPRODUCE_STORE", ""), ("HOME", Root)).Should().Be(Path.Combine(Root, ".cache", "reproduce"));
    }

    [Test]
    public void Without_a_home_the_message_says_what_to_set()
    {
        var act = () => Folder(Platform.Unix);

        act.Should().Throw<ArtifactStoreException>().WithMessage("*HOME is not set: set REPRODUCE_STORE to a folder.");
    }

    private static string Folder(Platform platform, params (string Name, string Value)[] variables) =>
        Default(name => variables.FirstOrDefault(variable => variable.Name == name).Value, platform);
}
