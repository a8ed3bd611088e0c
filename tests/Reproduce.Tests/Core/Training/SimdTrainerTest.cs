using System.Diagnostics;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Core.Training;
using Reproduce.DataSets;
using Reproduce.Tests.Core.Networks;
using Reproduce.Tests.Torch.Training;
using Reproduce.Torch.Networks;
using Reproduce.Torch.Training;
using static TorchSharp.torch;

namespace Reproduce.Tests.Core.Training;

/// <summary>
/// Compares the hand-written trainer of image networks with the reference trainer, and tests the promises of its interface.
/// </summary>
[TestFixture]
[UsesLibTorch]
public sealed class SimdTrainerTest
{
    private const int Side = 16;
    private const int Classes = 4;

    // Not a multiple of the batch of 32, nor of the 16 images that are computed together.
    private static readonly ImageSet Data = RandomNetworks.LabelledImages(Side, Classes, count: 70);
    private static readonly OptimizerSettings Adam = new(OptimizerKind.Adam, LearningRate: 0.001);

    private static readonly OptimizerSettings[] Optimizers =
        [Adam, new(OptimizerKind.Adam, 0.001, WeightDecay: 0.01), new(OptimizerKind.AdamW, 0.001, WeightDecay: 0.2)];

    [Test]
    public void A_teacher_follows_the_plain_trainers_losses(
        [Values("FT_temp1", "RT_tempT")] string model, [ValueSource(nameof(Optimizers))] OptimizerSettings optimizer)
    {
        var recipe = Recipe(model) with { Optimizer = optimizer };
        using var scope = NewDisposeScope();

        var lanes = Train(new TrainingRun<ImageNetwork>(new ModelId(recipe, 42))).Losses;
        var plain = Plain(recipe, tensor(LabelProbabilities.Hard(Data.Labels, Data.ClassCount), [Data.Count, Classes]));

        ShouldAgree(lanes, plain);
    }

    [TestCase("RS_temp1_from_FT_temp1")]
    [TestCase("FS_tempT_from_RT_tempT")]
    public void A_student_of_the_same_teacher_follows_too(string model)
    {
        var recipe = Recipe(model) with { Optimizer = Adam with { LearningRate = 0.005 } };
        var teacher = Decided(RandomNetworks.Network(recipe.OfTeacher().Network));
        using var scope = NewDisposeScope();
        var module = new LayeredModule(teacher.Layers);
        module.Load(teacher.Parameters);

        var lanes = Train(new TrainingRun<ImageNetwork>(new ModelId(recipe, 42), teacher)).Losses;
        var plain = Plain(recipe, SoftLabels.Of(module, Images(), recipe.DistillationTemperature));

        ShouldAgree(lanes, plain);
    }

    [TestCase("RT_temp1")]
    [TestCase("FT_temp1")]
    public void The_networks_of_signs_follow_too_in_three_blocks(string model)
    {
        var data = RandomNetworks.LabelledImages(64, Classes, count: 20);
        var recipe = Recipe(model, NetworkSpecification.Tsrd, side: 64) with { Epochs = 4, BatchSize = 10 };
        using var scope = NewDisposeScope();
        using var module = new LayeredModule(ImageNetworkLayers.Of(recipe.Network));
        var targets = tensor(LabelProbabilities.Hard(data.Labels, data.ClassCount), [data.Count, Classes]);

        var lanes = new SimdBackend().Train([new TrainingRun<ImageNetwork>(new ModelId(recipe, 42))], data, threads: 1).Single().Losses;
        var plain = ModuleTrainer.Train(module, recipe, 42, Images(data), targets);

        lanes.Steps.Zip(plain.Steps, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-4);
    }

    [Test]
    public void The_first_step_goes_down_the_losss_slope_in_every_parameter_whatever_the_number_of_filters()
    {
        // For 3 and 6 filters libtorch's gradients are wrong. Adam's first step is the learning rate against the sign of the gradient.
        var data = RandomNetworks.LabelledImages(side: 8, Classes, count: 5);
        var recipe = Recipe("RT_temp1", side: 8) with { Epochs = 1 };
        recipe = recipe with { Network = recipe.Network with { Width = 0.1 } };
        var layers = ImageNetworkLayers.Of(recipe.Network);
        var first = new float[ImageNetworkLayers.ParameterCount(layers)];
        InitialWeights.Fill(layers, first, new TrainingStreams(recipe, 42).Initialization());
        var run = new TrainingRun<ImageNetwork>(new ModelId(recipe, 42));

        var trained = new SimdBackend().Train([run], data, threads: 1).Single().Network.Parameters.ToArray();

        double[] slopes = [.. Enumerable.Range(0, first.Length).Select(i => ExactSlope(recipe.Network, first, i, data))];
        var steep = Enumerable.Range(0, first.Length).Where(i => Math.Abs(slopes[i]) > 0.003 * slopes.Max(Math.Abs)).ToList();
        steep.Should().HaveCountGreaterThan(first.Length / 3);
        steep.Should().OnlyContain(i => Math.Abs(trained[i] - first[i] + (Adam.LearningRate * Math.Sign(slopes[i]))) < 1e-5);
    }

