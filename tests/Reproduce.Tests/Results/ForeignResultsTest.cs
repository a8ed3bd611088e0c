using System.Text.Json.Nodes;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Results;

/// <summary>Results come from other machines, too: what they must not hold is refused in a sentence that names file and field.</summary>
[TestFixture]
public sealed class ForeignResultsTest
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase("schema", "\"reproduce-results/99\"", "*field 'schema'*reproduce-results/99*")]
    [TestCase("items/0/subClaim/verdict", "99", "*field 'items[0].subClaim.verdict'*")]
    [TestCase("items/0/subClaim/findings", "[null]", "*field 'items[0].subClaim.findings[0]'*null*")]
    [TestCase("items/0/id", "\"../../elsewhere\"", "*field 'id'*'../../elsewhere'*")]
    [TestCase("items/0/claim", "\"..\"", "*field 'claim'*")]
    [TestCase("runs/0/claim", "\"a/b\"", "*field 'claim'*'a/b'*")]
    [TestCase("paper/id", "\"../Other\"", "*field 'id'*")]
    [TestCase("paper/title", "\"a\\u001b[2Jb\"", "*field 'paper.title'*control character*")]
    [TestCase("items/1/figure/file", "\"a\\u0000b\"", "*field 'items[1].figure.file'*control character*")]
    [TestCase("items/1/figure/file", "\"../secret.png\"", "*field 'file'*")]
    public void What_no_result_holds_is_refused_with_its_field(string field, string value, string message)
    {
        var json = JsonNode.Parse(ResultJson.Serialize(Sample.Set(Sample.SubClaim(Sample.Finding("T = 10", 1)), Sample.Figure("ab"))))!;
        var names = field.Split('/');
        var parent = names[..^1].Aggregate(json, (node, name) => int.TryParse(name, out var index) ? node[index]! : node[name]!);
        parent[names[^1]] = JsonNode.Parse(value);
        var file = Path.Combine(_folder.Path, "report.json");
        File.WriteAllText(file, json.ToJsonString());

        var read = () => ResultFolder.Read(file);

        var refused = read.Should().Throw<ResultException>().WithMessage(message).Which;
        refused.Message.Should().Contain("report.json").And.NotContain("\u001b").And.NotContain("\0");
    }

    [Test]
    public void A_picture_that_is_a_link_is_refused()
    {
        var set = Path.Combine(_folder.Path, "set");
        var item = Sample.Figure("ab");
        ResultFolder.Write(set, Sample.Paper);
        ResultFolder.Write(set, item, [1, 2, 3]);
        var picture = Path.Combine(set, item.Figure!.File);
        File.Move(picture, Path.Combine(_folder.Path, "secret"));
        File.CreateSymbolicLink(picture, Path.Combine(_folder.Path, "secret"));

        var read = () => ResultFolder.Read(set);

        read.Should().Throw<ResultException>().WithMessage("*is a link*");
    }

    [Test]
    public void A_folder_of_a_newer_version_is_refused()
    {
        var set = Path.Combine(_folder.Path, "set");
        ResultFolder.Write(set, Sample.Paper);
        ResultFolder.Write(set, Sample.Whole(Verdict.Supported));
        var file = Directory.GetFiles(set, "*whole*.json", SearchOption.AllDirectories).Single();
        File.WriteAllText(file, File.ReadAllText(file).Replace(ResultSet.CurrentSchema, "reproduce-results/99"));

        var read = () => ResultFolder.Read(set);

        read.Should().Throw<ResultException>().WithMessage("*whole*field 'schema'*reproduce-results/99*");
    }
}
