using Reproduce.Core.Models;

namespace Reproduce.Core.Experiments;

/// <summary>The image experiments of a profile.</summary>
/// <param name="Signs">On the drawn signs, which are always there.</param>
/// <param name="Cifar10">On CIFAR-10.</param>
/// <param name="Tsrd">On TSRD.</param>
public sealed record ImageExperiments(ImageExperiment Signs, ImageExperiment Cifar10, ImageExperiment Tsrd)
{
    /// <summary>
    /// Sizes that two processor cores train and attack while one waits: the signs in minutes, CIFAR-10 and TSRD within the hour.
    /// </summary>
    /// <remarks>
    /// What decides whether CW-strong matters is how far the logits can grow: with Adam, the steps times the learning rate. Hence learning
    /// rates above the paper's 0.001, with fewer steps.
    /// </remarks>
    public static ImageExperiments Quick { get; } = new(
        Signs: new ImageExperiment
        {
            DataSet = "Signs",
            NetworkKind = NetworkSpecification.Cifar10,
            ImageSide = 32,
            Classes = 12,
            Width = 0.25,
            TrainImages = 3000,
            TestImages = 300,
            AttributedImages = 200,
            Epochs = 20,
            BatchSize = 16,
            Optimizer = new OptimizerSettings(OptimizerKind.Adam, LearningRate: 0.003),
            Schedule = new StepDecay(Factor: 0.5, EveryEpochs: 5),
            ComparedSeedCount = 3,
        },
        Cifar10: PaperCifar10 with
        {
            Width = 0.375,
            TrainImages = 10_000,
            TestImages = 500,
            AttributedImages = 500,
            Epochs = 20,
            BatchSize = 32,
            Optimizer = new OptimizerSettings(OptimizerKind.Adam, LearningRate: 0.003),
            Schedule = new StepDecay(Factor: 0.5, EveryEpochs: 5),
        },
        Tsrd: PaperTsrd with
        {
            ImageSide = 128,
            Width = 0.25,
            Epochs = 20,
            BatchSize = 32,
            Optimizer = new OptimizerSettings(OptimizerKind.AdamW, LearningRate: 0.003, WeightDecay: 0.2),
            Schedule = new StepDecay(Factor: 0.5, EveryEpochs: 5),
        });

    /// <summary>The paper's sizes; the signs with more pictures and seeds.</summary>
    public static ImageExperiments Paper { get; } = new(
        Signs: Quick.Signs with { Width = 1, TrainImages = 12_000, TestImages = 1000, AttributedImages = 1000, ComparedSeedCount = 5 },
        Cifar10: PaperCifar10,
        Tsrd: PaperTsrd);

    // Section 5.2; numbers as the released code has them.
    private static ImageExperiment PaperCifar10 => new()
    {
        DataSet = "CIFAR-10",
        NetworkKind = NetworkSpecification.Cifar10,
        ImageSide = 32,
        Classes = 10,
        TestImages = 1000,
        AttributedImages = 1000,
        Epochs = 80,
        BatchSize = 128,
        Optimizer = new OptimizerSettings(OptimizerKind.Adam, LearningRate: 0.001),
        Schedule = new StepDecay(Factor: 0.5, EveryEpochs: 10),
        ComparedSeedCount = 1,
    };

    // Section 5.3; numbers as the released code has them.
    private static ImageExperiment PaperTsrd => new()
    {
        DataSet = "TSRD",
        NetworkKind = NetworkSpecification.Tsrd,
        ImageSide = 256,
        Classes = 58,
        TestImages = 300,
        AttributedImages = 100,
        TopK = 3,
        HasDeepFool = false,
        Epochs = 80,
        BatchSize = 128,
        Optimizer = new OptimizerSettings(OptimizerKind.AdamW, LearningRate: 0.001, WeightDecay: 0.2),
        Schedule = new StepDecay(Factor: 0.5, EveryEpochs: 10),
        ComparedSeedCount = 1,
    };
}
