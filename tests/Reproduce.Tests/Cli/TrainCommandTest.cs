using System.Text.Json;
using Reproduce.Core.Backends;
using Reproduce.Cli.Train;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.DataSets;
using Reproduce.Tests.Core.Store;
using Reproduce.Torch;
using Spectre.Console;
using Profile = Reproduce.Core.Experiments.Profile;

namespace Reproduce.Tests.Cli;

[TestFixture]
public sealed class TrainCommandTest
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task A_network_that_libtorch_computes_wrongly_on_the_processor_is_a_sentence_with_the_remedy()
    {
        var run = await CliRun.Of(_folder.Path, "train tiny --model RT_temp1", host => host with
        {
            DataSets = [TinyDataSet.Set],
            Environment = name => name == BackendChoice.DeviceVariable ? "libtorch" : host.Environment(name),
        });

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("libtorch's gradients on the processor are wrong for convblock1.0, which has ")
            .And.Contain("set REPRODUCE_DEVICE to cpu").And.NotContain("   at ");
    }

    [Test]
    public async Task A_trained_student_and_its_teacher_are_found_under_the_claims_keys()
    {
        var run = await Run("train toy --model RS_tempT_from_RT_temp1 --temperature 40 --seed 7");

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().Contain("2 models trained");
        var repository = ClaimsRepository();
        var student = new ModelId(ToyExperiment.Recipe(ModelName.Parse("RS_tempT_from_RT_temp1"), 40), 7);
        repository.IsStored(student).Should().BeTrue();
        repository.IsStored(student.Teacher!).Should().BeTrue();
        Open().Inventory.Enumerate().Should().HaveCount(2);
    }

    [Test]
    public async Task What_is_in_the_store_is_not_trained_again()
    {
        await Run("train toy --model RT_temp1 --temperature 10 --seed 1");
        var before = Open().Inventory.Enumerate().Single();

        var run = await Run("train toy --model RT_temp1 --temperature 10 --seed 1 --seed 2");

        run.Output.Should().Contain("1 model trained").And.Contain("1 were there");
        Open().Inventory.Enumerate().Should().HaveCount(2).And.Contain(entry => entry.Hash == before.Hash);
    }

    [Test]
    public async Task A_set_is_a_teacher_with_its_four_students_and_seeds_count_from_the_first()
    {
        var plan = await Plan("train toy --set FT_tempT --temperature 70 --seeds 2");

        Models(plan).Should().BeEquivalentTo(
            from seed in new[] { 42, 43 }
            from model in Flavours.StudentsOf(ModelName.Parse("FT_tempT")).Prepend(ModelName.Parse("FT_tempT"))
            select (model.ToString(), 70.0, seed));
    }

    [Test]
    public async Task Seeds_of_signs_count_from_their_own_first()
    {
        var plan = await Plan("train signs --model RT_temp1 --seeds 2 --threads 1");

        Models(plan).Should().Equal(("RT_temp1", 20.0, 101), ("RT_temp1", 20.0, 102));
    }

    [Test]
    public async Task Without_options_the_plan_of_toy_is_the_experiment_of_the_claims()
    {
        var plan = await Plan("train toy");

        Models(plan).Should().HaveCount(1600).And.OnlyHaveUniqueItems();
        plan.GetProperty("missing_count").GetInt32().Should().Be(1600);
        plan.GetProperty("predicted_wall_seconds").GetDouble().Should().BePositive()
            .And.BeLessThanOrEqualTo(plan.GetProperty("predicted_thread_seconds").GetDouble());
    }

    [Test]
    public async Task A_plan_tells_what_is_in_the_store_and_trains_nothing()
    {
        await Run("train toy --model RT_temp1 --temperature 10 --seed 1");

        var plan = await Plan("train toy --model RT_temp1 --temperature 10 --seed 1 --seed 2");

        plan.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("in_store").GetBoolean()).Should().Equal(true, false);
        var missing = plan.GetProperty("models")[1];
        missing.GetProperty("parameters").GetInt32().Should().Be((2 * 16) + 16 + (16 * 3) + 3);
        missing.GetProperty("multiplications").GetDouble().Should().Be(100.0 * 1200 * 5 * 16);
        missing.GetProperty("predicted_seconds").GetDouble().Should().BePositive();
        Open().Inventory.Enumerate().Should().ContainSingle();
    }

    [Test]
    public async Task A_plan_for_people_has_a_row_a_flavour_and_a_total()
    {
        var run = await Run("train toy --set RT_temp1 --temperature 40 --dry-run");

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().MatchRegex(@"FS_tempT_from_RT_temp1\s+40\s+42-61\s+0 of 20\s+100\s+195");
        run.Output.Should().Contain("To be trained: 100 models");
    }

    [Test]
    public async Task The_plan_of_the_signs_measures_both_networks_and_has_the_claims_seeds()
    {
        var plan = await Plan("train signs --model RT_temp1 --model FT_temp1 --threads 1");

        Models(plan).Should().BeEquivalentTo(
            from model in new[] { "RT_temp1", "FT_temp1" } from seed in Enumerable.Range(101, 8) select (model, 20.0, seed));
        var seconds = plan.GetProperty("models").EnumerateArray().ToLookup(
            model => model.GetProperty("model").GetString(), model => model.GetProperty("predicted_seconds").GetDouble());
        seconds["FT_temp1"].First().Should().BeGreaterThan(
            seconds["RT_temp1"].First(), "the Full network has twelve times the multiplications");
    }

    [Test]
    public async Task A_prediction_is_compared_with_the_time_that_the_training_took()
    {
        var run = await Run("train toy --set RT_temp1 --temperature 40 --seeds 2 --predict");

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().Contain("10 models trained");
        run.Output.Should().MatchRegex(@"Reduced teachers\s+2\s+[\d.]+ m?s\s+[\d.]+ m?s\s+[+-]?\d+ %");
        run.Output.Should().MatchRegex(@"Full students\s+4 ").And.MatchRegex(@"The run: .* predicted, .* taken, [+-]?\d+ %\.");
    }

    [Test]
    public async Task Where_nothing_is_trained_no_prediction_is_compared()
    {
        await Run("train toy --model RT_temp1 --temperature 10 --seed 1");

        (await Run("train toy --model RT_temp1 --temperature 10 --seed 1 --predict")).Output
            .Should().StartWith("Nothing to train").And.NotContain("predicted");
    }

    [TestCase(3, 0.1, new[] { 1, 2, 4, 8 }, Description = "The first try compiles the code: it counts only if it is long")]
    [TestCase(0, 0.5, new[] { 1, 2 })]
    [TestCase(1, 4.0, new[] { 1 })]
    public void The_speed_is_measured_on_compiled_code_for_long_enough(double secondsOfCompiling, double secondsOfEpoch, int[] tries)
    {
        var tried = new List<int>();

        var seconds = TrainingSet.SecondsPerEpoch(epochs =>
        {
            tried.Add(epochs);
            return (epochs * secondsOfEpoch) + (tried.Count == 1 ? secondsOfCompiling : 0);
        });

        tried.Should().Equal(tries);
        seconds.Should().BeApproximately(secondsOfEpoch, tries.Length > 1 ? 1e-12 : secondsOfCompiling);
    }

    [Test]
    public void The_command_line_runs_fully_optimized_code_so_that_a_second_of_training_predicts_hours()
    {
        var settings = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "reproduce.runtimeconfig.json"));

        JsonDocument.Parse(settings).RootElement.GetProperty("runtimeOptions").GetProperty("configProperties")
            .GetProperty("System.Runtime.TieredCompilation").GetBoolean().Should().BeFalse();
    }

    [Test]
    public void The_error_of_a_kind_is_that_of_its_models_together_and_only_of_those_that_this_run_trained()
    {
        PlannedModel[] planned =
            [Planned("RT_temp1", 1, 4), Planned("RT_temp1", 2, 6), Planned("RT_temp1", 3, 50), Planned("FT_temp1", 1, 9)];
        var plan = new TrainingPlan("Toy", "Quick", "store", 1, 1, [.. planned]);
        var durations = planned.Where(model => model.Id.Seed < 3)
            .ToDictionary(model => model.Id, model => TimeSpan.FromSeconds(model.Id.Seed * 6));
        using var output = new StringWriter();

        PredictionReport.Print(
            CliRun.Host(output, output, _ => null, TimeProvider.System, _folder.Path), plan, durations, TimeSpan.FromSeconds(38));

        output.ToString().Should().MatchRegex(@"Reduced teachers\s+2\s+5\.0 s\s+9\.0 s\s+-44 %")
            .And.MatchRegex(@"Full teachers\s+1\s+9\.0 s\s+6\.0 s\s+\+50 %")
            .And.Contain("The run: 19 s predicted, 38 s taken, -50 %.");

        static PlannedModel Planned(string model, int seed, int seconds) => new(
            new ModelId(ToyExperiment.Recipe(ModelName.Parse(model), 40), seed),
            IsStored: false, 1, 1, null, TimeSpan.FromSeconds(seconds));
    }

    [Test]
    public async Task Image_models_are_stored_under_the_keys_of_the_claims()
    {
        var experiment = Signs.Definition.Quick with { Epochs = 1 };
        var trainer = new ImageModelTrainer(
            experiment.DataSet, experiment.TrainingSetOf(Signs.Definition.Load(_ => null, experiment)), new SimdBackend());

        var run = await Run("train signs --model RT_temp1 --seed 7 --epochs 1");

        run.ExitCode.Should().Be(0, run.Error);
        new ModelRepository<ImageNetwork>(Open(), trainer, Origin, new Nothing())
            .IsStored(new ModelId(experiment.Recipe(ModelName.Parse("RT_temp1")), 7)).Should().BeTrue();
    }

    [Test]
    public async Task A_terminal_gets_a_bar_for_teachers_and_one_for_students()
    {
        var run = await CliRun.Of(
            _folder.Path,
            "train toy --model RS_temp1_from_RT_temp1 --temperature 10 --seeds 2",
            host => host with { IsInteractive = true, Console = Terminal(host.Output) });

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().Contain("Training toy models: 2 of 2").And.Contain("100%").And.Contain("4 models trained");
    }

    [TestCase("cifar10", "CIFAR-10", "data fetch cifar10")]
    [TestCase("tsrd", "TSRD", "data fetch tsrd")]
    [TestCase("tsrd-described", "TSRD", "data fetch tsrd")]
    public async Task Missing_data_are_named_with_the_command_that_fetches_them(string data, string title, string command)
    {
        var run = await Run($"train {data}");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain(title).And.Contain(command);
        Directory.Exists(Path.Combine(_folder.Path, "store")).Should().BeFalse();
    }

    [Test]
    public async Task An_interrupted_training_keeps_what_is_finished_and_goes_on_from_there()
    {
        using var interruption = new CancellationTokenSource();
        // Plain progress tells of the first finished model at once.
        using var output = new Watched("1 of", interruption.Cancel);

        var run = await CliRun.Of(
            _folder.Path, "train toy --temperature 40 --threads 1", host => host with { Output = output }, interruption.Token);

        run.ExitCode.Should().Be(130);
        run.Error.Should().Contain("Finished models are kept");
        var kept = Open().Inventory.Enumerate();
        kept.Count.Should().BeInRange(1, 399);
        kept.Select(Open().Inventory.DamageOf).Should().OnlyContain(damage => damage == null);
        Open().Inventory.EnumerateLeftovers().Should().BeEmpty();

        var again = await Run("train toy --temperature 40");

        again.ExitCode.Should().Be(0, again.Error);
        again.Output.Should().Contain($"{400 - kept.Count} models trained").And.Contain($"{kept.Count} were there");
    }

    [Test]
    public async Task An_image_training_is_interrupted_after_an_epoch_and_goes_on_from_there()
    {
        const string Line = "train signs --model RT_temp1 --seed 1 --epochs 100000";

        var first = await Interrupted(Line);
        var second = await Interrupted(Line);

        first.ExitCode.Should().Be(130);
        second.Error.Should().MatchRegex(@"RT_temp1 \(seed 1\) goes on from epoch [1-9]\d* of 100000");
        Open().Inventory.Enumerate().Should().ContainSingle("a checkpoint replaces the one before");
    }

    private async Task<CliRun> Interrupted(string line)
    {
        using var interruption = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        return await Task.Run(() => CliRun.Of(_folder.Path, line, cancellation: interruption.Token)).WaitAsync(TimeSpan.FromSeconds(60));
    }

    [TestCase("train", "Required argument missing")]
    [TestCase("train mnist", "mnist")]
    [TestCase("train toy --model FT_temp2", "FT_temp2")]
    [TestCase("train toy --model FT_temp2", "a teacher is")]
    [TestCase("train toy --set FS_temp1_from_FT_temp1", "a student; expected a teacher")]
    [TestCase("train toy --set nobody", "nobody")]
    [TestCase("train toy --all --model FT_temp1", "--all")]
    [TestCase("train toy --seeds 3 --seed 4", "leave one of them out")]
    [TestCase("train toy --seeds 0", "expected 1 to")]
    [TestCase("train toy --seed -1", "expected 0 to")]
    [TestCase("train toy --seed one", "--seed is one; expected 0 to")]
    [TestCase("train toy --temperature 50", "expected 10, 40, 70, 100")]
    [TestCase("train signs --temperature 40", "--temperature")]
    [TestCase("train toy --threads 0", "expected 1 to")]
    [TestCase("train toy --seed 2147483648", "expected 0 to 2147483647")]
    [TestCase("train toy --profile Fast", "Quick or Paper")]
    [TestCase("train toy --epochs 0 --dry-run", "1 to 100000")]
    [TestCase("train toy --json", "--dry-run")]
    [TestCase("train toy --predict --dry-run", "leave one of them out")]
    public async Task Bad_input_is_explained(string line, string expected)
    {
        var run = await Run(line);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain(expected).And.Contain("reproduce train --help");
        run.Output.Should().BeEmpty();
    }

    [Test]
    public async Task An_environment_that_names_no_profile_is_told()
    {
        var run = await CliRun.Of(
            _folder.Path, "train toy", host => host with { Environment = name => name == Profile.EnvironmentVariable ? "Fast" : null });

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("REPRODUCE_PROFILE is 'Fast'");
    }

    [Test]
    public async Task The_option_overrides_the_environments_profile()
    {
        var run = await CliRun.Of(
            _folder.Path,
            "train toy --profile paper --model RT_temp1 --temperature 10 --seed 1 --dry-run",
            host => host with
            {
                Environment = name => name == Profile.EnvironmentVariable ? "Quick" : CliRun.EnvironmentIn(_folder.Path)[name],
            });

        run.Output.Should().Contain("profile Paper");
    }

    [Test]
    public void Models_side_by_side_take_as_long_as_the_fullest_thread()
    {
        var durations = new[] { 1, 5, 2, 4 }.Select(seconds => TimeSpan.FromSeconds(seconds));

        TrainingPlan.TimeSideBySide(durations, threads: 2).Should().Be(TimeSpan.FromSeconds(6));
        TrainingPlan.TimeSideBySide([], threads: 2).Should().Be(TimeSpan.Zero);
    }

    private static IAnsiConsole Terminal(TextWriter output) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Yes,
        ColorSystem = ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.Yes,
        Out = new AnsiConsoleOutput(output),
    });

    private Task<CliRun> Run(string line) => CliRun.Of(_folder.Path, line);

    private async Task<JsonElement> Plan(string line)
    {
        var run = await Run($"{line} --dry-run --json");
        run.ExitCode.Should().Be(0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private ArtifactStore Open() => new(Path.Combine(_folder.Path, "store"), _ => { }, TimeProvider.System);

    private ModelRepository<Perceptron> ClaimsRepository() => new(
        Open(), new ToyModelTrainer(ToyRing.Generate()), Origin, new Nothing());

    private static TrainingOrigin Origin => TrainingOrigin.Managed(BuildStamp.Current, TimeProvider.System);

    private static IEnumerable<(string Model, double Temperature, int Seed)> Models(JsonElement plan) =>
        plan.GetProperty("models").EnumerateArray().Select(model => (
            model.GetProperty("model").GetString()!, model.GetProperty("temperature").GetDouble(), model.GetProperty("seed").GetInt32()));

    private sealed class Nothing : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
        }
    }

    /// <summary>An output that tells when a text is written.</summary>
    private sealed class Watched(string text, Action found) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(text, StringComparison.Ordinal) == true)
            {
                found();
            }
        }
    }
}
