using System.Text.RegularExpressions;
using System.Xml.Linq;
using Reproduce.Core.Files;

namespace Reproduce.Tests.Rules;

/// <summary>Rules of the repository that no compiler checks.</summary>
[TestFixture]
public sealed partial class RepositoryRules
{
    private static readonly string Root = RepositoryRoot.Above(TestContext.CurrentContext.TestDirectory);

    [Test]
    public void Every_package_has_one_fixed_version_in_the_central_file()
    {
        var versions = XDocument.Load(Path.Combine(Root, "Directory.Packages.props")).Descendants("PackageVersion").ToList();

        versions.Should().NotBeEmpty();
        versions.Select(version => version.Attribute("Version")!.Value)
            .Should().OnlyContain(version => !version.Contains('*') && !version.Contains('[') && !version.Contains(','));
    }

    [Test]
    public void No_project_names_a_version_of_its_own()
    {
        var references = Files("*.csproj").SelectMany(project => XDocument.Load(project).Descendants("PackageReference")).ToList();

        references.Should().NotBeEmpty();
        references.Where(reference => reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null)
            .Should().BeEmpty();
    }

    [Test]
    public void Every_project_belongs_to_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Root, "Reproduce.sln")).Replace('\\', '/');

        Files("*.csproj").Select(project => Path.GetRelativePath(Root, project).Replace('\\', '/'))
            .Should().NotBeEmpty().And.OnlyContain(project => solution.Contains(project));
    }

    [Test]
    public void Text_files_have_LF_line_endings() =>
        new[] { "*.cs", "*.csproj", "*.props", "*.targets", "*.md", "*.verified.txt" }.SelectMany(Files)
            .Where(file => File.ReadAllText(file).Contains('\r'))
            .Should().BeEmpty();

    [Test]
    public void No_type_name_stands_for_two_types()
    {
        var types = from file in Files("*.cs").Where(IsProduct)
                    from Match match in TopLevelType().Matches(File.ReadAllText(file))
                    let name = match.Groups["name"].Value
                    select (Name: name, Place: NamespaceOf(file) + "." + name);

        types.Distinct().GroupBy(type => type.Name).Where(group => group.Count() > 1).SelectMany(group => group.Select(type => type.Place))
            .Should().BeEmpty("a name has one meaning in src and claims");
    }

    [Test]
    public void Every_folder_of_tests_has_the_name_of_a_folder_that_it_tests()
    {
        string[] others = ["Build", "Golden", "Rules"];
        var tests = Path.Combine(Root, "tests", "Reproduce.Tests");
        var folders = Files("*Test.cs").Select(file => Path.GetRelativePath(tests, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Distinct();

        folders.Where(folder => !folder.StartsWith("..") && !others.Contains(folder.Split('/')[0]))
            .Should().OnlyContain(folder => Directory.Exists(Path.Combine(Root, "src", $"Reproduce.{folder}")));
    }

    [Test]
    public void The_wish_to_accept_snapshots_is_read_in_one_place() =>
        Files("*.cs").Where(IsProduct).Where(file => File.ReadAllText(file).Contains("\"REPRODUCE_ACCEPT\""))
            .Select(Path.GetFileName).Should().Equal("RunEnvironment.cs");

    private static bool IsProduct(string file) =>
        Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar)[0] is "src" or "claims";

    private static string NamespaceOf(string file) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace "))?["namespace ".Length..].TrimEnd(';') ?? "";

    [GeneratedRegex(
        @"^((public|internal|file|static|sealed|abstract|partial|readonly) )*"
            + @"((record )?(class|struct)|record|enum|interface|delegate \S+) (?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [Test]
    public void No_line_of_code_is_longer_than_140_columns() =>
        (from file in Files("*.cs")
         from line in File.ReadLines(file).Index()
         where line.Item.Length > 140
         select $"{Path.GetRelativePath(Root, file)}:{line.Index + 1}").Should().BeEmpty();

    private static IEnumerable<string> Files(string pattern) =>
        new[] { "src", "claims", "examples", "templates", "tests", "bench", "build", "docs", "snapshots" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories))
            .Where(file => !file.Replace('\\', '/').Contains("/obj/") && !file.Replace('\\', '/').Contains("/bin/"));
}
