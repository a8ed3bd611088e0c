using Reproduce.Core.Attacks;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Store;
using Reproduce.DataSets;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Cli;

/// <summary><c>reproduce outcomes</c> on a data set of some random images.</summary>
[TestFixture]
public sealed class OutcomesCommandTest
{
    private const string Header = "data,model,seed,image,true_class,attack,predicted_class,rank_of_true_class";

    private static readonly ImageData Data = TinyDataSet.Data;
    private static readonly ImageExperiment Experiment = TinyDataSet.Experiment;
    private static readonly DataSet Tiny = TinyDataSet.Set;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public async Task Every_stored_number_of_every_image_is_a_line()
    {
        var outcome = Measure("RT_tempT");

        var run = await Run(Tiny, "outcomes tiny --model RT_tempT");

        run.ExitCode.Should().Be(0, run.Error);
        var images = Tiny.AttackedOf(Data.Test, Experiment);
        run.Output.Should().Be(Header + "\n" + string.Concat(
            from attack in AttackSuite.Of(Experiment)
            from i in Enumerable.Range(0, Experiment.TestImages)
            select $"Tiny,RT_tempT,42,{images[i]},{Data.Test.Labels[images[i]]},{attack.Title},"
                + $"{outcome.Attacks[attack].Classes[i]},{outcome.Attacks[attack].Ranks[i]}\n"));
    }

    [Test]
    public async Task Other_bytes_are_named_so_within_one_field()
    {
        Measure("RT_tempT");
        var altered = Tiny with { Read = (_, _) => Data with { Altered = ["test.bin"] } };

        var run = await Run(altered, "outcomes tiny --model RT_tempT");

        run.Output.Split('\n')[1].Should().StartWith("\"Tiny, other bytes\",RT_tempT,42,");
    }

    [Test]
    public async Task What_was_not_measured_is_named_with_the_remedy_and_what_was_is_written()
    {
        Measure("RT_tempT");

        var run = await Run(Tiny, "outcomes tiny --model RT_tempT --model FT_tempT -o some.csv");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Be(
            "The store has no outcomes of 1 model, such as FT_tempT with seed 42: "
            + "`reproduce measure tiny` with the same options attacks them.\n");
        File.ReadLines(_folder["some.csv"]).Should().HaveCount(1 + (Experiment.TestImages * AttackSuite.Of(Experiment).Length));
        Store.Inventory.Enumerate().Should().HaveCount(2, "nothing is trained or attacked: a model and its outcome are there");
    }

    [Test]
    public async Task Nothing_is_written_where_nothing_was_measured()
    {
        var run = await Run(Tiny, "outcomes tiny --profile Paper -o some.csv");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("`reproduce measure tiny` with the same options");
        File.Exists(_folder["some.csv"]).Should().BeFalse();
    }

    [Test]
    public void As_described_the_attacked_images_are_a_sample_and_as_released_the_first_ones()
    {
        Tiny.AttackedOf(Data.Test, Experiment).Should().HaveCount(5).And.OnlyHaveUniqueItems().And.NotBeInAscendingOrder();
        (Tiny with { Protocol = Protocol.AsReleased }).AttackedOf(Data.Test, Experiment).Should().Equal(0, 1, 2, 3, 4);
    }

    private ArtifactStore Store =>
        new(CliRun.EnvironmentIn(_folder.Path)[StoreFolder.EnvironmentVariable], _ => { }, TimeProvider.System);

    private RobustnessOutcome Measure(string flavour) => TinyDataSet.Measure(Store, flavour);

    private Task<CliRun> Run(DataSet set, string line) => CliRun.Of(_folder.Path, line, host => host with { DataSets = [set] });
}
