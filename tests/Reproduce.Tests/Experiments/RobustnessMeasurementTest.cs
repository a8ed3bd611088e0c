using Reproduce.Core.Attacks;
using Reproduce.Core.Catalog;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Lanes;
using Reproduce.Core.Randomness;
using Reproduce.Core.Store;

namespace Reproduce.Tests.Experiments;

[TestFixture]
public sealed class RobustnessMeasurementTest
{
    private static readonly BuildStamp Stamp = new("core", "measurement", "2.10.0", "commit", "0.1.0");
    private static readonly ImageSet Train = Draw("train", 24);
    private static readonly ImageSet Test = Draw("test", 18);

    private static readonly ImageExperiment Experiment = Profile.Quick.Images.Signs with
    {
        Classes = 3,
        Width = 0.125,
        Epochs = 2,
        TestImages = 18,
    };

    private string _folder = "";
    private int _measured;

    [SetUp]
    public void CreateFolder()
    {
        _folder = Directory.CreateTempSubdirectory("reproduce-robustness-").FullName;
        _measured = 0;
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Outcomes_are_measured_once_and_then_read()
    {
        var models = Models("RT_tempT", "RS_temp1_from_RT_tempT");
        var measured = Open(Test).Get(models);

        var read = Open(Test).Get(models);

        _measured.Should().Be(2);
        foreach (var (first, second) in measured.Zip(read))
        {
            second.Key.Should().Be(first.Key);
            second.Attacks["PGD-CW"].Ranks.Should().Equal(first.Attacks["PGD-CW"].Ranks);
            second.SoftLabelEntropies.Should().Equal(first.SoftLabelEntropies);
        }
    }

    [Test]
    public void Every_attack_s_outcome_is_that_of_the_attack_itself()
    {
        var model = Models("RT_temp1").Single();

        var outcome = Open(Test).Get([model]).Single();

        outcome.Attacks.Keys.Should().BeEquivalentTo("None", "FGSM", "FGSM-CW", "PGD", "PGD-CW", "DeepFool", "DeepFool-CW", "APGD-DLR");
        using var lanes = new LaneNetwork(model.Network);
        var network = new PixelNetwork(lanes);
        var images = new float[Test.Pixels.Length];
        Normalization.ToUnitRange(Test.Pixels.Span, images);
        var attacked = AttackRunner.Run(new Fgsm(), network, images, Test.Labels.ToArray(), batchSize: 5, threads: 1);
        var logits = Predictions.Logits(network, attacked, batchSize: 7, threads: 1);
        outcome.Attacks["FGSM"].Classes.Should().Equal(Predictions.Classes(logits, 3));
        outcome.Attacks["FGSM"].IsRight(1).Should().Equal(Predictions.TopK(logits, Test.Labels.AsSpan(), 1));
        outcome.Attacks["FGSM"].IsRight(2).Should().Equal(Predictions.TopK(logits, Test.Labels.AsSpan(), 2));
    }

    [Test]
    public void At_temperature_1_the_strong_version_is_the_weak_one_and_teachers_alone_give_labels()
    {
        var outcomes = Open(Test).Get(Models("RT_temp1", "RS_temp1_from_RT_tempT"));

        outcomes.Should().OnlyContain(outcome => outcome.Attacks["PGD"].Classes.SequenceEqual(outcome.Attacks["PGD-CW"].Classes));
        outcomes[0].SoftLabelEntropies.Should().HaveCount(18).And.OnlyContain(entropy => entropy > 0 && entropy <= Math.Log(3) + 1e-6);
        outcomes[1].SoftLabelEntropies.Should().BeEmpty();
    }

    [Test]
    public void Other_images_are_another_measurement()
    {
        var models = Models("RT_temp1");

        var (whole, part) = (Open(Test).Get(models).Single(), Open(Test.Take(17)).Get(models).Single());

        part.Key.Should().NotBe(whole.Key);
        part.Attacks["None"].Ranks.Should().Equal(whole.Attacks["None"].Ranks.Take(17));
    }

    private IReadOnlyList<StoredModel<ImageNetwork>> Models(params string[] names) => new ModelRepository<ImageNetwork>(
        Store(), new ImageModelTrainer("test", Train), Origin(), new Counter(() => { }))
        .Get([.. names.Select(name => new ModelId(Experiment.Recipe(ModelName.Parse(name)), Seed: 42))]);

    private RobustnessMeasurement Open(ImageSet test) => new(Store(), Experiment, Train, test, Origin(), new Counter(() => _measured++));

    private ArtifactStore Store() => new(_folder, _ => { }, TimeProvider.System);

    private static TrainingOrigin Origin() => TrainingOrigin.Managed(Stamp, TimeProvider.System);

    private static ImageSet Draw(string key, int count)
    {
        var random = MersenneTwister.FromKey(key);
        var pixels = new byte[count * 3 * 32 * 32];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(random.NextInt32(128) + (i / 3072 % 3 * 60));
        }

        return new ImageSet(new ImageShape(3, 32, 32), 3, pixels, [.. Enumerable.Range(0, count).Select(i => i % 3)]);
    }

    private sealed class Counter(Action count) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => count();
    }
}
