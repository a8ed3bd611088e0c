using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Reproduce.Core.Catalog;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;
using Reproduce.Core.Training;
using Reproduce.Tests.Networks;
using static TorchSharp.torch;
using Architecture = Reproduce.Core.Catalog.Architecture;

namespace Reproduce.Tests.Training;

/// <summary>The hand-written trainer of image networks, held to the plain one in TorchSharp.</summary>
[TestFixture]
public sealed class ImageEnsembleTest
{
    // The last batch of 32 is one of 6, which fills less than half of the lanes.
    private const int SampleCount = 70;

    private static readonly ImageSet Data = Stripes(SampleCount);

    [TestCase("FT_temp1", OptimizerKind.Adam, 0)]
    [TestCase("FT_tempT", OptimizerKind.Adam, 0.1)]
    [TestCase("RT_tempT", OptimizerKind.AdamW, 0.2)]
    public void Losses_are_those_of_the_plain_trainer(string model, OptimizerKind kind, double weightDecay)
    {
        var recipe = RecipeOf(model) with { Optimizer = new OptimizerSettings(kind, LearningRate: 0.002, weightDecay) };

        var lanes = Train(recipe).Losses;

        ShouldAgree(lanes, Plain(recipe, ImageLabels.OneHot(Data)));
    }

    [Test]
    public void A_student_learns_its_teacher_s_soft_labels_as_with_the_plain_trainer()
    {
        var teacher = Train(RecipeOf("RT_tempT") with { Epochs = 10 }).Network;
        var recipe = RecipeOf("FS_tempT_from_RT_tempT");

        var lanes = Train(recipe, teacher).Losses;

        ShouldAgree(lanes, Plain(recipe, ImageLabels.FromTeacher(teacher, Data, recipe.DistillationTemperature)));
    }

    [Test]
    public void Training_learns_what_can_be_learnt()
    {
        var losses = Train(RecipeOf("RT_temp1") with { Epochs = 40, Schedule = new StepDecay(1, 1) }).Losses;

        losses.Epochs[^1].Should().BeLessThan(0.1 * Math.Log(Data.ClassCount));
    }

    [Test]
    public void Neither_other_runs_nor_threads_change_a_model()
    {
        ImageTrainingRun[] runs = [new(RecipeOf("RT_temp1", dropout: 0.5), 42), new(RecipeOf("FT_tempT"), 42), new(RecipeOf("RT_temp1", dropout: 0.5), 43)];

        var together = ImageEnsemble.Train(runs, Data, threads: 2).ToDictionary(item => item.Run, item => Hash(item.Model.Network));

        foreach (var run in runs)
        {
            Hash(ImageEnsemble.Train([run], Data, threads: 1).Single().Model.Network).Should().Be(together[run]);
        }

        together.Values.Should().OnlyHaveUniqueItems();
    }

    [Test]
    public void A_trained_network_has_the_same_bits_on_every_x64_processor()
    {
        Assume.That(RuntimeInformation.ProcessArchitecture, Is.EqualTo(System.Runtime.InteropServices.Architecture.X64), "Seen on x64 alone so far.");

        var network = Train(RecipeOf("FT_tempT", dropout: 0.5)).Network;

        Hash(network).Should().Be("5a5c95644375c7d8f1a2708fe15dbea0f5f3055b01ada5187af655f420f02707");
    }

    [Test]
    public void A_training_that_diverges_says_so() =>
        FluentActions.Invoking(() => Train(RecipeOf("RT_temp1") with { Optimizer = new OptimizerSettings(OptimizerKind.Adam, LearningRate: 1e30) }))
            .Should().Throw<TrainingDivergedException>().WithMessage("*RT_temp1*");

    [Test]
    public void A_student_without_a_teacher_and_data_of_another_size_are_refused()
    {
        FluentActions.Invoking(() => Train(RecipeOf("RS_tempT_from_RT_tempT"))).Should().Throw<ArgumentException>().WithMessage("*needs the trained RT_tempT*");
        var recipe = RecipeOf("RT_temp1");
        FluentActions.Invoking(() => Train(recipe with { Network = recipe.Network with { ImageSide = 64 } }))
            .Should().Throw<ArgumentException>().WithMessage("*[3, 64, 64]*[3, 32, 32]*");
    }

    private static void ShouldAgree(LossHistory lanes, LossHistory plain)
    {
        lanes.Steps.Should().HaveCount(plain.Steps.Length);
        lanes.Steps.Zip(plain.Steps, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-3);
        lanes.Steps.Take(3).Zip(plain.Steps.Take(3), (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-5);
    }

    private static TrainedImageModel Train(Recipe recipe, ImageNetwork? teacher = null) =>
        ImageEnsemble.Train([new ImageTrainingRun(recipe, 42, teacher)], Data, threads: 1).Single().Model;

    private static LossHistory Plain(Recipe recipe, float[] targets)
    {
        using var scope = NewDisposeScope();
        using var network = new LayeredModule(ImageNetworkLayers.Of(recipe.Network));
        var images = new float[Data.Pixels.Length];
        Normalization.ToUnitRange(Data.Pixels.Span, images);
        Normalization.Normalize(images, images);
        return Trainer.Train(
            network, recipe, 42, tensor(images, [SampleCount, 3, 32, 32]), tensor(targets, [SampleCount, Data.ClassCount])).Losses;
    }

    private static Recipe RecipeOf(string model, double dropout = 0)
    {
        var name = ModelName.Parse(model);
        return new Recipe
        {
            Model = name,
            DistillationTemperature = 20,
            Network = ImageNetworks.Specification(
                NetworkSpecification.Cifar10, name.Architecture, name.Architecture == Architecture.Full ? 0.125 : 0.25, dropout: dropout),
            Epochs = 3,
            BatchSize = 32,
            Optimizer = new OptimizerSettings(OptimizerKind.Adam, LearningRate: 0.002),
            Schedule = new StepDecay(Factor: 0.5, EveryEpochs: 2),
        };
    }

    /// <summary>Images of five classes: bright stripes of a class's own distance on noise.</summary>
    private static ImageSet Stripes(int count)
    {
        var random = MersenneTwister.FromKey("stripes");
        var pixels = new byte[count * 3 * 32 * 32];
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % 5)];
        for (var i = 0; i < pixels.Length; i++)
        {
            var label = labels[i / (3 * 32 * 32)];
            pixels[i] = (byte)(random.NextInt32(100) + (i / 32 % (label + 2) == 0 ? 150 : 0));
        }

        return new ImageSet(new ImageShape(3, 32, 32), 5, pixels, [.. labels]);
    }

    private static string Hash(ImageNetwork network) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(network.Parameters)));
}
