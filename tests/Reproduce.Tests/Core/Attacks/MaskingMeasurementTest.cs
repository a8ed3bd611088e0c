using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.Tests.Core.Experiments;
using Reproduce.Tests.Core.Networks;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class MaskingMeasurementTest
{
    private const int Images = 20;

    private static readonly BuildStamp Stamp = new("commit", "0.1.0");
    private static readonly ImageSet Train = RandomNetworks.LabelledImages(side: 8, classes: 3, count: 40);
    private static readonly ImageSet Test = RandomNetworks.LabelledImages(side: 8, classes: 3, count: Images, seed: 4);

    private static readonly ImageExperiment Tiny = TinyExperiment.Settings with
    {
        TestImages = Images,
        AttributedImages = Images,
        Epochs = 3,
    };

    private static readonly ScaledAttack Weak = new(AttackSuite.Fgsm);
    private static readonly ImmutableArray<ScaledAttack> Attacks =
    [
        .. ScaledAttackSuite.WeakAndStrong(Tiny),
        Weak with { Arithmetic = LossArithmetic.DoublePrecision },
        Weak with { Temperature = 0.001f },
    ];

    private string _folder = "";
    private List<TrainingProgress> _progress = [];

    [SetUp]
    public void CreateFolder()
    {
        _folder = Directory.CreateTempSubdirectory("reproduce-masking-").FullName;
        _progress = [];
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_stored_outcome_is_not_measured_again_and_is_the_same()
    {
        var models = Models("RT_temp1", "RT_tempT");
        var measured = Open().Get(models, Attacks);
        _progress.Should().HaveCount(2);
        _progress.Clear();

        var stored = Open().Get(models, Attacks);

        _progress.Should().BeEmpty();
        stored.Should().BeEquivalentTo(measured, options => options.WithStrictOrdering().ComparingByMembers<MaskingOutcome>());
    }

    [Test]
    public void An_outcome_has_every_image_under_every_attack()
    {
        var outcome = Open().Get(Models("RT_tempT"), Attacks).Single();

        outcome.Ranks.Keys.Should().BeEquivalentTo(Attacks);
        outcome.Ranks.Values.Should().OnlyContain(ranks => ranks.Length == Images && ranks.All(rank => rank >= 0 && rank < 3));
        outcome.Vanishes.Should().HaveCount(Images);
        outcome.ZeroShare.Should().HaveCount(Images).And.OnlyContain(share => share >= 0 && share <= 1);
        outcome.SignChanges.Should().HaveCount(Images).And.OnlyContain(share => share >= 0 && share <= 1);
        outcome.IsRight(Weak, 1).Should().Equal(outcome.Ranks[Weak].Select(rank => rank == 0));
    }

    [Test]
    public void On_the_scales_of_the_weak_and_the_strong_attack_it_is_what_robustness_measures()
    {
        var models = Models("RT_tempT", "RT_temp1");
        var origin = TrainingOrigin.Managed(Stamp, TimeProvider.System);
        var robustness = new RobustnessMeasurement(Store(), Tiny, Train, Test, new SimdBackend(), origin, new Recorder([])).Get(models);

        var outcomes = Open().Get(models, Attacks);

        foreach (var attack in ScaledAttackSuite.Attacks)
        {
            outcomes[0].Ranks[new ScaledAttack(attack)].Should().Equal(robustness[0].Attacks[attack].Ranks);
            outcomes[0].Ranks[new ScaledAttack(attack, 20)].Should().Equal(robustness[0].Attacks[attack.Strong].Ranks);
            outcomes[1].Ranks[new ScaledAttack(attack)].Should().Equal(robustness[1].Attacks[attack].Ranks);
        }

        outcomes[0].Vanishes.Should().Equal(robustness[0].Vanishes);
        outcomes[0].ZeroShare.Should().Equal(robustness[0].ZeroShare);
    }

    [Test]
    public void Everything_that_decides_an_outcome_makes_another_key()
    {
        var models = Models("RT_temp1", "RT_tempT");

        string[] keys =
        [
            .. Open().Get(models, Attacks).Select(outcome => outcome.Key.Hash),
            Open().Get([models[0]], [Weak]).Single().Key.Hash,
            Open().Get([models[0]], [Weak with { Arithmetic = LossArithmetic.DoublePrecision }]).Single().Key.Hash,
            Open().Get([models[0]], [Weak with { Temperature = 2 }]).Single().Key.Hash,
            Open(experiment: Tiny with { Epsilon = 9.0 / 255 }).Get([models[0]], Attacks).Single().Key.Hash,
            Open(test: Test.Take(Images - 1)).Get([models[0]], Attacks).Single().Key.Hash,
            Open(Behaviour.Current with { Attacks = new("another") }).Get([models[0]], Attacks).Single().Key.Hash,
        ];

        keys.Should().OnlyHaveUniqueItems();
    }

    private ArtifactStore Store() => new(_folder, _ => { }, TimeProvider.System);

    private StoredModel<ImageNetwork>[] Models(params string[] names)
    {
        var models = new ModelRepository<ImageNetwork>(
            Store(),
            new ImageModelTrainer("Tiny", Train, new SimdBackend()),
            TrainingOrigin.Managed(Stamp, TimeProvider.System),
            new Recorder([]));
        return [.. models.Get([.. names.Select(name => new ModelId(Tiny.Recipe(ModelName.Parse(name)), Seed: 42))])];
    }

    private MaskingMeasurement Open(Behaviour? behaviour = null, ImageExperiment? experiment = null, ImageSet? test = null) => new(
        Store(),
        experiment ?? Tiny,
        test ?? Test,
        new SimdBackend(),
        TrainingOrigin.Managed(Stamp, TimeProvider.System) with { Behaviour = behaviour ?? Behaviour.Current },
        new Recorder(_progress));

    /// <summary>Reports at once, where <see cref="Progress{T}"/> would report later, on another thread.</summary>
    private sealed class Recorder(List<TrainingProgress> reports) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => reports.Add(value);
    }
}
