using Reproduce.Core.Store;
using Reproduce.Tests.StoreProcess;

namespace Reproduce.Tests.Core.Store;

[TestFixture]
public sealed class ArtifactExchangeTest
{
    private static readonly Artifact Stored = ToyArtifacts.Make(1);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void One_of_another_machine_with_the_same_numbers_counts_as_the_same() =>
        AddTo(Stored, Stored with { Provenance = Stored.Provenance with { Processor = "another" } })
            .Should().Be(ArtifactAddition.SameNumbers);

    [Test]
    public void One_whose_weights_have_another_shape_has_other_numbers()
    {
        var first = Stored.Weights[0];
        var flat = new NamedArray(first.Name, [first.Values.Length], first.Values);

        AddTo(Stored, Stored with { Weights = [flat, .. Stored.Weights[1..]] }).Should().Be(ArtifactAddition.OtherNumbers);
    }

    [Test]
    public void One_with_another_measurement_has_other_numbers() =>
        AddTo(Stored, Stored with { Measurements = Stored.Measurements.SetItem("training_accuracy", 0.125) })
            .Should().Be(ArtifactAddition.OtherNumbers);

    private ArtifactAddition AddTo(Artifact stored, Artifact added)
    {
        var exchange = new ArtifactExchange(_folder.Path);
        exchange.Add(stored, ArtifactFile.Encode(stored));
        return exchange.Add(added, ArtifactFile.Encode(added));
    }
}
