using System.Collections.Immutable;
using FluentAssertions;
using Reproduce.Claims.Images;
using Reproduce.Core.Attacks;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;
using Reproduce.Core.Statistics;
using Reproduce.Core.Training;
using Reproduce.DataSets;
using Reproduce.Results;

namespace Reproduce.Claims.NegativeControls;

/// <summary>Models that are trained on shuffled labels: the requirement that the plain teachers learn must not be met.</summary>
[TestFixture]
public sealed class ShuffledLabels
{
    private const int Side = 8;

    private static readonly ImageStudy Study = ImageStudy.All.Single(study => study.DataSet.Files is null);

    private static readonly ImageExperiment Tiny = Signs.Definition.Quick with
    {
        DataSet = "quarters",
        ImageSide = Side,
        Classes = 4,
        Epochs = 12,
        Schedule = new StepDecay(Factor: 0.15, EveryEpochs: 9),
        ComparedSeedCount = 3,
    };

    private static readonly ImageSet Train = Draw(count: 480, "train");
    private static readonly ImageSet Test = Draw(count: 100, "test");

    [Test]
    public void Models_that_are_trained_on_the_right_labels_learn() => Learnt(Train).Verdict.Should().Be(Verdict.Supported);

    [Test]
    public void Models_that_are_trained_on_shuffled_labels_do_not()
    {
        int[] labels = [.. Train.Labels];
        MersenneTwister.FromKey("quarters/shuffled").Shuffle(labels);

        var learnt = Learnt(new ImageSet(Train.Shape, Train.ClassCount, Train.Pixels, [.. labels]));

        learnt.Verdict.Should().Be(Verdict.Contradicted);
        learnt.Mean!.Estimate.Should().BeLessThan(50, "guessing is right on a quarter of the images");
    }

    /// <summary>The requirement on the plain teachers, decided from models that are trained here, on this set.</summary>
    private static SubClaim Learnt(ImageSet train)
    {
        var backend = new SimdBackend();
        ImmutableArray<ModelId> ids =
        [
            .. from model in Flavours.Teachers
               where model.Temperature == TrainingTemperature.One
               from seed in Tiny.Seeds
               select new ModelId(Tiny.Recipe(model), seed),
        ];
        var models = backend.Train([.. ids.Select(id => new TrainingRun<ImageNetwork>(id))], train, Environment.ProcessorCount).ToList();
        var right = models.OrderBy(model => model.Id.Seed).ToLookup(
            model => model.Id.Recipe.Model, model => Recognized(backend, model.Network));
        var accuracies = AttackedAccuracies.Of(Study) with { Recognized = (model, _) => [.. right[model]] };
        return new Baseline(Study) { Accuracies = accuracies }.SignsAreLearnt();
    }

    private static double[] Recognized(SimdBackend backend, ImageNetwork model)
    {
        var images = Test.ToUnitRange();
        using var network = backend.Open(model);
        var logits = Predictions.Logits(new PixelNetwork(network), images, Test.Count, threads: 1, CancellationToken.None);
        return [.. Predictions.Classes(logits, Tiny.Classes).Zip(Test.Labels, (predicted, label) => predicted == label ? 100.0 : 0)];
    }

    /// <summary>Noise, brighter in the quarter that is the image's class.</summary>
    private static ImageSet Draw(int count, string split)
    {
        var shape = new ImageShape(3, Side, Side);
        var random = MersenneTwister.FromKey($"quarters/{split}");
        ImmutableArray<int> labels = [.. Enumerable.Range(0, count).Select(index => index % Tiny.Classes)];
        var pixels =
            from label in labels
            from channel in Enumerable.Range(0, shape.Channels)
            from row in Enumerable.Range(0, Side)
            from column in Enumerable.Range(0, Side)
            let isBright = label == (2 * (2 * row / Side)) + (2 * column / Side)
            select (byte)((128 * random.NextDouble()) + (isBright ? 96 : 0));
        return new ImageSet(shape, Tiny.Classes, pixels.ToArray(), labels);
    }
}
