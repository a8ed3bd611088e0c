using Reproduce.Core.Experiments;
using Reproduce.Core.Models;

namespace Reproduce.Tests.Core.Experiments;

/// <summary>An experiment on images of 8 x 8 pixels in three classes, whose models are trained in an instant.</summary>
internal static class TinyExperiment
{
    /// <summary>One epoch, and five images that are attacked.</summary>
    public static readonly ImageExperiment Settings = new()
    {
        DataSet = "Tiny",
        NetworkKind = NetworkSpecification.Cifar10,
        ImageSide = 8,
        Classes = 3,
        Width = 0.0625,
        TestImages = 5,
        AttributedImages = 5,
        Epochs = 1,
        BatchSize = 16,
        Optimizer = new OptimizerSettings(OptimizerKind.Adam, LearningRate: 0.01),
        Schedule = new StepDecay(Factor: 0.5, EveryEpochs: 10),
        ComparedSeedCount = 1,
    };
}
