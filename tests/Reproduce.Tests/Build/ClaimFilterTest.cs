using Reproduce.Build;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Build;

[TestFixture]
public sealed class ClaimFilterTest
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void WriteSources()
    {
        _folder = new TemporaryFolder();
        Write(
            "claims/Robustness.cs",
            "[TestFixture]\n[Claim(\n    \"Robustness\", \"It (the model) lasts.\", \"section 1\")]\npublic sealed class Robustness;");
        Write("tests/Scaling.cs", "[Claim(\"Scaling\", \"It scales.\", \"abstract\")]\n[Category(\"slow\")]\npublic sealed class Scaling;");
        Write("tests/RunSummaryTest.cs", "[Claim(\"Growth\", \"It grows.\", \"section 1\")]\nprivate sealed class Growth;");
        Write("tests/obj/Old.cs", "[Claim(\"Old\", \"It was.\", \"section 1\")]\npublic sealed class Old;");
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void A_name_that_no_claim_has_is_an_error_with_the_list_of_names()
    {
        var (succeeded, _, errors) = Run("Claim=Robustnes");

        succeeded.Should().BeFalse();
        errors.Should().Equal("There is no claim 'Robustnes'. The claims are: Robustness, Scaling.");
    }

    [TestCase("claim=ROBUSTNESS", "Claim=Robustness")]
    [TestCase("Claim = robustness | CLAIM=scaling", "Claim=Robustness | Claim=Scaling")]
    [TestCase("(claim=robustness)&Name~Weak", "(Claim=Robustness)&Name~Weak")]
    [TestCase("claim~Robust", "Claim~Robust")]
    [TestCase("claim!=Scaling", "Claim!=Scaling")]
    public void Upper_and_lower_case_make_no_difference(string filter, string corrected)
    {
        var (succeeded, task, _) = Run(filter);

        succeeded.Should().BeTrue();
        task.Corrected.Should().Be(corrected);
    }

    [TestCase("claims", "Claim=Robustness", true)]
    [TestCase("tests", "Claim=Robustness", false)]
    [TestCase("tests", "Claim=robustness|claim=scaling", true)]
    [TestCase("tests", "Claim=Robustness&Name~Weak", false)]
    [TestCase("tests", "Claim=Robustness|Name~Weak", true)]
    [TestCase("tests", "Claim!=Robustness", true)]
    [TestCase("", "Claim=Robustness", true)]
    public void A_project_is_left_out_where_none_of_its_tests_can_match(string project, string filter, bool mayMatch)
    {
        var (_, task, _) = Run(filter, project);

        task.MayMatch.Should().Be(mayMatch);
    }

    private (bool Succeeded, ClaimFilter Task, IReadOnlyList<string?> Errors) Run(string filter, string project = "")
    {
        var engine = new BuildEngineStub();
        var task = new ClaimFilter
        {
            BuildEngine = engine,
            Filter = filter,
            Folders = [_folder["claims"], _folder["tests"]],
            ProjectFolder = project.Length == 0 ? "" : _folder[project],
        };
        return (task.Execute(), task, engine.Errors);
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        File.WriteAllText(_folder[name], text);
    }
}
