using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Reproduce.Core.Files;
using Reproduce.Results;
using Reproduce.Tests.Results.Report;

namespace Reproduce.Tests.Results;

/// <summary>docs/results.schema.json describes what is written: neither less nor more.</summary>
[TestFixture]
public sealed class ResultSchemaTest
{
    private static readonly string Text = File.ReadAllText(
        Path.Combine(RepositoryRoot.Above(TestContext.CurrentContext.TestDirectory), "docs", "results.schema.json"));

    private static readonly JsonSchema Schema = JsonSchema.FromText(Text);

    [Test]
    public void Results_of_every_kind_are_valid() => Validate(Json()).Should().BeEmpty();

    [Test]
    public void Results_with_any_text_are_valid() =>
        Validate(JsonNode.Parse(ResultJson.Serialize(SampleReport.Of(folder: null, SampleReport.Hostile)))!).Should().BeEmpty();

    [Test]
    public void Results_that_were_read_and_written_again_are_valid_and_the_same()
    {
        var again = ResultJson.Serialize(ResultJson.Deserialize<ResultSet>(Json().ToJsonString(), "report.json"));

        Validate(JsonNode.Parse(again)!).Should().BeEmpty();
        JsonNode.DeepEquals(JsonNode.Parse(again), Json()).Should().BeTrue();
    }

    [TestCase("schema")]
    [TestCase("runs/0/sentence")]
    [TestCase("runs/0/origin/commit")]
    [TestCase("items/0/sources")]
    [TestCase("items/1/sources/0/keys")]
    [TestCase("items/1/subClaim/findings/0/estimate")]
    [TestCase("items/1/subClaim/mean/images")]
    [TestCase("items/1/subClaim/paper/predicted")]
    [TestCase("items/1/subClaim/consistency/oneMoreCase")]
    [TestCase("items/5/table/columns/0/role")]
    [TestCase("items/7/figure/sha256")]
    [TestCase("paper/statements/0/where")]
    [TestCase("paper/figures/0/shows")]
    public void A_missing_member_is_invalid(string path) =>
        Validate(Change(path, (parent, name) => parent.AsObject().Remove(name))).Should().NotBeEmpty();

    [TestCase("schema", "\"reproduce-results/1\"")]
    [TestCase("runs/0/state", "\"passed\"")]
    [TestCase("runs/0/state", "1")]
    [TestCase("runs/0/seconds", "\"75.25\"")]
    [TestCase("runs/0/origin/cores", "0")]
    [TestCase("items/0/whole/verdict", "\"Maybe\"")]
    [TestCase("items/0/whole/primary/0/consistency/for", "1.5")]
    [TestCase("items/0/whole/primary/0/seedsNeeded", "1.5")]
    [TestCase("items/0/whole", "null")]
    [TestCase("items/1/whole", """{"verdict":"Supported","found":null,"primary":[],"beside":[]}""")]
    [TestCase("items/1/subClaim/findings/0/estimate", "\"1.5\"")]
    [TestCase("items/1/subClaim/findings/0/level", "95")]
    [TestCase("items/1/subClaim/boundFactor", "-1")]
    [TestCase("items/1/snapshot", "null")]
    [TestCase("items/1/title", "null")]
    [TestCase("items/1/another", "1")]
    [TestCase("items/5/table/rows/0/0", "true")]
    [TestCase("items/5/table/rows/0/0", """{"number":"1"}""")]
    [TestCase("items/5/table/columns/0/role", "\"paper\"")]
    public void A_value_of_another_kind_is_invalid(string path, string value) =>
        Validate(Set(path, value))
            .Should().NotBeEmpty();

    [TestCase("items/5/table/rows/0/0", """{"number":"NaN"}""")]
    [TestCase("items/5/table/rows/0/0", "null")]
    [TestCase("items/1/subClaim/findings/0/estimate", "\"-Infinity\"")]
    public void Numbers_that_JSON_lacks_and_empty_cells_are_valid(string path, string value) =>
        Validate(Set(path, value))
            .Should().BeEmpty();

    [Test]
    public void Every_member_is_described() => Members("", JsonNode.Parse(Text)!)
        .Where(member => member.Schema["description"]?.GetValue<string>() is not { Length: > 3 })
        .Select(member => member.Path).Should().BeEmpty();

    private static JsonNode Json() => JsonNode.Parse(ResultJson.Serialize(SampleReport.Of(folder: null)))!;

    private static JsonNode Set(string path, string value) => Change(
        path,
        (parent, name) => parent.AsObject()[name] = JsonNode.Parse(value),
        (parent, index) => parent[index] = JsonNode.Parse(value));

    private static JsonNode Change(string path, Action<JsonNode, string> member, Action<JsonArray, int>? element = null)
    {
        var json = Json();
        var steps = path.Split('/');
        var parent = steps[..^1].Aggregate(json, (node, step) => node is JsonArray array
            ? array[int.Parse(step, CultureInfo.InvariantCulture)]!
            : node[step]!);
        if (parent is JsonArray row)
        {
            element!(row, int.Parse(steps[^1], CultureInfo.InvariantCulture));
        }
        else
        {
            member(parent, steps[^1]);
        }

        return json;
    }

    private static string[] Validate(JsonNode json)
    {
        using var document = JsonDocument.Parse(json.ToJsonString());
        var options = new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true };
        var results = Schema.Evaluate(document.RootElement, options);
        return results.IsValid
            ? []
            :
            [
                .. (results.Details ?? []).Where(detail => detail.Errors is not null)
                    .Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}"),
                "not valid",
            ];
    }

    private static IEnumerable<(string Path, JsonObject Schema)> Members(string path, JsonNode node) => node switch
    {
        JsonObject schema => schema.SelectMany(member =>
            member is { Key: "properties", Value: JsonObject members } && !path.Contains("oneOf")
            ? members.SelectMany(inner =>
                Members($"{path}/{inner.Key}", inner.Value!).Prepend(($"{path}/{inner.Key}", inner.Value!.AsObject())))
            : Members($"{path}/{member.Key}", member.Value!)),
        JsonArray array => array.SelectMany((element, index) => element is null ? [] : Members($"{path}/{index}", element)),
        _ => [],
    };
}
