using System.Diagnostics;
using Reproduce.Core.Attacks;
using Reproduce.Core.Attributions;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Core.Randomness;
using Reproduce.Core.Training;
using Reproduce.DataSets;
using Reproduce.Torch.Networks;
using static TorchSharp.torch;

namespace Reproduce.Cli.Bench;

/// <summary>Trains, attacks and explains CIFAR-10's networks at the paper's width, plainly and by the harness, in turns.</summary>
internal sealed class ImageBenchmark
{
    private const int BatchSize = 128;

    // Each is fifty ways there and back: a batch of 128 would take minutes.
    private const int ExplainedImages = 4;

    // Images that one thread works on at once: as many as the hand-written passes take side by side.
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
        _data = RandomImages(batches * BatchSize);
    }

    /// <summary>Runs all of it, and measures the peak between: a machine that others use too is slow for seconds at a time.</summary>
    public ImageSpeeds Run()
    {
        var (product, loop) = Peak((0, 0));
        var speeds = new List<ImageSpeed>();
        foreach (var measure in new Func<ImageSpeed>[] { () => Training(Architecture.Full), () => Training(Architecture.Reduced), Attacks, Explanations })
        {
            speeds.Add(measure());
            (product, loop) = Peak((product, loop));
        }

        return new ImageSpeeds(Math.Max(product, loop), product, speeds);
    }

    private (double Product, double Loop) Peak((double Product, double Loop) before)
    {
        _progress("Peak: a matrix product, and a loop of multiply-adds ...");
        return (
            Math.Max(before.Product, PeakSpeed.OfMatrixProduct(_threads, TimeSpan.FromSeconds(1))),
            Math.Max(before.Loop, PeakSpeed.OfLoop(_threads)));
    }

    /// <summary>The way there, the way back to the parameters, and that to each layer's input but the first's.</summary>
    internal static double TrainingMultiplications(NetworkSpecification network)
    {
        var first = ImageNetworkLayers.Of(network).OfType<NetworkLayer.Convolution>().First();
        return (3 * ImageNetworkLayers.MultiplicationsOf(network)) - (9.0 * first.Inputs * first.Filters * network.ImageSide * network.ImageSide);
    }

    private ImageSpeed Training(Architecture architecture)
    {
        var recipe = RecipeOf(architecture);
        var runs = Enumerable.Range(0, _threads).Select(model => new TrainingRun<ImageNetwork>(new ModelId(recipe, Profile.FirstSeed + model))).ToList();
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
            () => AttackRunner.Run(attack, new PixelNetwork(setting.Lanes), setting.Pixels, setting.Targets, BatchOfOneThread, _threads, _cancellation));
        return new ImageSpeed(what, BatchSize / plain.TotalSeconds, BatchSize / ours.TotalSeconds, MultiplyAdds: null);
    }

    private ImageSpeed Explanations()
    {
        const string what = "Integrated Gradients (50 steps), Full";
        var method = new IntegratedGradients();
        using var setting = new Setting(this, ExplainedImages);
        var (plain, ours) = Fastest(
            what,
            () => PlainImages.IntegratedGradients(setting.Module, setting.Images, setting.Labels, method.Steps),
            () => AttributionRunner.Run(method, setting.Lanes, setting.Pixels, setting.Targets, ExplainedImages / _threads, _threads, _cancellation));
        return new ImageSpeed(what, ExplainedImages / plain.TotalSeconds, ExplainedImages / ours.TotalSeconds, MultiplyAdds: null);
    }

    /// <summary>The shortest time of each of the two, measured in turns so that both meet the same noise.</summary>
    private (TimeSpan Plain, TimeSpan Ours) Fastest(string what, Action plainly, Action ours)
    {
        set_num_threads(_threads);
        var (fastestPlain, fastestOurs) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < _rounds; round++)
        {
            _cancellation.ThrowIfCancellationRequested();
            _progress($"{what}, round {round + 1} of {_rounds} ...");
            fastestPlain = Shorter(fastestPlain, plainly);
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
        Cifar10.Definition.Paper.Recipe(ModelName.OfTeacher(architecture, TrainingTemperature.One)) with { Epochs = 1, BatchSize = BatchSize };

    private static ImageSet RandomImages(int count)
    {
        var (random, shape) = (MersenneTwister.FromKey("bench/images"), ImageNetworkLayers.InputOf(RecipeOf(Architecture.Full).Network));
        var pixels = new byte[count * shape.Size];
        foreach (ref var pixel in pixels.AsSpan())
        {
            pixel = (byte)random.NextInt32(256);
        }

        return new ImageSet(shape, RecipeOf(Architecture.Full).Network.Classes, pixels, [.. Enumerable.Range(0, count).Select(i => i % 10)]);
    }

    /// <summary>A Full network and a batch, in both forms.</summary>
    private sealed class Setting : IDisposable
    {
        public Setting(ImageBenchmark benchmark, int images)
        {
            var network = new TrainingStreams(RecipeOf(Architecture.Full), Profile.FirstSeed).InitialImageNetwork();
            Module = new LayeredModule(network.Layers);
            Module.Load(network.Parameters);
            Module.eval();
            Lanes = new SimdNetwork(network);
            var batch = benchmark._data.Take(images);
            Images = PlainImages.Normalized(batch);
            Labels = tensor([.. batch.Labels.Select(label => (long)label)]);
            Targets = [.. batch.Labels];
            Pixels = new float[batch.Pixels.Length];
            Normalization.ToUnitRange(batch.Pixels.Span, Pixels);
        }

        public LayeredModule Module { get; }

        public SimdNetwork Lanes { get; }

        public Tensor Images { get; }

        public Tensor Labels { get; }

        public int[] Targets { get; }

        public float[] Pixels { get; }

        public void Dispose()
        {
            Module.Dispose();
            Lanes.Dispose();
            Images.Dispose();
            Labels.Dispose();
        }
    }
}
