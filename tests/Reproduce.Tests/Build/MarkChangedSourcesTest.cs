using System.Diagnostics;
using System.Xml.Linq;
using Reproduce.Core.Files;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Build;

/// <summary>The build's own question to git, asked in a repository of the test.</summary>
[TestFixture]
public sealed class MarkChangedSourcesTest
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create()
    {
        _folder = new();
        Write(".gitignore", "*.log");
        Write("src/Core.cs", "committed");
        Shell("git init -q && git add -A && git -c user.name=T -c user.email=t@example.org commit -q -m All");
    }

    [TearDown]
    public void Remove()
    {
        foreach (var file in new DirectoryInfo(_folder.Path).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.IsReadOnly = false;
        }

        _folder.Dispose();
    }

    [TestCase("src/Core.cs", "M src/Core.cs")]
    [TestCase("src/New.cs", "src/New.cs")]
    [TestCase("claims/Paper/New.cs", "claims/Paper/New.cs")]
    public void A_changed_file_and_a_new_one_among_the_sources_make_the_commit_dirty(string file, string expected)
    {
        Write(file, "changed");

        Shell(CommandOfTheBuild()).Trim().Should().Be(expected);
    }

    [TestCase("src/run.log")]
    [TestCase("notes.txt")]
    public void An_ignored_file_and_a_new_one_elsewhere_do_not(string file)
    {
        Write(file, "new");

        Shell(CommandOfTheBuild()).Should().BeEmpty();
    }

    private static string CommandOfTheBuild() => string.Join(
        " && ",
        XDocument.Load(Path.Combine(
                RepositoryRoot.Above(TestContext.CurrentContext.TestDirectory), "build", "MarkChangedSources.targets"))
            .Descendants("Exec")
            .Select(exec => exec.Attribute("Command")!.Value.Replace("$(MarkedPaths)", ".", StringComparison.Ordinal)));

    private void Write(string file, string text) => AtomicFile.WriteText(_folder[file], text);

    private string Shell(string command)
    {
        var (shell, option) = OperatingSystem.IsWindows() ? ("cmd.exe", "/c") : ("/bin/sh", "-c");
        using var process = Process.Start(new ProcessStartInfo(shell, [option, command])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0);
        return output;
    }
}
