using System.Collections.Immutable;
using System.Text.Json;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Probes;
using Reproduce.Core.Statistics;
using Reproduce.Core.Store;
using Reproduce.Results;
using Reproduce.Tests.Core.Store;
using Reproduce.Tests.StoreProcess;
using Sample = Reproduce.Tests.Results.Sample;

namespace Reproduce.Tests.Cli;

[TestFixture]
public sealed class WhyCommandTest
{
    private static readonly Recipe Recipe = ToyExperiment.Recipe(ModelName.Parse("RT_temp1"), 40);

    private static readonly ImmutableDictionary<string, string> Parts = ImmutableDictionary.CreateRange(new Dictionary<string, string>
    {
        ["recipe"] = Recipe.ToCanonicalJson(),
        ["data"] = ToyRing.Generate().Fingerprint,
        ["seed"] = "42",
        ["teacher"] = "none",
        [Behaviour.TrainingPart] = Behaviour.Current.ToyTraining.Value,
    });

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public async Task Where_nothing_differs_one_sentence_says_so()
    {
        WriteResult(Stored("model", Parts));

        var run = await Run("why Growth");

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().Contain("Growth on toy: nothing differs from the result of 2026-03-01 12:00 UTC: all 1 models and measurements")
            .And.NotContain("anew,");
    }

    [TestCase(Behaviour.TrainingPart, "code of the training")]
    [TestCase("data", "training data")]
    [TestCase("backend", "backend: was 0123456789abcdef, is none")]
    public async Task A_part_that_differs_is_named_alone_with_what_follows(string part, string expected)
    {
        WriteResult(Stored("model", Parts.SetItem(part, "0123456789abcdef")));

        var run = await Run("why Growth");

        run.Output.Should().Contain(expected).And.Contain("was 0123456789ab")
            .And.Contain("1 model would be trained and 0 measurements made anew, 0 taken from the store");
        Changes(await Run("why Growth --json")).Should().HaveCount(1);
    }

    [Test]
    public async Task Of_data_that_are_not_known_here_only_the_measurements_code_is_compared()
    {
        var model = Stored("model", Parts.SetItem("data", "own").SetItem(Behaviour.TrainingPart, "own").SetItem("backend", "own"));
        WriteResultOn("its own", model, Stored("robustness", Measured(model.Keys[0], "other")));

        var run = await Run("why Growth");

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().Contain("0 models would be trained and 1 measurement made anew, 1 taken")
            .And.Contain("The data set 'its own' is not known here: training code, data, recipes and backend are not compared.");
        Changes(await Run("why Growth --json")).Should().ContainSingle()
            .Which.GetProperty("input").GetString().Should().StartWith("code of the attacks");
    }

    [Test]
    public async Task A_changed_recipe_is_told_member_by_member()
    {
        var before = Recipe with { Epochs = 50, Optimizer = Recipe.Optimizer with { LearningRate = 0.5 } };
        WriteResult(Stored("model", Parts.SetItem("recipe", before.ToCanonicalJson())));

        var run = await Run("why Growth");

        run.Output.Should().Contain("recipe, Epochs: was 50, is 100").And.Contain("recipe, Optimizer.LearningRate: was 0.5, is 0.01");
        Changes(await Run("why Growth --json")).Should().HaveCount(2);
    }

    [Test]
    public async Task A_recipe_of_the_claims_own_beside_the_experiments_is_no_difference()
    {
        WriteResult(
            Stored("model", Parts), Stored("model", Parts.SetItem("recipe", Recipe.Stretch(2).ToCanonicalJson())));

        var run = await Run("why Growth");

        run.Output.Should().Contain("nothing differs").And.Contain("all 2 models");
    }

    [Test]
    public async Task A_measurement_of_a_model_that_is_trained_anew_is_made_anew()
    {
        var model = Stored("model", Parts.SetItem(Behaviour.TrainingPart, "other"));
        WriteResult(model, Stored("robustness", Measured(model.Keys[0], Behaviour.Current.Attacks.Value)));

        var run = await Run("why Growth");

        run.Output.Should().Contain("1 model would be trained and 1 measurement made anew, 0 taken");
    }

    [Test]
    public async Task Changed_attacks_leave_the_models_in_the_store()
    {
        var model = Stored("model", Parts);
        WriteResult(model, Stored("robustness", Measured(model.Keys[0], "other")));

        var run = await Run("why Growth");

        run.Output.Should().Contain("code of the attacks").And.Contain("0 models would be trained and 1 measurement made anew, 1 taken");
    }

    [Test]
    public async Task What_the_store_lacks_or_has_damaged_is_counted_and_its_measurements_stay()
    {
        var (missing, damaged) = (Stored("model", Parts), Stored("model", Parts.SetItem("seed", "43")));
        WriteResult(missing, damaged, Stored("robustness", Measured(missing.Keys[0], Behaviour.Current.Attacks.Value)));
        File.Delete(Open().PathOf(missing.Keys[0]));
        File.WriteAllText(Open().PathOf(damaged.Keys[0]), "damage");

        var run = await Run("why Growth");

        run.Output.Should().Contain("2 models and measurements: were in the store, are missing or damaged")
            .And.Contain("2 models would be trained and 0 measurements made anew, 1 taken");
    }

    [Test]
    public async Task Commit_and_runtime_are_told_beside_as_having_no_effect_by_themselves()
    {
        WriteResult(Stored("model", Parts));

        var run = await Run("why Growth");

        run.Output.Should().Contain($"commit: was 0123456789abcdef, is {BuildStamp.Current.Commit} (in no key")
            .And.Contain("runtime: was .NET 10, is ");
    }

    [Test]
    public async Task A_claim_without_results_is_told_the_command_that_runs_it()
    {
        WriteResult(Stored("model", Parts));

        var run = await Run("why Decay");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("'Decay'").And.Contain("dotnet test --filter \"Claim=Decay\"");
    }

    private static ImmutableDictionary<string, string> Measured(string model, string attacks) => ImmutableDictionary.CreateRange(
        new Dictionary<string, string> { ["measurement"] = "robustness", ["model"] = model, [Behaviour.AttackPart] = attacks });

    private static List<JsonElement> Changes(CliRun run) => [.. JsonDocument.Parse(run.Output).RootElement
        .GetProperty("results")[0].GetProperty("inputs").GetProperty("changes").EnumerateArray()];

    private Source Stored(string kind, ImmutableDictionary<string, string> parts)
    {
        var artifact = ToyArtifacts.Make(ArtifactKey.FromParts(parts));
        new ArtifactStore(Open().Folder, _ => { }, TimeProvider.System).Write(artifact);
        return Sample.Source(artifact.Key.Hash) with { Kind = kind, Recipe = parts.GetValueOrDefault("recipe", Recipe.ToCanonicalJson()) };
    }

    private void WriteResult(params Source[] sources) => WriteResultOn("toy", sources);

    private void WriteResultOn(string data, params Source[] sources)
    {
        var set = Path.Combine(_folder["results"], Sample.Paper.Id);
        ResultFolder.Write(set, Sample.Paper);
        ResultFolder.Write(set, Sample.Run(data: data));
        ResultFolder.Write(set, Sample.Whole(Verdict.Supported) with { Data = data, Sources = [.. sources] });
    }

    private StoreInventory Open() => new(_folder["store"], TimeProvider.System);

    private Task<CliRun> Run(string line) => CliRun.Of(_folder.Path, line, host => host with
    {
        Environment = name => name == ResultFolder.EnvironmentVariable ? _folder["results"] : host.Environment(name),
    });
}
