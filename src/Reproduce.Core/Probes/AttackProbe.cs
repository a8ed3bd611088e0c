using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Backends;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Core.Store;
using Reproduce.Core.Training;

namespace Reproduce.Core.Probes;

/// <summary>
/// Runs every attack on tiny networks whose softmax is saturated, as that of distilled networks, with and without logit scaling; and FGSM
/// on every kind of network.
/// </summary>
internal static class AttackProbe
{
    private const int BatchSize = FeatureMap.Lanes;

    private const float LogitScale = 30;

    // So large that every gradient of the undivided logits is zero.
    private const float MaskingTemperature = 10_000;

    /// <summary>The hash of the attacked images and of their measures.</summary>
    public static string Hash()
    {
        using var hash = new ProbeHash();
        RuntimeFunctions.AddTo(hash);
        // A batch of 16 images and one of two, whose random starts are those of images 16 and 17.
        AddAttacks(
            hash,
            NetworkSpecification.Cifar10,
            Architecture.Reduced,
            BatchSize + 2,
            [
                new Fgsm(),
                new Pgd("probe"),
                new Pgd(RandomStart: null, Steps: 2),
                new Fgsm(Arithmetic: LossArithmetic.DoublePrecision),
                new Pgd("probe", Steps: 2, Arithmetic: LossArithmetic.DoublePrecision),
                new DeepFool(Steps: 10),
                new Apgd("probe", 1f / 255, Steps: 20),
            ]);
        AddAttacks(hash, NetworkSpecification.Cifar10, Architecture.Full, count: 2, [new Fgsm()]);
        AddAttacks(hash, NetworkSpecification.Tsrd, Architecture.Reduced, count: 1, [new Fgsm()]);
        AddMeasurements(hash);
        return hash.ToString();
    }

    /// <summary>Whole measurements of a teacher trained at T: which logits each attack sees, and what is counted.</summary>
    private static void AddMeasurements(ProbeHash hash)
    {
        var experiment = new ImageExperiment
        {
            DataSet = "probe",
            NetworkKind = NetworkSpecification.Cifar10,
            ImageSide = 8,
            Classes = ProbeNumbers.Classes,
            Width = 0.16,
            Temperature = MaskingTemperature,
            TestImages = 2,
            AttributedImages = 0,
            Epochs = 1,
            BatchSize = BatchSize,
            Optimizer = new OptimizerSettings(OptimizerKind.Adam, LearningRate: 0.001),
            Schedule = new StepDecay(Factor: 1, EveryEpochs: 1),
            ComparedSeedCount = 1,
        };
        var recipe = experiment.Recipe(ModelName.OfTeacher(Architecture.Reduced, TrainingTemperature.T));
        var images = ProbeNumbers.Images(recipe.Network, experiment.TestImages);
        var (key, origin) = (ProbeHash.KeyOfNothing, ProbeHash.Origin());
        var (store, backend, progress) = (ProbeHash.NoStore(), new SimdBackend(), new Progress<TrainingProgress>());
        var model = new StoredModel<ImageNetwork>(
            new ModelId(recipe, Seed: 1),
            ProbeNumbers.Weights(recipe.Network, MaskingTemperature),
            EpochLosses: [],
            key,
            origin.ProvenanceOf(threads: 1, TimeSpan.Zero));
        hash.Add(new RobustnessMeasurement(store, experiment, images, images, backend, origin, progress)
            .Measure([(key, model)], CancellationToken.None));
        ImmutableArray<ScaledAttack> scaled =
            [.. ScaledAttackSuite.WeakAndStrong(experiment), new ScaledAttack(AttackSuite.Fgsm, 1, LossArithmetic.DoublePrecision)];
        hash.Add(new MaskingMeasurement(store, experiment, images, backend, origin, progress)
            .Measure([(key, model)], scaled, CancellationToken.None));
    }

    private static void AddAttacks(ProbeHash hash, string kind, Architecture architecture, int count, ImmutableArray<IAttack> attacks)
    {
        var specification = ProbeNumbers.Network(kind, architecture);
        using var simd = new SimdNetwork(ProbeNumbers.Weights(specification, LogitScale));
        var network = new PixelNetwork(simd);
        var set = ProbeNumbers.Images(specification, count);
        var images = set.ToUnitRange();
        // The labels are the predictions, so that attacks can change them; a few are wrong from the start.
        var labels = Predictions.Classes(Predictions.Logits(network, images, BatchSize, threads: 1), network.ClassCount);
        for (var i = 6; i < labels.Length; i += 7)
        {
            labels[i] = (labels[i] + 1) % network.ClassCount;
        }

        foreach (var attacked in (IDifferentiableNetwork[])[network, new LogitScaling(network, LogitScale)])
        {
            foreach (var attack in attacks)
            {
                var adversarial = AttackRunner.Run(attack, attacked, images, labels, BatchSize, threads: 1);
                var logits = Predictions.Logits(network, adversarial, BatchSize, threads: 1);
                hash.Add<float>(adversarial);
                hash.Add<float>(logits);
                hash.Add<int>(Predictions.Classes(logits, network.ClassCount));
                for (var i = 0; i < labels.Length; i++)
                {
                    hash.Add([Predictions.RankOf(logits.AsSpan(i * network.ClassCount, network.ClassCount), labels[i])]);
                }
            }

            var masking = ZeroGradients.Measure(attacked, images, labels, BatchSize, threads: 1);
            hash.Add<double>([.. masking.Select(image => image.ZeroShare)]);
            hash.Add<bool>([.. masking.Select(image => image.Vanishes)]);
        }
    }
}
