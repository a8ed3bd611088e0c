using System.Diagnostics;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;
using Reproduce.Tests.Core.Networks;
using Reproduce.Tests.Core.Training;
using Reproduce.Torch;
using Reproduce.Torch.Native;
using Reproduce.Torch.Training;
using static TorchSharp.torch;

namespace Reproduce.Tests.Torch;

/// <summary>Compares training by libtorch, on the device of this machine, with the hand-written trainer.</summary>
[TestFixture]
[UsesLibTorch]
public sealed class TorchBackendTest
{
    private const int Epochs = 4;

    // Not a multiple of the batch of 32.
    private static readonly ImageSet Data = RandomNetworks.LabelledImages(side: 16, classes: 4, count: 70);

    private static readonly OptimizerSettings[] Optimizers =
    [
        new(OptimizerKind.Adam, 0.003),
        new(OptimizerKind.Adam, 0.003, WeightDecay: 0.01),
        new(OptimizerKind.AdamW, 0.003, WeightDecay: 0.2),
    ];

    [Test]
    public void It_follows_the_hand_written_trainer_step_by_step(
        [Values("FT_temp1", "RT_tempT", "RS_temp1_from_FT_temp1", "FS_temp1_from_RT_tempT")] string model,
        [ValueSource(nameof(Optimizers))] OptimizerSettings optimizer)
    {
        var run = Run(model, optimizer: optimizer);

        var device = Train([run])[0];
        var lanes = new SimdBackend().Train([run], Data, threads: 1).Single();

        device.Losses.Steps.Zip(lanes.Losses.Steps, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-4);
        device.Losses.Epochs.Should().HaveCount(Epochs);
        var first = new TrainingStreams(run.Recipe, run.Id.Seed).InitialImageNetwork();
        Distance(device.Network, lanes.Network).Should().BeLessThan(1e-2 * Distance(lanes.Network, first));
        lanes.Losses.Steps[^1].Should().NotBeApproximately(lanes.Losses.Steps[0], 1e-3, "constant losses would always agree");
    }

    [Test]
    public void Models_that_are_trained_as_one_are_those_that_are_trained_alone([Values(0.0, 0.5)] double dropout)
    {
        var same = new[] { 1, 2, 3 }.Select(seed => Run("RT_tempT", dropout, seed));
        TrainingRun<ImageNetwork>[] runs = [.. same, Run("RT_temp1", dropout), Run("FT_temp1", dropout)];

        var together = Train(runs, modelsAtOnce: 3);

        together.Should().HaveCount(runs.Length);
        foreach (var (run, model) in runs.Zip(together))
        {
            model.Losses.Steps.Zip(Train([run])[0].Losses.Steps, (a, b) => Math.Abs(a - b)).Max()
                .Should().BeLessThan(1e-4, "{0} is trained alone", run.Recipe.Model);
        }
    }

    [Test]
    public void The_same_run_gives_the_same_model_and_another_seed_another()
    {
        var first = Train([Run("FT_temp1", dropout: 0.5)])[0];
        var again = Train([Run("FT_temp1", dropout: 0.5)])[0];
        var other = Train([Run("FT_temp1", dropout: 0.5, seed: 44)])[0];

        again.Losses.Steps.Zip(first.Losses.Steps, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-5);
        other.Losses.Steps[0].Should().NotBe(first.Losses.Steps[0]);
    }

