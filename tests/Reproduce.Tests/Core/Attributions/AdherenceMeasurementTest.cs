using Reproduce.Core.Attributions;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.DataSets;
using Reproduce.Tests.Core.Networks;

namespace Reproduce.Tests.Core.Attributions;

[TestFixture]
public sealed class AdherenceMeasurementTest
{
    private const int Count = 20;

    private static readonly BuildStamp Stamp = new("commit", "0.1.0");
    private static readonly ImageSet Images = RandomNetworks.LabelledImages(side: 8, classes: 3, Count);

    private string _folder = "";
    private List<TrainingProgress> _progress = [];

    [SetUp]
    public void CreateFolder()
    {
        _folder = Directory.CreateTempSubdirectory("reproduce-adherence-").FullName;
        _progress = [];
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void An_outcome_is_the_comparison_of_the_attributions_themselves()
    {
        var pair = new AdherencePair(Network(1), Network(2, Architecture.Full));

        var outcome = Open().Get([pair]).Single();

        outcome.Methods.Keys.Should().BeEquivalentTo(AttributionSuite.Paper);
        foreach (var method in AttributionSuite.Paper)
        {
            var expected = ImageAdherence.Compare(Explain(pair.Model), Explain(pair.Reference), Count);

            outcome.Methods[method].Should().Equal(expected, Close);

            float[] Explain(AttributedNetwork network)
            {
                using var lanes = new SimdNetwork(network.Network);
                float[] normalized = [.. Images.Pixels.ToArray().Select(pixel => ((pixel / 255f) - 0.5f) / 0.5f)];
                return AttributionRunner.Run(method, lanes, normalized, Images.Labels.ToArray(), batchSize: Count, threads: 1);
            }
        }
    }

    [Test]
    public void A_stored_outcome_is_not_measured_again_and_is_the_same()
    {
        AdherencePair[] pairs = [new(Network(1), Network(2)), new(Network(3), Network(2))];
        var measured = Open().Get(pairs);
        _progress.Clear();

        var stored = Open().Get(pairs);

        _progress.Should().BeEmpty();
        stored.Should().BeEquivalentTo(
            measured, options => options.WithStrictOrdering().ComparingByMembers<AdherenceOutcome>().ComparingByMembers<AdherencePair>());
    }

    [Test]
    public void A_network_is_explained_once_however_many_pairs_it_is_in()
    {
        AdherencePair[] pairs =
            [new(Network(1), Network(2)), new(Network(3), Network(2)), new(Network(2), Network(1)), new(Network(1), Network(1))];

        var outcomes = Open().Get(pairs);

        outcomes.Select(outcome => outcome.Pair).Should().Equal(pairs);
        _progress.Select(report => (report.Done, report.Total)).Should().Equal((1, 3), (2, 3), (3, 3));
        _progress[^1].Work.Should().BeApproximately(1, 1e-12);
        var images = outcomes.Select(outcome => outcome.Methods[AttributionSuite.IntegratedGradients]).ToArray();
        images[3].Should().OnlyContain(image => image.Norm == 0 || Math.Abs(image.Cosine - 1) < 1e-6);
        images[2].Select(image => image.Cosine).Should().Equal(images[0].Select(image => image.Cosine));
    }

    [Test]
    public void Everything_that_decides_an_outcome_makes_another_key()
    {
        var pair = new AdherencePair(Network(1), Network(2));

        string[] keys =
        [
            KeyOf(Open(), pair),
            KeyOf(Open(), new AdherencePair(pair.Reference, pair.Model)),
            KeyOf(Open(), pair with { Model = Network(3) }),
            KeyOf(Open(), pair with { Reference = Network(3) }),
            KeyOf(Open(images: Images.Take(Count - 1)), pair),
            KeyOf(Open(Behaviour.Current with { Attributions = new("another") }), pair),
        ];

        keys.Should().OnlyHaveUniqueItems();
        KeyOf(Open(Behaviour.Current with { Attacks = new("another") }), pair).Should().Be(keys[0]);
    }

    [Test]
    public void An_untrained_network_is_that_from_which_the_run_starts_and_every_seed_has_its_own()
    {
        var recipe = Signs.Definition.Quick.Recipe(ModelName.Parse("FT_tempT"));

        var untrained = AttributedNetwork.Untrained(recipe, 42);

        untrained.Name.Should().Be("FT_tempT (untrained, seed 42)");
        untrained.Fingerprint.Should().Be(AttributedNetwork.Untrained(recipe, 42).Fingerprint);
        untrained.Fingerprint.Should().NotBe(AttributedNetwork.Untrained(recipe, 43).Fingerprint);
        untrained.Network.Specification.Should().Be(recipe.Network);
        var first = new float[untrained.Network.Parameters.Length];
        InitialWeights.Fill(untrained.Network.Layers, first, new TrainingStreams(recipe, 42).Initialization());
        untrained.Network.Parameters.ToArray().Should().Equal(first);
    }

    private static string KeyOf(AdherenceMeasurement measurement, AdherencePair pair) => measurement.Get([pair]).Single().Key.Hash;

    // The store keeps 32 bits.
    private static bool Close(ImageAdherence actual, ImageAdherence expected) =>
        Math.Abs(actual.Cosine - expected.Cosine) < 1e-6
        && Math.Abs(actual.Norm - expected.Norm) <= 1e-6 * expected.Norm
        && Math.Abs(actual.ReferenceNorm - expected.ReferenceNorm) <= 1e-6 * expected.ReferenceNorm;

    private static AttributedNetwork Network(uint seed, Architecture architecture = Architecture.Reduced)
    {
        var specification = RandomNetworks.Specification(NetworkSpecification.Cifar10, architecture, side: 8, width: 0.0625, classes: 3);
        return new AttributedNetwork($"network {seed}", $"{architecture} {seed}", RandomNetworks.Network(specification, seed));
    }

    private AdherenceMeasurement Open(Behaviour? behaviour = null, ImageSet? images = null) => new(
        new ArtifactStore(_folder, _ => { }, TimeProvider.System),
        "Tiny",
        images ?? Images,
        new SimdBackend(),
        TrainingOrigin.Managed(Stamp, TimeProvider.System) with { Behaviour = behaviour ?? Behaviour.Current },
        new Recorder(_progress));

    /// <summary>Reports at once, where <see cref="Progress{T}"/> would report later, on another thread.</summary>
    private sealed class Recorder(List<TrainingProgress> reports) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => reports.Add(value);
    }
}
