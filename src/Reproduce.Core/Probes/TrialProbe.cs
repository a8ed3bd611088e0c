using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Core.Store;
using Reproduce.Core.Training;

namespace Reproduce.Core.Probes;

/// <summary>
/// A whole measurement of the attacks that are not the paper's, on a tiny network whose softmax is saturated, with and without logit
/// scaling, and on a substitute. Apart from <see cref="AttackProbe"/>, so that a change of theirs leaves the outcomes of the paper's
/// attacks.
/// </summary>
internal static class TrialProbe
{
    private const int Images = 5;
    private const float LogitScale = 30;

    /// <summary>The hash of what the attacks did.</summary>
    public static string Hash()
    {
        using var hash = new ProbeHash();
        RuntimeFunctions.AddTo(hash);
        AddTrials(
            hash,
            Architecture.Reduced,
            [
                new("APGD-CE", new Apgd("probe", 4f / 255, Steps: 12, ApgdLoss.CrossEntropy)),
                new("APGD-T", new Apgd("probe", 4f / 255, Steps: 6, ApgdLoss.TargetedDifferenceOfLogitsRatio)),
                new("Square", new Square("probe", 16f / 255, Queries: 40)),
                // From a constant that is too small to one that is too large.
                new("CW-L2", new CarliniWagnerL2(Searches: 5, Iterations: 20, FirstConstant: 1e-4f)),
                new("JSMA", new Jsma()),
                new("JSMA-CW", new Jsma()) { IsStrong = true },
                new("JSMA-Z", new Jsma(AttackTargets.RunnerUp, OfLogits: true, Theta: -0.5f)),
                new("best iterate", new BestIterate(new Pgd("probe", 16f / 255, 16f / 255, Steps: 4))) { IsStrong = true },
                new("transfer", new Fgsm(16f / 255)) { IsTransferred = true },
            ]);
        // The Full network convolves by tiles, and how far DeepFool goes depends on every bit of a gradient.
        AddTrials(hash, Architecture.Full, [new("DeepFool", new DeepFool(Steps: 2))]);
        return hash.ToString();
    }

    private static void AddTrials(ProbeHash hash, Architecture architecture, ImmutableArray<AttackTrial> trials)
    {
        var recipe = RecipeOf(architecture);
        var images = Recognized(ProbeNumbers.Images(recipe.Network, Images), recipe.Network);
        var (key, origin) = (ProbeHash.KeyOfNothing, ProbeHash.Origin());
        var measurement = new TrialMeasurement(
            ProbeHash.NoStore(), "probe", images, trials, new SimdBackend(), origin, new Progress<TrainingProgress>());
        hash.Add(measurement.Measure([(key, new TrialSubject(Model(LogitScale), Model(1)))], CancellationToken.None));

        StoredModel<ImageNetwork> Model(float logitScale) => new(
            new ModelId(recipe, Seed: 1),
            ProbeNumbers.Weights(recipe.Network, logitScale),
            EpochLosses: [],
            key,
            origin.ProvenanceOf(threads: 1, TimeSpan.Zero));
    }

    /// <summary>The images with the network's own predictions as labels: attacks leave what is misclassified.</summary>
    private static ImageSet Recognized(ImageSet images, NetworkSpecification specification)
    {
        using var simd = new SimdNetwork(ProbeNumbers.Weights(specification, LogitScale));
        var pixels = images.ToUnitRange();
        var logits = Predictions.Logits(new PixelNetwork(simd), pixels, Images, threads: 1);
        return new ImageSet(images.Shape, images.ClassCount, images.Pixels, [.. Predictions.Classes(logits, images.ClassCount)]);
    }

    private static Recipe RecipeOf(Architecture architecture) => new()
    {
        Model = ModelName.OfTeacher(architecture, TrainingTemperature.T),
        DistillationTemperature = LogitScale,
        Network = ProbeNumbers.Network(NetworkSpecification.Cifar10, architecture),
        Epochs = 1,
        BatchSize = Images,
        Optimizer = new OptimizerSettings(OptimizerKind.Adam, LearningRate: 0.001),
        Schedule = new StepDecay(Factor: 1, EveryEpochs: 1),
    };
}