    [Test]
    public void A_cut_training_goes_on_with_the_same_bits([Range(1, Epochs - 1)] int cutAfter)
    {
        var threads = get_num_threads();
        set_num_threads(1);
        try
        {
            var run = Run("FT_tempT", dropout: 0.5);
            var whole = Train([run])[0];
            var kept = new KeptCheckpoint(cutAfter);
            FluentActions.Invoking(() => Train([run], begin: _ => kept)).Should().Throw<OperationCanceledException>("the process is gone");

            var resumed = Train([run], begin: _ => new KeptCheckpoint(int.MaxValue, kept.Last))[0];

            kept.Last!.EpochsDone.Should().Be(cutAfter);
            resumed.Network.Parameters.ToArray().Should().Equal(whole.Network.Parameters.ToArray());
            resumed.Losses.Steps.Should().Equal(whole.Losses.Steps);
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Test]
    public void Models_that_were_interrupted_in_different_epochs_resume_separately()
    {
        TrainingRun<ImageNetwork>[] runs = [Run("RT_tempT", seed: 1), Run("RT_tempT", seed: 2)];
        var checkpoint = CheckpointOf(runs[0]);

        var resumed = Train(runs, modelsAtOnce: 2, id => new KeptCheckpoint(int.MaxValue, id == runs[0].Id ? checkpoint : null));

        var whole = Train(runs);
        resumed.Zip(whole, (a, b) => Distance(a.Network, b.Network)).Should().OnlyContain(distance => distance < 1e-4);
    }

    [Test]
    public void A_model_that_resumes_keeps_its_own_time_whatever_the_size_of_its_group([Values(1, 2)] int modelsAtOnce)
    {
        TrainingRun<ImageNetwork>[] runs = [Run("RT_tempT", seed: 1), Run("RT_tempT", seed: 2)];
        var checkpoints = runs.ToDictionary(run => run.Id, run => CheckpointOf(run) with { Elapsed = TimeSpan.FromHours(run.Id.Seed) });

        var resumed = Train(runs, modelsAtOnce, id => new KeptCheckpoint(int.MaxValue, checkpoints[id]));

        foreach (var model in resumed)
        {
            model.Duration.Should().BeCloseTo(TimeSpan.FromHours(model.Id.Seed), TimeSpan.FromMinutes(5), "the seed was its hours so far");
        }
    }

    [Test]
    public void Checkpoints_of_models_that_are_trained_as_one_share_the_time_among_them()
    {
        TrainingRun<ImageNetwork>[] runs = [.. new[] { 0, 1, 2, 3 }.Select(seed => Run("RT_tempT", seed: seed))];
        KeptCheckpoint[] kept = [.. runs.Select(_ => new KeptCheckpoint(cutAfter: int.MaxValue))];
        var started = Stopwatch.GetTimestamp();

        Train(runs, modelsAtOnce: 4, id => kept[id.Seed]);

        TimeSpan.FromTicks(kept.Sum(checkpoint => checkpoint.Last!.Elapsed.Ticks)).Should().BeLessThan(Stopwatch.GetElapsedTime(started));
    }

    [Test]
    public void Filters_whose_gradients_libtorch_computes_wrongly_on_the_processor_are_refused_there()
    {
        var run = Run("FT_temp1");
        var recipe = run.Recipe with { Network = run.Recipe.Network with { Width = 0.1875 } };
        var settings = Settings(1);
        var backend = new TorchBackend(settings with { Compute = settings.Compute with { Name = ComputeDevice.Cpu } });

        FluentActions.Invoking(() => backend.Train([new TrainingRun<ImageNetwork>(new ModelId(recipe, 42))], Data, threads: 1))
            .Should().Throw<NativeLibraryException>().WithMessage(
                "libtorch's gradients on the processor are wrong for convblock1.0, which has 12 filters and not a multiple of 8: "
                + "set REPRODUCE_DEVICE to cpu (hand-written code) or cuda.");
    }

    [Test]
    public void A_run_that_is_not_to_begin_is_left_out()
    {
        TrainingRun<ImageNetwork>[] runs = [.. new[] { 1, 2, 3 }.Select(seed => Run("RT_temp1", seed: seed))];

        var trained = new TorchBackend(Settings(2)).Train(runs, Data, threads: 1, model => model.Seed == 2 ? null : new NoCheckpoints());

        trained.Select(result => result.Id.Seed).Should().BeEquivalentTo([1, 3]);
    }

    [Test]
    public void Bfloat16_trains_the_same_model_less_exactly()
    {
        var run = Run("RT_temp1");

        var exact = Train([run])[0].Losses.Steps;
        var backend = new TorchBackend(Settings(1) with { Precision = TrainingPrecision.BFloat16 });
        var rough = backend.Train([run], Data, threads: 1).Single().Losses.Steps;

        rough.Should().NotEqual(exact);
        rough.Zip(exact, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(0.05, "an 8-bit mantissa rounds by half a percent");
    }

    [Test]
    [NonParallelizable]
    public void No_tensor_is_left_behind_and_no_step_needs_more_than_the_one_before()
    {
        Train([Run("RT_tempT", dropout: 0.5)]);
        var before = Tensor.TotalCount;

        var most = new List<long>();
        Train([Run("RT_tempT", dropout: 0.5)], begin: _ => new Counting(most));

        Tensor.TotalCount.Should().Be(before);
        most.Distinct().Should().ContainSingle("an epoch leaves as many tensors as the one before");
    }

    [Test]
    public void A_loss_that_is_not_a_number_stops_the_run_with_the_models_name() =>
        FluentActions.Invoking(() => Train([Run("FT_temp1", optimizer: new OptimizerSettings(OptimizerKind.Adam, 1e30))]))
            .Should().Throw<TrainingDivergedException>().WithMessage("*FT_temp1 (seed 43) became * at step 2:*");

    [Test]
    public void Fewer_models_at_once_than_one_are_refused() =>
        FluentActions.Invoking(() => Train([Run("FT_temp1")], modelsAtOnce: 0)).Should().Throw<ArgumentOutOfRangeException>();

    private static TorchSettings Settings(int modelsAtOnce) =>
        new(LibTorch.Load(LibTorchSource.FromEnvironment(Environment.GetEnvironmentVariable)), ModelsAtOnce: modelsAtOnce);

    private static IReadOnlyList<TrainedModel<ImageNetwork>> Train(
        IReadOnlyList<TrainingRun<ImageNetwork>> runs, int modelsAtOnce = 1, Func<ModelId, ICheckpoints?>? begin = null)
    {
        var trained = new TorchBackend(Settings(modelsAtOnce)).Train(runs, Data, threads: 1, begin).ToDictionary(model => model.Id);
        return [.. runs.Select(run => trained[run.Id])];
    }

    /// <summary>The checkpoint of a training run that was interrupted after two epochs.</summary>
    private static TrainingCheckpoint CheckpointOf(TrainingRun<ImageNetwork> run)
    {
        var kept = new KeptCheckpoint(cutAfter: 2);
        FluentActions.Invoking(() => Train([run], begin: _ => kept)).Should().Throw<OperationCanceledException>();
        return kept.Last!;
    }

    private static double Distance(ImageNetwork a, ImageNetwork b) =>
        Math.Sqrt(a.Parameters.ToArray().Zip(b.Parameters.ToArray(), (x, y) => Math.Pow(x - y, 2)).Sum());

    /// <summary>Numbers of filters are multiples of 16, since libtorch's gradients on the CPU are wrong for others.</summary>
    // With the default seed the losses of all four models fall within the few steps, so that following them says something.
    private static TrainingRun<ImageNetwork> Run(string name, double dropout = 0, int seed = 43, OptimizerSettings? optimizer = null)
    {
        var model = ModelName.Parse(name);
        var recipe = new Recipe
        {
            Model = model,
            DistillationTemperature = 20,
            Network = new NetworkSpecification(NetworkSpecification.Cifar10, model.Architecture, dropout)
            {
                Classes = Data.ClassCount,
                ImageSide = Data.Shape.Width,
                Width = model.Architecture == Architecture.Full ? 0.25 : 0.5,
            },
            Epochs = Epochs,
            BatchSize = 32,
            Optimizer = optimizer ?? Optimizers[0],
            Schedule = new StepDecay(0.5, EveryEpochs: 2),
        };
        var teacher = model.IsStudent ? new TrainingStreams(recipe.OfTeacher(), seed: 7).InitialImageNetwork() : null;
        return new TrainingRun<ImageNetwork>(new ModelId(recipe, seed), teacher);
    }

    /// <summary>Counts the tensors that exist after each epoch.</summary>
    private sealed class Counting(List<long> counts) : ICheckpoints
    {
        public TrainingCheckpoint? Load() => null;

        public bool IsDue()
        {
            counts.Add(Tensor.TotalCount);
            return false;
        }

        public void Save(TrainingCheckpoint checkpoint) => throw new InvalidOperationException("It was never due.");
    }
}
