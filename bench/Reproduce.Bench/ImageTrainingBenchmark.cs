using BenchmarkDotNet.Attributes;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;
using Reproduce.Core.Training;
using Reproduce.DataSets;
using Reproduce.Torch.Native;
using Reproduce.Torch.Networks;
using Reproduce.Torch.Training;
using static TorchSharp.torch;

namespace Reproduce.Bench;

/// <summary>One epoch of 512 images for each of two teachers, in each way: what decides that models are trained one a core.</summary>
/// <remarks>In this process, as <see cref="ToyTrainingBenchmark"/> says.</remarks>
[InProcess]
public class ImageTrainingBenchmark
{
    private const int ImageCount = 512;

    private ImageSet _data = null!;
    private Tensor _images = null!;
    private Tensor _targets = null!;

    [Params(Architecture.Reduced, Architecture.Full)]
    public Architecture Network { get; set; }

    [Params(0.25, 1)]
    public double Width { get; set; }

    [GlobalSetup]
    public void Load()
    {
        LibTorch.Load(LibTorchSource.FromEnvironment(Environment.GetEnvironmentVariable));
        var random = MersenneTwister.FromKey("bench");
        var shape = new ImageShape(3, 32, 32);
        var pixels = new byte[ImageCount * shape.Size];
        foreach (ref var pixel in pixels.AsSpan())
        {
            pixel = (byte)random.NextInt32(256);
        }

        _data = new ImageSet(shape, 10, pixels, [.. Enumerable.Range(0, ImageCount).Select(i => i % 10)]);
        var normalized = new float[pixels.Length];
        Normalization.ToUnitRange(pixels, normalized);
        Normalization.Normalize(normalized, normalized);
        _images = tensor(normalized, [ImageCount, shape.Channels, shape.Height, shape.Width]);
        _targets = tensor(LabelProbabilities.Hard(_data.Labels, _data.ClassCount), [ImageCount, 10]);
    }

    [GlobalCleanup]
    public void Release()
    {
        _images.Dispose();
        _targets.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void TorchSharpOneAfterTheOtherOnTwoThreads() => Plain(threads: 2);

    [Benchmark]
    public void TorchSharpOneAfterTheOtherOnOneThread() => Plain(threads: 1);

    [Benchmark]
    public int LanesOneAfterTheOtherOnOneThread() => Lanes(threads: 1);

    [Benchmark]
    public int LanesSideBySide() => Lanes(threads: 2);

    private void Plain(int threads)
    {
        set_num_threads(threads);
        foreach (var run in Runs())
        {
            using var network = new LayeredModule(ImageNetworkLayers.Of(run.Recipe.Network));
            ModuleTrainer.Train(network, run.Recipe, run.Id.Seed, _images, _targets);
        }
    }

    private int Lanes(int threads) => new SimdBackend().Train(Runs(), _data, threads).Count();

    private TrainingRun<ImageNetwork>[] Runs()
    {
        var recipe = Signs.Definition.Quick.Recipe(ModelName.OfTeacher(Network, TrainingTemperature.One));
        recipe = recipe with { Epochs = 1, BatchSize = 128, Network = recipe.Network with { Classes = 10, Width = Width } };
        return [.. new[] { 0, 1 }.Select(i => new TrainingRun<ImageNetwork>(new ModelId(recipe, Profile.FirstSeed + i)))];
    }
}
