using System.Diagnostics;
using Reproduce.Core.Attacks;
using Reproduce.Core.Attributions;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Core.Training;
using Reproduce.DataSets;
using Reproduce.Torch.Networks;
using static TorchSharp.torch;

namespace Reproduce.Bench.Speed;

/// <summary>Trains, attacks and explains CIFAR-10's networks at the paper's width, by plain TorchSharp and the harness in turns.</summary>
public sealed class ImageBenchmark
{
    private const int BatchSize = 128;

    // Each takes fifty forward and backward passes: a batch of 128 would take minutes.
    private const int AttributedImages = 4;

    // Images that one thread works on at once: one vector's worth, which the hand-written passes compute side by side.
    private const int BatchOfOneThread = 16;

    private readonly int _threads;
    private readonly int _rounds;
    private readonly Action<string> _progress;
    private readonly CancellationToken _cancellation;
    private readonly ImageSet _data;

    /// <summary>A benchmark on random images: speed does not depend on what they show.</summary>
    /// <param name="batches">Batches of 128 images that each model is trained on.</param>
    /// <param name="rounds">Measurements of each; the fastest counts, for noise only slows down.</param>
    /// <param name="threads">Threads at once.</param>
    /// <param name="progress">Receives a line before each measurement.</param>
    /// <param name="cancellation">Stops before the next measurement.</param>
    public ImageBenchmark(int batches, int rounds, int threads, Action<string> progress, CancellationToken cancellation)
    {
        (_threads, _rounds, _progress, _cancellation) = (threads, rounds, progress, cancellation);
        _data = RandomImages.Of(RecipeOf(Architecture.Full).Network, batches * BatchSize);
    }

    /// <summary>
    /// Measures training, attacks and attributions, and the peak between them: a shared machine is slow for seconds at a time.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public ImageSpeeds Run()
    {
        var (product, loop) = (0.0, 0.0);
        MeasurePeak();
        var speeds = new List<ImageSpeed>();
        Func<ImageSpeed>[] measurements = [() => Training(Architecture.Full), () => Training(Architecture.Reduced), Attacks, Attributions];
        foreach (var measure in measurements)
        {
            speeds.Add(measure());
            MeasurePeak();
        }

        return new ImageSpeeds(product, loop, speeds);

        void MeasurePeak()
        {
            _progress("Peak: a matrix product, and a loop of multiply-adds ...");
            product = Math.Max(product, PeakSpeed.OfMatrixProduct(_threads, TimeSpan.FromSeconds(1)));
            loop = Math.Max(loop, PeakSpeed.OfLoop(_threads));
        }
    }

    /// <summary>
    /// Multiplications of a training step of one image: the forward pass, and the gradients of the parameters and of each layer's input but
    /// the first's.
    /// </summary>
    private static double TrainingMultiplications(NetworkSpecification network)
    {
        var first = ImageNetworkLayers.Of(network).OfType<NetworkLayer.Convolution>().First();
        var ofFirst = 9.0 * first.Inputs * first.Filters * network.ImageSide * network.ImageSide;
        return (3 * ImageNetworkLayers.MultiplicationsOf(network)) - ofFirst;
    }

    private ImageSpeed Training(Architecture architecture)
    {
        var recipe = RecipeOf(architecture);
        var runs = Enumerable.Range(Profile.FirstSeed, _threads)
            .Select(seed => new TrainingRun<ImageNetwork>(new ModelId(recipe, seed)))
            .ToList();
        var (plain, ours) = Fastest(
            $"a training step, {architecture}",
            () => PlainImages.Epoch(recipe, _data),
            () => _ = new SimdBackend().Train(runs, _data, _threads, cancellation: _cancellation).Count());
        var images = runs.Count * _data.Count / ours.TotalSeconds;
        return new ImageSpeed(
            $"a training step, {architecture}",
            _data.Count / plain.TotalSeconds,
            images,
            images * TrainingMultiplications(recipe.Network));
    }

    private ImageSpeed Attacks()
    {
        const string what = "one PGD batch (10 steps), Full";
        var attack = new Pgd(RandomStart: null);
        using var setting = new Setting(this, BatchSize);
        var (plain, ours) = Fastest(
            what,
            () => PlainImages.Pgd(setting.Module, setting.Images, setting.Labels, attack.Steps, attack.Epsilon, attack.StepSize),
            () => AttackRunner.Run(
                attack, new PixelNetwork(setting.Simd), setting.Pixels, setting.Targets, BatchOfOneThread, _threads, _cancellation));
        return new ImageSpeed(what, BatchSize / plain.TotalSeconds, BatchSize / ours.TotalSeconds, MultiplyAdds: null);
    }

    private ImageSpeed Attributions()
    {
        const string what = "Integrated Gradients (50 steps), Full";
        var method = new IntegratedGradients();
        using var setting = new Setting(this, AttributedImages);
        var (plain, ours) = Fastest(
            what,
            () => PlainImages.IntegratedGradients(setting.Module, setting.Images, setting.Labels, method.Steps),
            () => AttributionRunner.Run(
                method, setting.Simd, setting.Pixels, setting.Targets, AttributedImages / _threads, _threads, _cancellation));
        return new ImageSpeed(what, AttributedImages / plain.TotalSeconds, AttributedImages / ours.TotalSeconds, MultiplyAdds: null);
    }

    /// <summary>The shortest time of each of the two, measured in turns so that both meet the same noise.</summary>
    private (TimeSpan Plain, TimeSpan Ours) Fastest(string what, Action plain, Action ours)
    {
        set_num_threads(_threads);
        var (fastestPlain, fastestOurs) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < _rounds; round++)
        {
            _cancellation.ThrowIfCancellationRequested();
            _progress($"{what}, round {round + 1} of {_rounds} ...");
            fastestPlain = Shorter(fastestPlain, plain);
            fastestOurs = Shorter(fastestOurs, ours);
        }

        return (fastestPlain, fastestOurs);
    }

    private static TimeSpan Shorter(TimeSpan fastest, Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        var elapsed = Stopwatch.GetElapsedTime(started);
        return elapsed < fastest ? elapsed : fastest;
    }

    private static Recipe RecipeOf(Architecture architecture) =>
        Cifar10.Definition.Paper.Recipe(ModelName.OfTeacher(architecture, TrainingTemperature.One)) with
        {
            Epochs = 1,
            BatchSize = BatchSize,
        };

    /// <summary>A Full network and a batch, in both forms.</summary>
    private sealed class Setting : IDisposable
    {
        public Setting(ImageBenchmark benchmark, int images)
        {
            var network = new TrainingStreams(RecipeOf(Architecture.Full), Profile.FirstSeed).InitialImageNetwork();
            Module = new LayeredModule(network.Layers);
            Module.Load(network.Parameters);
            Module.eval();
            Simd = new SimdNetwork(network);
            var batch = benchmark._data.Take(images);
            Images = PlainImages.Normalized(batch);
            Labels = tensor([.. batch.Labels.Select(label => (long)label)]);
            Targets = [.. batch.Labels];
            Pixels = new float[batch.Pixels.Length];
            Normalization.ToUnitRange(batch.Pixels.Span, Pixels);
        }

        public LayeredModule Module { get; }

        public SimdNetwork Simd { get; }

        public Tensor Images { get; }

        public Tensor Labels { get; }

        public int[] Targets { get; }

        public float[] Pixels { get; }

        public void Dispose()
        {
            Module.Dispose();
            Simd.Dispose();
            Images.Dispose();
            Labels.Dispose();
        }
    }
}
