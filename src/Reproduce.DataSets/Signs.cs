using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Randomness;
using Reproduce.DataSets.SignDrawing;

namespace Reproduce.DataSets;

/// <summary>
/// Road signs that are drawn instead of downloaded: a stand-in for CIFAR-10 and TSRD wherever there is no network. The classes combine
/// outlines, colours and glyphs, and some differ by one of these alone; pose, light, blur, obstacles and noise vary.
/// </summary>
/// <remarks>
/// A seed gives the same bytes on every x64 machine. Each image has a random stream of its own, keyed by seed, split and index, so a
/// smaller set is the beginning of a larger one. Skia fills polygons without antialiasing, their corners
/// on its grid of 1/64 pixel, in integer arithmetic; the rest is IEEE arithmetic without functions of the C library.
/// </remarks>
public static class Signs
{
    /// <summary>
    /// The signs and the experiment on them. The paper has no such data: the Paper profile only has more images, wider networks and more
    /// seeds.
    /// </summary>
    public static DataSet Definition { get; } = new()
    {
        Title = "Signs",
        CommandName = "signs",
        Quick = Quick,
        Paper = Quick with { Width = 1, TrainImages = 12_000, TestImages = 1000, AttributedImages = 1000, ComparedSeedCount = 5 },
        Read = (experiment, _) => Draw(SettingsOf(experiment)),
    };

    private static ImageExperiment Quick => new()
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
    };

    /// <summary>Draws both splits, on all cores.</summary>
    /// <param name="settings">How many, and which.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public static ImageData Draw(SignsSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        return new ImageData(
            "Signs",
            [.. SignClass.All.Take(settings.Classes).Select(sign => sign.Name)],
            DrawSplit(settings, "train", settings.TrainCount),
            DrawSplit(settings, "test", settings.TestCount));
    }

    private static ImageSet DrawSplit(SignsSettings settings, string split, int count)
    {
        var shape = new ImageShape(SignCamera.Channels, settings.Side, settings.Side);
        var key = $"signs/seed={settings.Seed}/{split}";
        var labels = SignLabels.Of(key, settings.Classes, count);
        var pixels = new byte[count * shape.Size];
        Parallel.For(
            0,
            count,
            () => new SignStudio(settings.Side, settings.Difficulty),
            (index, _, studio) =>
            {
                var random = MersenneTwister.FromKey($"{key}/image={index}");
                studio.Draw(SignClass.All[labels[index]], random, pixels.AsSpan(index * shape.Size, shape.Size));
                return studio;
            },
            studio => studio.Dispose());
        return new ImageSet(shape, settings.Classes, pixels, labels);
    }

    private static SignsSettings SettingsOf(ImageExperiment experiment) => new()
    {
        Side = experiment.ImageSide,
        Classes = experiment.Classes,
        TrainCount = experiment.TrainImages
            ?? throw new InvalidOperationException("Signs are drawn: the experiment must say how many training images."),
        TestCount = experiment.TestImages,
    };
}