    [Test]
    public void An_easy_set_is_learnt()
    {
        var recipe = Recipe("RT_temp1") with { Epochs = 25, Optimizer = Adam with { LearningRate = 0.01 } };

        var losses = Train(new TrainingRun<ImageNetwork>(new ModelId(recipe, 42))).Losses.Epochs;

        losses[0].Should().BeGreaterThan(0.6 * Math.Log(Classes));
        losses[^1].Should().BeLessThan(0.2 * Math.Log(Classes));
    }

    [Test]
    public void A_learning_rate_that_falls_to_nothing_leaves_the_weights_alone()
    {
        var recipe = Recipe("RT_temp1") with { Epochs = 2, Schedule = new StepDecay(Factor: 1e-30, EveryEpochs: 1) };

        var shorter = Train(new TrainingRun<ImageNetwork>(new ModelId(recipe with { Epochs = 1 }, 42))).Network;
        var longer = Train(new TrainingRun<ImageNetwork>(new ModelId(recipe, 42))).Network;

        longer.Parameters.ToArray().Should().Equal(shorter.Parameters.ToArray());
    }

    [Test]
    public void If_all_features_are_dropped_only_later_layers_decide_the_loss()
    {
        var recipe = Dropping(Recipe("RT_temp1"), rate: 1 - 1e-12) with { Epochs = 1, BatchSize = Data.Count };
        var layers = ImageNetworkLayers.Of(recipe.Network);
        var first = new float[ImageNetworkLayers.ParameterCount(layers)];
        InitialWeights.Fill(layers, first, new TrainingStreams(recipe, 42).Initialization());
        // Only the biases of the first fully connected layer, their ReLU and the last layer are left.
        var units = layers.OfType<NetworkLayer.Linear>().First().Outputs;
        var (biases, weights) = (first[^Classes..], first[^(Classes * (units + 1))..]);
        var hidden = first[^((Classes * (units + 1)) + units)..];
        double[] logits = [.. biases.Select((bias, k) => bias + Enumerable.Range(0, units).Sum(
            i => (double)weights[(k * units) + i] * Math.Max(hidden[i], 0)))];

        var loss = Train(new TrainingRun<ImageNetwork>(new ModelId(recipe, 42))).Losses.Steps[0];

        var logSum = Math.Log(logits.Sum(Math.Exp));
        loss.Should().BeApproximately(Data.Labels.Average(label => logSum - logits[label]), 1e-6);
    }

    [Test]
    public void Dropout_changes_the_training_but_not_its_start()
    {
        var plain = Train(new TrainingRun<ImageNetwork>(new ModelId(Recipe("FT_temp1"), 42))).Losses.Steps;
        var dropping = Train(new TrainingRun<ImageNetwork>(new ModelId(Dropping(Recipe("FT_temp1"), rate: 0.5), 42))).Losses.Steps;

        dropping[0].Should().NotBe(plain[0]).And.BeApproximately(plain[0], 0.1);
        dropping.Should().NotEqual(plain);
    }

    [Test]
    public void The_same_run_gives_the_same_bits_with_any_other_runs_and_any_number_of_threads()
    {
        TrainingRun<ImageNetwork>[] runs =
        [
            .. Flavours.Teachers.Select(model => new TrainingRun<ImageNetwork>(
                new ModelId(Dropping(Recipe($"{model}"), 0.5) with { Epochs = 2 }, 42))),
        ];

        var alone = Train(runs[1]);
        var together = new SimdBackend().Train(runs, Data, threads: 2).Single(result => result.Id == runs[1].Id);

        together.Network.Parameters.ToArray().Should().Equal(alone.Network.Parameters.ToArray());
        together.Losses.Steps.Should().Equal(alone.Losses.Steps);
    }

    [Test]
    public void A_run_that_is_not_to_begin_is_left_out_and_the_others_are_trained([Values(1, 2)] int threads)
    {
        TrainingRun<ImageNetwork>[] runs = Short(seeds: [1, 2, 3]);

        var trained = new SimdBackend().Train(runs, Data, threads, model => model.Seed == 2 ? null : new NoCheckpoints());

        trained.Select(result => result.Id.Seed).Should().BeEquivalentTo([1, 3]);
    }

