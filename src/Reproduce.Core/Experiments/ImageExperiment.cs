using System.Collections.Immutable;
using System.Globalization;
using Reproduce.Core.Data;
using Reproduce.Core.Models;

namespace Reproduce.Core.Experiments;

/// <summary>
/// The image experiment on one data set at one size: how models are trained, on how much, and how many of them are compared.
/// </summary>
public sealed record ImageExperiment
{
    /// <summary>The data set's name, such as <c>CIFAR-10</c>.</summary>
    public required string DataSet { get; init; }

    /// <summary>The family of networks, such as <see cref="NetworkSpecification.Cifar10"/>.</summary>
    public required string NetworkKind { get; init; }

    /// <summary>Rows and columns of an image.</summary>
    public required int ImageSide { get; init; }

    /// <summary>Number of classes.</summary>
    public required int Classes { get; init; }

    /// <summary>What the width of every layer but the last is multiplied by.</summary>
    public double Width { get; init; } = 1;

    /// <summary>The distillation temperature T (section 5.2).</summary>
    public double Temperature { get; init; } = 20;

    /// <summary>The most training images that are used, the first ones; null for all.</summary>
    public int? TrainImages { get; init; }

    /// <summary>Probability of dropping a hidden unit in training, in [0, 1); the paper's is 0.5.</summary>
    public double Dropout { get; init; } = 0.5;

    /// <summary>
    /// The largest change of a pixel by FGSM, PGD and APGD-DLR, in [0, 1] pixel units, above 0; the paper's is 8/255. DeepFool has none.
    /// </summary>
    public double Epsilon { get; init; } = 8.0 / 255;

    /// <summary><see cref="Epsilon"/> in levels of a pixel, such as <c>8/255</c>.</summary>
    public string EpsilonText => string.Create(CultureInfo.InvariantCulture, $"{255 * Epsilon:0.##}/255");

    /// <summary>Number of test images that are attacked, at most; at least 1.</summary>
    public required int TestImages { get; init; }

    /// <summary>Number of test images whose attributions are compared, at most; at least 1.</summary>
    public required int AttributedImages { get; init; }

    /// <summary>Among how many of the largest logits the true class's must be for a prediction to count as right, at least 1.</summary>
    public int TopK { get; init; } = 1;

    /// <summary>Whether DeepFool is among the attacks.</summary>
    public bool HasDeepFool { get; init; } = true;

    /// <summary>Passes over the training set.</summary>
    public required int Epochs { get; init; }

    /// <summary>Samples in a batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The optimizer.</summary>
    public required OptimizerSettings Optimizer { get; init; }

    /// <summary>The learning rate's schedule.</summary>
    public required StepDecay Schedule { get; init; }

    /// <summary>
    /// The first of the seeds, the paper's 42 unless models of that seed had a say in the experiment's own settings: a verdict on seeds
    /// that settings were chosen by would confirm the choice.
    /// </summary>
    public int FirstSeed { get; init; } = Profile.FirstSeed;

    /// <summary>Number of seeds that sub-claims compare, at least 1.</summary>
    public required int ComparedSeedCount { get; init; }

    /// <summary>
    /// Whether every flavour is attacked with all seeds, so that each number of the paper has an interval of ours beside it; otherwise
    /// only those that sub-claims compare are (<see cref="IsComparedUnderAttack"/>), and the others with the first seed.
    /// </summary>
    public bool AttacksEverySeed { get; init; }

    /// <summary>All seeds, from the first on: every flavour's attributions are compared for each of them.</summary>
    public ImmutableArray<int> Seeds => [.. Enumerable.Range(FirstSeed, ComparedSeedCount)];

    /// <summary>The images that models are trained on: the first <see cref="TrainImages"/> of the training split.</summary>
    /// <param name="data">The data set.</param>
    public ImageSet TrainingSetOf(ImageData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return TrainImages is { } count ? data.Train.Take(count) : data.Train;
    }

    /// <summary>The recipe of a flavour.</summary>
    /// <param name="model">The flavour.</param>
    public Recipe Recipe(ModelName model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new Recipe
        {
            Model = model,
            DistillationTemperature = Temperature,
            Network = new NetworkSpecification(NetworkKind, model.Architecture, Dropout)
            {
                Classes = Classes,
                ImageSide = ImageSide,
                Width = Width,
            },
            Epochs = Epochs,
            BatchSize = BatchSize,
            Optimizer = Optimizer,
            Schedule = Schedule,
        };
    }

    /// <summary>The seeds with which a flavour is attacked: all or the first (<see cref="AttacksEverySeed"/>).</summary>
    /// <param name="model">The flavour.</param>
    public ImmutableArray<int> AttackedSeedsOf(ModelName model) =>
        AttacksEverySeed || IsComparedUnderAttack(model) ? Seeds : [FirstSeed];

    /// <summary>
    /// The seeds with which a flavour is trained for all claims together: all of them, and a second one for teachers where there is only
    /// one, since students are also compared with a teacher that is not theirs.
    /// </summary>
    /// <param name="model">The flavour.</param>
    public ImmutableArray<int> TrainedSeedsOf(ModelName model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.IsStudent || Seeds.Length > 1 ? Seeds : [Seeds[0], Seeds[0] + 1];
    }

    /// <summary>
    /// Whether a sub-claim compares the flavour under attack with another: the four teachers, and those students of the teachers trained at
    /// T that have their teacher's size.
    /// </summary>
    /// <param name="model">The flavour.</param>
    public static bool IsComparedUnderAttack(ModelName model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Teacher is not { } teacher
            || (teacher.Architecture == model.Architecture && teacher.Temperature == TrainingTemperature.T);
    }
}
