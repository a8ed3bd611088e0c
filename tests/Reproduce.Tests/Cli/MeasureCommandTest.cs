using Reproduce.Core.Store;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Cli;

/// <summary><c>reproduce measure</c> on a data set of some random images.</summary>
[TestFixture]
public sealed class MeasureCommandTest
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public async Task Missing_models_are_trained_and_their_outcomes_kept()
    {
        var run = await Run("measure tiny --model RT_tempT");

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().Contain("1 model attacked in ").And.Contain("of 0 the outcomes were there");
        Artifacts().Should().Equal("model", "robustness");
    }

    [Test]
    public async Task A_model_whose_outcome_is_there_is_not_trained_again()
    {
        TinyDataSet.Measure(Store, "RT_tempT");
        File.Delete(Entry("model").Path);

        var run = await Run("measure tiny --model RT_tempT");

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().StartWith("Nothing to measure: the outcomes of 1 model are in the store");
        Artifacts().Should().Equal("robustness");
    }

    [Test]
    public async Task A_damaged_outcome_is_measured_again()
    {
        TinyDataSet.Measure(Store, "RT_tempT");
        var outcome = Entry("robustness").Path;
        var bytes = File.ReadAllBytes(outcome);
        bytes[^1] ^= 1;
        File.WriteAllBytes(outcome, bytes);

        var run = await Run("measure tiny --model RT_tempT");

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().Contain("1 model attacked in ");
        Store.Inventory.DamageOf(Entry("robustness")).Should().BeNull();
    }

    private ArtifactStore Store =>
        new(CliRun.EnvironmentIn(_folder.Path)[StoreFolder.EnvironmentVariable], _ => { }, TimeProvider.System);

    private IEnumerable<string> Artifacts() => Store.Inventory.Enumerate().Select(KindOf).Order(StringComparer.Ordinal);

    private StoreEntry Entry(string kind) => Store.Inventory.Enumerate().Single(entry => KindOf(entry) == kind);

    private string KindOf(StoreEntry entry) =>
        Store.Inventory.ReadHeader(entry)!.Key.Parts.GetValueOrDefault(KeyPart.Measurement, KeyPart.Model);

    private Task<CliRun> Run(string line) => CliRun.Of(_folder.Path, line, host => host with { DataSets = [TinyDataSet.Set] });
}