    [Test]
    public void An_exception_of_begin_is_thrown_unchanged()
    {
        TrainingRun<ImageNetwork>[] runs = Short(seeds: [1, 2]);

        FluentActions
            .Invoking(() => new SimdBackend().Train(runs, Data, threads: 2, _ => throw new NotSupportedException("no disk")).ToList())
            .Should().Throw<NotSupportedException>("several threads report an error as one does").WithMessage("no disk");
    }

    [Test]
    public void A_loss_that_is_not_a_number_stops_the_run_with_the_models_name_and_step()
    {
        var recipe = Recipe("FT_temp1") with { Optimizer = Adam with { LearningRate = 1e30 } };

        FluentActions.Invoking(() => Train(new TrainingRun<ImageNetwork>(new ModelId(recipe, 42))))
            .Should().Throw<TrainingDivergedException>().WithMessage("*FT_temp1 (seed 42) became * at step 2:*");
    }

    [Test]
    public void A_cancelled_training_stops()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var run = new TrainingRun<ImageNetwork>(new ModelId(Recipe("FT_temp1"), 42));

        FluentActions.Invoking(() => new SimdBackend().Train([run], Data, threads: 1, cancellation: cancellation.Token).ToList())
            .Should().Throw<OperationCanceledException>();
    }

    [Test]
    public void A_student_without_its_teacher_is_refused() =>
        Training(new TrainingRun<ImageNetwork>(new ModelId(Recipe("FS_temp1_from_RT_tempT"), 42)))
            .Should().Throw<ArgumentException>().WithMessage("*FS_temp1_from_RT_tempT is a student: it needs the trained RT_tempT*");

    [Test]
    public void A_teacher_with_a_teacher_is_refused() =>
        Training(new TrainingRun<ImageNetwork>(new ModelId(Recipe("RT_temp1"), 42), RandomNetworks.Network(Recipe("RT_temp1").Network)))
            .Should().Throw<ArgumentException>().WithMessage("*RT_temp1 is a teacher*can't have a teacher*");

    [Test]
    public void Images_of_another_size_are_refused() =>
        Training(new TrainingRun<ImageNetwork>(new ModelId(Recipe("RT_temp1", side: 32), 42)))
            .Should().Throw<ArgumentException>().WithMessage("*images of [3, 32, 32]*the data have [3, 16, 16]*");

    [Test]
    public void A_recipe_out_of_range_is_refused() =>
        Training(new TrainingRun<ImageNetwork>(new ModelId(Recipe("RT_temp1") with { Epochs = 0 }, 42)))
            .Should().Throw<ArgumentException>().WithMessage("*Epochs is 0*");

    [Test]
    public void Fewer_threads_than_one_are_refused() =>
        FluentActions.Invoking(() => new SimdBackend().Train(Short(seeds: [1]), Data, threads: 0).ToList())
            .Should().Throw<ArgumentOutOfRangeException>();

    /// <summary>The derivative of the mean cross-entropy with respect to one parameter, by the definition of the network.</summary>
    private static double ExactSlope(NetworkSpecification specification, float[] parameters, int place, ImageSet data)
    {
        const float step = 1e-3f;
        return (LossAt(parameters[place] + step) - LossAt(parameters[place] - step)) / (2 * step);

        double LossAt(float value)
        {
            float[] moved = [.. parameters];
            moved[place] = value;
            var network = new ImageNetwork(specification, moved);
            return Enumerable.Range(0, data.Count).Average(i =>
            {
                double[] image = [.. data.Image(i).ToArray().Select(pixel => (pixel / 127.5) - 1)];
                var logits = ExactNetwork.Logits(network, image);
                return Math.Log(logits.Sum(Math.Exp)) - logits[data.Labels[i]];
            });
        }
    }

    [Test]
    public void A_thousand_steps_allocate_nothing_but_room_for_their_losses()
    {
        // A batch is the whole set: a step is an epoch.
        var recipe = Recipe("RT_temp1") with { BatchSize = Data.Count };
        var targets = LabelProbabilities.Hard(Data.Labels, Data.ClassCount);
        _ = Allocated(10);

        var perStep = (Allocated(1100) - Allocated(100)) / 1000.0;

        perStep.Should().BeLessThan(128, "a step's and an epoch's loss are 8 bytes each, in lists that double and are copied at the end");

        long Allocated(int epochs)
        {
            // Only this thread's bytes, since other threads of the process, such as the test host's, allocate, too.
            var run = new TrainingRun<ImageNetwork>(new ModelId(recipe with { Epochs = epochs }, 42));
            var before = GC.GetAllocatedBytesForCurrentThread();
            SimdTrainer.Train(run, Data, targets, new NoCheckpoints());
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Test]
    [NonParallelizable]
    public void Loading_the_samples_is_a_fiftieth_of_a_step_at_most()
    {
        // The paper's Reduced network, whose steps are the shortest.
        var data = RandomNetworks.LabelledImages(side: 32, classes: 10, count: 128);
        var recipe = Cifar10.Definition.Paper.Recipe(ModelName.Parse("RT_temp1")) with { Epochs = 4 };
        var targets = LabelProbabilities.Hard(data.Labels, data.ClassCount);
        var plan = SimdPlan.Of(ImageNetworkLayers.Of(recipe.Network), data.Shape);
        using var buffers = new SimdBuffers(plan, forTraining: true);
        using var batch = new SimdBatch(data, targets, plan.Image);
        int[] samples = [.. Enumerable.Range(0, data.Count)];
        var run = new TrainingRun<ImageNetwork>(new ModelId(recipe, 42));

        var step = Fastest(() => SimdTrainer.Train(run, data, targets, new NoCheckpoints())) / recipe.Epochs;
        var loading = Fastest(() =>
        {
            for (var start = 0; start < data.Count; start += FeatureMap.Lanes)
            {
                LoadInto(buffers, batch, samples.AsSpan(start, FeatureMap.Lanes));
            }
        });

        (loading / step).Should().BeLessThan(0.02);
    }

    private static unsafe void LoadInto(SimdBuffers buffers, SimdBatch batch, ReadOnlySpan<int> samples) =>
        batch.Load(samples, 1f / samples.Length, buffers.Image);

    private static TimeSpan Fastest(Action action)
    {
        action();
        return Enumerable.Range(0, 5).Min(_ =>
        {
            var started = Stopwatch.GetTimestamp();
            action();
            return Stopwatch.GetElapsedTime(started);
        });
    }

    private static TrainingRun<ImageNetwork>[] Short(int[] seeds) =>
        [.. seeds.Select(seed => new TrainingRun<ImageNetwork>(new ModelId(Recipe("RT_temp1") with { Epochs = 1 }, seed)))];

    private static Action Training(TrainingRun<ImageNetwork> run) => () => Train(run);

    private static TrainedModel<ImageNetwork> Train(TrainingRun<ImageNetwork> run) =>
        new SimdBackend().Train([run], Data, threads: 1).Single();

    private static LossHistory Plain(Recipe recipe, Tensor targets)
    {
        using var module = new LayeredModule(ImageNetworkLayers.Of(recipe.Network));
        return ModuleTrainer.Train(module, recipe, 42, Images(), targets);
    }

    private static Tensor Images(ImageSet? data = null)
    {
        data ??= Data;
        var images = data.ToUnitRange();
        Normalization.Normalize(images, images);
        return tensor(images, [data.Count, data.Shape.Channels, data.Shape.Height, data.Shape.Width]);
    }

    private static void ShouldAgree(LossHistory lanes, LossHistory plain)
    {
        lanes.Steps.Should().HaveCount(21);
        lanes.Steps.Zip(plain.Steps, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-4);
        lanes.Epochs.Zip(plain.Epochs, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-4);
        lanes.Steps[^1].Should().NotBeApproximately(lanes.Steps[0], 1e-3, "a loss that stands still would agree with any other");
    }

    /// <summary>The same network with logits so large that its soft labels are informative at a temperature of 20.</summary>
    private static ImageNetwork Decided(ImageNetwork network) =>
        new(network.Specification, [.. network.Parameters.ToArray().Select(value => 2 * value)]);

    private static Recipe Dropping(Recipe recipe, double rate) => recipe with { Network = recipe.Network with { Dropout = rate } };

    /// <summary>Numbers of filters are multiples of 16, since libtorch's gradients are wrong for others.</summary>
    private static Recipe Recipe(string name, string kind = NetworkSpecification.Cifar10, int side = Side)
    {
        var model = ModelName.Parse(name);
        var width = model.Architecture == Architecture.Full ? 0.25 : 0.5;
        return new Recipe
        {
            Model = model,
            DistillationTemperature = 20,
            Network = RandomNetworks.Specification(kind, model.Architecture, side, width, Classes),
            Epochs = 7,
            BatchSize = 32,
            Optimizer = Adam,
            Schedule = new StepDecay(Factor: 0.5, EveryEpochs: 3),
        };
    }
}
