using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;
using Reproduce.Core.Files;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Build;

/// <summary>
/// The packages and templates, used as a person uses them: in a folder outside of the repository, here with no other source of packages
/// than what was packed and what this repository has restored.
/// </summary>
[TestFixture]
public sealed class PackagesTest
{
    private static readonly string Root = RepositoryRoot.Above(TestContext.CurrentContext.TestDirectory);

    private static readonly string Configuration =
        typeof(PackagesTest).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>A shell in this repository.</summary>
    private static readonly DotnetCommand Repository = new(Root, new Dictionary<string, string>());

    private TemporaryFolder _folder = null!;
    private DotnetCommand _shell = null!;

    [OneTimeSetUp]
    public async Task Make_a_paper_and_a_claim_from_the_packages()
    {
        _folder = new TemporaryFolder();
        Directory.CreateDirectory(_folder["packages"]);
        await Configure();
        await Pack();
        await _shell.Succeed(["new", "install", Package("Reproduce.Templates"), .. OwnTemplates]);
        await _shell.Succeed(["new", "reproduce-paper", "-n", "My-Paper", "--packages", _folder["packages"], .. OwnTemplates]);
        await _shell.Succeed(["new", "reproduce-claim", "-n", "MyClaim", "-o", "My-Paper/claims", .. OwnTemplates]);
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test, Order(1)]
    public void A_package_has_its_licence_its_readme_and_its_documentation()
    {
        foreach (var project in Packable().Select(Path.GetFileNameWithoutExtension))
        {
            using var package = ZipFile.OpenRead(Package(project!));
            var files = package.Entries.Select(entry => entry.FullName).ToList();

            files.Should().Contain(["LICENSE", "README.md"]);
            if (project != "Reproduce.Templates")
            {
                files.Should().Contain([$"lib/net10.0/{project}.dll", $"lib/net10.0/{project}.xml"]);
            }
        }
    }

    [Test, Order(1)]
    public void TorchSharp_comes_with_its_backend_alone_and_libtorch_with_none()
    {
        Packable().Select(project => Path.GetFileNameWithoutExtension(project))
            .Where(project => Dependencies(project).Any(name => name.Contains("torch", StringComparison.OrdinalIgnoreCase)))
            .Should().Equal("Reproduce.Torch");
        Dependencies("Reproduce.Torch").Should().Contain("TorchSharp").And.NotContain(name => name.StartsWith("libtorch"));
    }

    [Test, Order(2)]
    public async Task A_new_paper_runs_to_a_verdict_and_a_report()
    {
        // By the rules that this repository has for its own claims: the template's claim is to build here, too.
        File.Copy(Path.Combine(Root, ".editorconfig"), _folder["My-Paper/.editorconfig"]);

        var output = await _shell.Succeed(
            "test", "My-Paper", "--filter", "Claim=temperatureScaling", "-p:TreatWarningsAsErrors=true",
            "-p:AnalysisLevel=10.0-recommended", "-p:EnforceCodeStyleInBuild=true", "-p:GenerateDocumentationFile=true");

        output.Should().Contain("TemperatureScaling on toy: ✓ supported").And.Contain("as pinned").And.NotContain("MyClaim on");
        var report = _folder["My-Paper/results/My_Paper/report.html"];
        output.Should().Contain($"Report: {report}");
        File.ReadAllText(report).Should().Contain("Dividing the logits by one temperature");
    }

    [Test, Order(3)]
    public async Task A_new_claim_runs_to_a_verdict()
    {
        var (exitCode, output) = await _shell.Run("test", "My-Paper", "--no-build", "--filter", "Claim=MyClaim");

        exitCode.Should().NotBe(0, "nothing is pinned yet");
        output.Should().Contain("MyClaim on toy: ✓ supported").And.Contain("not pinned yet");
    }

    [Test, Order(3)]
    public async Task A_claim_that_no_test_has_is_told_with_those_that_there_are()
    {
        var (_, output) = await _shell.Run("test", "My-Paper", "--no-build", "--filter", "Claim=Other");

        output.Should().Contain("There is no claim 'Other'. The claims are: MyClaim, TemperatureScaling.");
    }

    [Test, Order(3)]
    public void Results_do_not_carry_the_commit_of_the_harness() =>
        File.ReadAllText(Directory.GetFiles(_folder["My-Paper/results/My_Paper/TemperatureScaling"], "*.run.json").Single())
            .Should().Contain("\"commit\": \"unknown\"", "the new paper is in no git repository");

    /// <summary>The user's own templates are left alone.</summary>
    private string[] OwnTemplates => ["--debug:custom-hive", _folder["templates"]];

    private async Task Configure()
    {
        var restored = await Repository.Succeed("nuget", "locals", "global-packages", "--list");
        new XDocument(new XElement(
            "configuration",
            new XElement("packageSources", new XElement("clear"), Add("packed", _folder["packages"])),
            new XElement("fallbackPackageFolders", Add("restored", restored.Split(": ", 2)[1].Trim()))))
            .Save(_folder["nuget.config"]);
        _shell = new DotnetCommand(
            _folder.Path,
            new Dictionary<string, string> { ["NUGET_PACKAGES"] = _folder["unpacked"], ["REPRODUCE_STORE"] = _folder["store"] });
    }

    /// <summary>What was built for this run: `dotnet pack` of the solution would build what other processes may build now.</summary>
    private async Task Pack()
    {
        new XDocument(new XElement(
            "Project",
            new XElement("Target", new XAttribute("Name", "Pack"), new XElement(
                "MSBuild",
                new XAttribute("Projects", string.Join(';', Packable())),
                new XAttribute("Targets", "Pack"),
                new XAttribute("BuildInParallel", "true"),
                new XAttribute("Properties", $"NoBuild=true;Configuration={Configuration};PackageOutputPath={_folder["packages"]}")))))
            .Save(_folder["pack.proj"]);
        await Repository.Succeed("msbuild", _folder["pack.proj"], "-m", "-v:quiet");
    }

    private static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));

    private static IEnumerable<string> Packable() => new[] { "src", "templates" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
        .Where(project => XDocument.Load(project).Descendants("IsPackable").Any(element => element.Value == "true"))
        .Order(StringComparer.Ordinal);

    private string Package(string project) => Directory.GetFiles(_folder["packages"], $"{project}.?.?.*.nupkg").Single();

    private List<string> Dependencies(string project)
    {
        using var package = ZipFile.OpenRead(Package(project));
        using var specification = package.GetEntry($"{project}.nuspec")!.Open();
        return [.. XDocument.Load(specification).Descendants()
            .Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value)];
    }
}
