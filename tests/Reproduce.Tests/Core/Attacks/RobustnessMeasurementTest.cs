using Reproduce.Core.Attacks;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks.Simd;
using Reproduce.Core.Networks;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.Tests.Core.Experiments;
using Reproduce.Tests.Core.Networks;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class RobustnessMeasurementTest
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

    private string _folder = "";
    private List<TrainingProgress> _progress = [];
    private List<string> _notices = [];

    [SetUp]
    public void CreateFolder()
    {
        _folder = Directory.CreateTempSubdirectory("reproduce-robustness-").FullName;
        _progress = [];
        _notices = [];
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_stored_outcome_is_not_measured_again_and_is_the_same()
    {
        var models = Models("RT_tempT", "FS_tempT_from_RT_tempT");
        var measured = Open().Get(models);
        _progress.Should().HaveCount(2);
        _progress.Clear();

        var stored = Open().Get(models);

        _progress.Should().BeEmpty();
        stored.Should().BeEquivalentTo(measured, options => options.WithStrictOrdering().ComparingByMembers<RobustnessOutcome>());
    }

    [Test]
    public void A_stored_outcome_in_which_a_number_was_changed_is_refused_and_measured_again()
    {
        var models = Models("RT_tempT");
        var measured = Open().Get(models).Single();
        var file = new ArtifactStore(_folder, _ => { }, TimeProvider.System).PathOf(measured.Key);
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);
        _progress.Clear();

        var again = Open().Get(models).Single();

        _progress.Should().ContainSingle();
        _notices.Should().ContainSingle().Which.Should().Contain(file).And.Contain("its content does not match its checksum");
        again.Should().BeEquivalentTo(
            measured,
            options => options.WithStrictOrdering().ComparingByMembers<RobustnessOutcome>().Excluding(outcome => outcome.Provenance));
    }

    [Test]
    public void An_outcome_has_every_image_under_every_attack()
    {
        var outcome = Open().Get(Models("RT_tempT")).Single();

        outcome.Attacks.Keys.Select(attack => attack.Title).Should().BeEquivalentTo(
            "None", "FGSM", "FGSM-CW", "PGD", "PGD-CW", "DeepFool", "DeepFool-CW", "APGD-DLR");
        outcome.Attacks.Values.Append(outcome.Training).Should()
            .OnlyContain(attack => attack.Classes.Length == Images && attack.Ranks.Length == Images);
        outcome.Vanishes.Should().HaveCount(Images);
        outcome.StrongVanishes.Should().HaveCount(Images);
        outcome.ZeroShare.Should().HaveCount(Images).And.OnlyContain(share => share >= 0 && share <= 1);
        outcome.Attacks[AttackSuite.Clean].Classes.Zip(outcome.Attacks[AttackSuite.Clean].Ranks, Test.Labels).Should().OnlyContain(
            image => (image.First == image.Third) == (image.Second == 0), "a predicted class is the true one where none comes before that");
    }

    [Test]
    public void An_attacks_outcome_is_that_of_the_attack_itself()
    {
        var model = Models("RT_temp1").Single();

        var outcome = Open().Get([model]).Single().Attacks[AttackSuite.Fgsm];

        using var lanes = new SimdNetwork(model.Network);
        var network = new PixelNetwork(lanes);
        float[] images = [.. Test.Pixels.ToArray().Select(pixel => pixel / 255f)];
        var attacked = AttackRunner.Run(new Fgsm(), network, images, Test.Labels.ToArray(), batchSize: 5, threads: 1);
        var logits = Predictions.Logits(network, attacked, batchSize: 7, threads: 1);
        outcome.Classes.Should().Equal(Predictions.Classes(logits, 3));
        outcome.Ranks.Should().Equal(logits.Chunk(3).Zip(Test.Labels, (row, label) => Predictions.RankOf(row, label)));
    }

    [Test]
    public void Images_on_which_the_controls_loss_has_no_gradient_are_told()
    {
        // Without weights, a network's logits are its last biases: class 0 for every image.
        var model = Models("RT_temp1").Single();
        float[] parameters = [.. new float[model.Network.Parameters.Length - 3], 1, 0, 0];
        var blind = model with { Network = new ImageNetwork(model.Network.Specification, parameters) };

        var outcome = Open().Get([blind]).Single();

        outcome.Attacks[AttackSuite.Control].Classes.Should().AllBeEquivalentTo(0);
        var right = Test.Labels.Count(label => label == 0);
        _notices.Should().Equal(
            $"APGD-DLR against RT_temp1 (seed 42): its loss has no gradient on {right} of {Images} images. "
                + "That they stay as they are does not show that the model is robust.");
    }

    [Test]
    public void Soft_labels_are_a_teachers_and_have_the_entropy_of_the_experiments_temperature()
    {
        var outcomes = Open().Get(Models("RT_temp1", "RS_temp1_from_RT_temp1"));

        // Logits of order 1 at T = 20 leave almost nothing to choose between three classes.
        outcomes[0].SoftLabelEntropies.Should()
            .HaveCount(Images).And.OnlyContain(entropy => entropy > 0.9 && entropy <= Math.Log(3) + 1e-6);
        outcomes[1].SoftLabelEntropies.Should().BeEmpty();
    }

    [Test]
    public void At_temperature_1_the_strong_attacks_are_the_weak_ones()
    {
        var outcome = Open().Get(Models("RT_temp1")).Single();

        foreach (var attack in new[] { AttackSuite.Fgsm, AttackSuite.Pgd, AttackSuite.DeepFool })
        {
            outcome.Attacks[attack.Strong].Ranks.Should().Equal(outcome.Attacks[attack].Ranks);
            outcome.Attacks[attack.Strong].Classes.Should().Equal(outcome.Attacks[attack].Classes);
        }

        outcome.StrongVanishes.Should().Equal(outcome.Vanishes);
    }

    [Test]
    public void Right_is_a_rank_among_the_first() =>
        new AttackOutcome([0, 1, 2, 0], [0, 1, 2, 3]).IsRight(3).Should().Equal(true, true, true, false);

    [Test]
    public void Everything_that_decides_an_outcome_makes_another_key()
    {
        var models = Models("RT_temp1", "RT_tempT");

        string[] keys =
        [
            .. Open().Get(models).Select(outcome => outcome.Key.Hash),
            Open(experiment: Tiny with { HasDeepFool = false }).Get([models[0]]).Single().Key.Hash,
            Open(experiment: Tiny with { Epsilon = 9.0 / 255 }).Get([models[0]]).Single().Key.Hash,
            Open(test: Test.Take(Images - 1)).Get([models[0]]).Single().Key.Hash,
            Open(train: Train.Take(30)).Get([models[0]]).Single().Key.Hash,
            Open(Behaviour.Current with { Attacks = new("another") }).Get([models[0]]).Single().Key.Hash,
        ];

        keys.Should().OnlyHaveUniqueItems();
    }

    [Test]
    public void Outcomes_come_in_the_order_of_the_models_however_often_one_is_named()
    {
        var models = Models("RT_tempT", "RT_temp1", "RT_tempT");

        Open().Get(models).Select(outcome => outcome.Id).Should().Equal(models.Select(model => model.Id));
        _progress.Select(report => (report.Done, report.Total)).Should().Equal((1, 2), (2, 2));
        _progress[^1].Work.Should().Be(1);
    }

    private StoredModel<ImageNetwork>[] Models(params string[] names)
    {
        var models = new ModelRepository<ImageNetwork>(
            new ArtifactStore(_folder, _ => { }, TimeProvider.System),
            new ImageModelTrainer("Tiny", Train, new SimdBackend()),
            TrainingOrigin.Managed(Stamp, TimeProvider.System),
            new Recorder([]));
        return [.. models.Get([.. names.Select(name => new ModelId(Tiny.Recipe(ModelName.Parse(name)), Seed: 42))])];
    }

    private RobustnessMeasurement Open(
        Behaviour? behaviour = null, ImageExperiment? experiment = null, ImageSet? train = null, ImageSet? test = null) => new(
        new ArtifactStore(_folder, _notices.Add, TimeProvider.System),
        experiment ?? Tiny,
        train ?? Train,
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
