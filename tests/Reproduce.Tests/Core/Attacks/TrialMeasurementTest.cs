using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.Tests.Core.Networks;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class TrialMeasurementTest
{
    private const int Images = 20;

    private static readonly ImageSet Test = RandomNetworks.LabelledImages(side: 8, classes: 3, count: Images, seed: 4);
    private static readonly AttackTrial Clean = new("clean", new NoAttack());
    private static readonly AttackTrial Fgsm = new("FGSM", new Fgsm());
    private static readonly AttackTrial Transfer = new("transfer", new Fgsm()) { IsTransferred = true };

    private string _folder = "";
    private List<TrainingProgress> _progress = [];

    [SetUp]
    public void CreateFolder()
    {
        _folder = Directory.CreateTempSubdirectory("reproduce-trials-").FullName;
        _progress = [];
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_stored_outcome_is_not_measured_again_and_is_the_same()
    {
        TrialSubject[] subjects = [new(Model(1)), new(Model(2))];
        var measured = Open([Clean, Fgsm]).Get(subjects);
        _progress.Should().HaveCount(2);
        _progress.Clear();

        var stored = Open([Clean, Fgsm]).Get(subjects);

        _progress.Should().BeEmpty();
        stored.Should().BeEquivalentTo(measured, options => options.WithStrictOrdering().ComparingByMembers<TrialOutcome>());
    }

    [Test]
    public void An_outcome_is_what_the_model_predicts_for_the_attacked_images_and_how_far_they_are()
    {
        var outcome = Open([Clean, Fgsm]).Get([new(Model(1))]).Single();

        var (attacked, logits) = Attacked(Model(1), Model(1), new Fgsm());
        outcome.Trials["FGSM"].Prediction.Classes.Should().Equal(Predictions.Classes(logits, 3));
        outcome.Trials["FGSM"].Prediction.Ranks.Should()
            .Equal(logits.Chunk(3).Zip(Test.Labels, (row, label) => Predictions.RankOf(row, label)));
        foreach (var (i, distance) in outcome.Trials["FGSM"].Distances.Index())
        {
            var size = Test.Shape.Size;
            var expected = Math.Sqrt(Enumerable.Range(i * size, size).Sum(p => Math.Pow((double)attacked[p] - Pixels()[p], 2)));
            distance.Should().BeApproximately(expected, 1e-6);
        }

        outcome.Trials["clean"].Distances.Should().AllBeEquivalentTo(0.0).And.HaveCount(Images);
    }

    [Test]
    public void A_transferred_attack_is_made_on_the_substitute_and_shown_to_the_model()
    {
        var outcome = Open([Transfer]).Get([new(Model(1), Model(2))]).Single();

        var (_, logits) = Attacked(Model(2), Model(1), new Fgsm());
        outcome.Trials["transfer"].Prediction.Classes.Should().Equal(Predictions.Classes(logits, 3));
    }

    [Test]
    public void A_strong_attack_sees_logits_divided_by_the_training_temperature()
    {
        // So large that the undivided logits have no gradient.
        var model = Model(1, logitScale: 1e5f, temperature: 1e5);
        var strong = new AttackTrial("strong", new Fgsm()) { IsStrong = true };

        var outcome = Open([Fgsm, strong]).Get([new(model)]).Single();

        outcome.Trials["FGSM"].Distances.Should().Contain(0);
        outcome.Trials["strong"].Distances.Should().OnlyContain(distance => distance > 0);
    }

    [Test]
    public void At_temperature_1_a_strong_attack_is_the_weak_one()
    {
        var strong = Fgsm with { Name = "strong", IsStrong = true };

        var outcome = Open([Fgsm, strong]).Get([new(Model(1, model: "RT_temp1"))]).Single();

        outcome.Trials["strong"].Should().BeEquivalentTo(outcome.Trials["FGSM"]);
        strong.IsStrongVersionOf(Fgsm).Should().BeTrue();
        strong.IsStrongVersionOf(Clean).Should().BeFalse();
        Fgsm.IsStrongVersionOf(Fgsm).Should().BeFalse();
    }

    [Test]
    public void Everything_that_decides_an_outcome_makes_another_key()
    {
        string[] keys =
        [
            KeyOf(Open([Clean]), new(Model(1))),
            KeyOf(Open([Clean]), new(Model(2))),
            KeyOf(Open([Clean, Fgsm]), new(Model(1))),
            KeyOf(Open([Clean with { Attack = new Fgsm() }]), new(Model(1))),
            KeyOf(Open([Clean with { IsStrong = true }]), new(Model(1))),
            KeyOf(Open([Transfer]), new(Model(1), Model(2))),
            KeyOf(Open([Transfer]), new(Model(1), Model(3))),
            KeyOf(Open([Clean], test: Test.Take(Images - 1)), new(Model(1))),
            KeyOf(Open([Clean], Behaviour.Current with { Attacks = new("another") }), new(Model(1))),
            KeyOf(Open([Clean], Behaviour.Current with { Trials = new("another") }), new(Model(1))),
        ];

        keys.Should().OnlyHaveUniqueItems();
        KeyOf(Open([Clean]), new(Model(1), Model(2))).Should().Be(keys[0], "a substitute decides nothing if nothing is transferred");
    }

    [Test]
    public void Two_trials_of_one_name_are_refused()
    {
        var open = () => Open([Clean, Fgsm with { Name = "clean" }]);

        open.Should().Throw<ArgumentException>().WithMessage("*one name*");
    }

    [Test]
    public void A_model_without_the_substitute_that_it_needs_is_refused()
    {
        var get = () => Open([Transfer]).Get([new(Model(1))]);

        get.Should().Throw<ArgumentException>().WithMessage("*no substitute*");
    }

    private static string KeyOf(TrialMeasurement measurement, TrialSubject subject) => measurement.Get([subject]).Single().Key.Hash;

    private static float[] Pixels() => [.. Test.Pixels.ToArray().Select(pixel => pixel / 255f)];

    private static (float[] Images, float[] Logits) Attacked(
        StoredModel<ImageNetwork> substitute, StoredModel<ImageNetwork> model, IAttack attack)
    {
        using var attackedNetwork = new SimdNetwork(substitute.Network);
        using var network = new SimdNetwork(model.Network);
        var attacked = AttackRunner.Run(
            attack, new PixelNetwork(attackedNetwork), Pixels(), Test.Labels.ToArray(), batchSize: 5, threads: 1);
        return (attacked, Predictions.Logits(new PixelNetwork(network), attacked, batchSize: 7, threads: 1));
    }

    /// <summary>A model of random weights, whose key is its seed's.</summary>
    private static StoredModel<ImageNetwork> Model(int seed, float logitScale = 1, double temperature = 20, string model = "RT_tempT")
    {
        var specification = new NetworkSpecification(NetworkSpecification.Cifar10, Architecture.Reduced)
        {
            Classes = 3,
            ImageSide = 8,
            Width = 0.25,
        };
        var recipe = new Recipe
        {
            Model = ModelName.Parse(model),
            DistillationTemperature = temperature,
            Network = specification,
            Epochs = 1,
            BatchSize = 1,
            Optimizer = new OptimizerSettings(OptimizerKind.Adam, LearningRate: 0.01),
            Schedule = new StepDecay(Factor: 1, EveryEpochs: 1),
        };
        var network = RandomNetworks.Network(specification, (uint)seed);
        float[] weights = [.. network.Parameters.ToArray()];
        var last = ImageNetworkLayers.ParameterCount([ImageNetworkLayers.Of(specification)[^1]]);
        foreach (ref var weight in weights.AsSpan(weights.Length - last))
        {
            weight *= logitScale;
        }

        return new StoredModel<ImageNetwork>(
            new ModelId(recipe, seed),
            new ImageNetwork(specification, weights),
            EpochLosses: [],
            ArtifactKey.FromParts([new("model", $"{model} {seed} {logitScale}")]),
            Origin().ProvenanceOf(threads: 1, TimeSpan.Zero));
    }

    private static TrainingOrigin Origin() => TrainingOrigin.Managed(new BuildStamp("commit", "0.1.0"), TimeProvider.System);

    private TrialMeasurement Open(ImmutableArray<AttackTrial> trials, Behaviour? behaviour = null, ImageSet? test = null) => new(
        new ArtifactStore(_folder, _ => { }, TimeProvider.System),
        "Tiny",
        test ?? Test,
        trials,
        new SimdBackend(),
        Origin() with { Behaviour = behaviour ?? Behaviour.Current },
        new Recorder(_progress));

    /// <summary>Reports at once, where <see cref="Progress{T}"/> would report later, on another thread.</summary>
    private sealed class Recorder(List<TrainingProgress> reports) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => reports.Add(value);
    }
}
