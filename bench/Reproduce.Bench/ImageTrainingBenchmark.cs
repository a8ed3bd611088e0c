using BenchmarkDotNet.Attributes;
using Reproduce.Core.Catalog;
using Reproduce.Core.Data;
using Reproduce.Core.Native;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;
using static TorchSharp.torch;

namespace Reproduce.Bench;

/// <summary>One epoch of 512 images, of one model on one thread and of two models on two cores, in each way.</summary>
/// <remarks>In this process, for the reason that <see cref="ToyTrainingBenchmark"/> gives.</remarks>
[InProcess]
[MemoryDiagnoser]
public class ImageTrainingBenchmark
{
    private readonly ImageSet _data = BenchmarkImages.Noise(512);
    private Tensor _images = null!;
    private Tensor _targets = null!;

    [Params("RT_temp1", "FT_temp1")]
    public string Model { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        LibTorch.Load(LibTorchSource.FromEnvironment(Environment.GetEnvironmentVariable));
        var images = new float[_data.Pixels.Length];
        Normalization.ToUnitRange(_data.Pixels.Span, images);
        Normalization.Normalize(images, images);
        _images = tensor(images, [_data.Count, _data.Shape.Channels, _data.Shape.Height, _data.Shape.Width]);
        _targets = tensor(ImageLabels.OneHot(_data), [_data.Count, _data.ClassCount]);
    }

    [GlobalCleanup]
    public void Release()
    {
        _images.Dispose();
        _targets.Dispose();
    }

    [Benchmark(Baseline = true)]
    public double PlainLoopOnOneThread() => Plain(Profile.FirstSeed, threads: 1);

    [Benchmark]
    public double PlainLoopOnTwoThreads() => Plain(Profile.FirstSeed, threads: 2);

    [Benchmark]
    public double LanesOnOneThread() => Lanes(1);

    [Benchmark]
    public double TwoModelsOneAfterTheOtherOnTwoThreads() => Plain(Profile.FirstSeed, threads: 2) + Plain(Profile.FirstSeed + 1, threads: 2);

    [Benchmark]
    public double TwoModelsSideBySideInLanes() => Lanes(2);

    private double Plain(int seed, int threads)
    {
        set_num_threads(threads);
        var recipe = BenchmarkImages.Recipe(Model);
        using var network = new LayeredModule(ImageNetworkLayers.Of(recipe.Network));
        return Trainer.Train(network, recipe, seed, _images, _targets).Losses.Epochs[0];
    }

    private double Lanes(int models)
    {
        var recipe = BenchmarkImages.Recipe(Model);
        ImageTrainingRun[] runs = [.. Enumerable.Range(Profile.FirstSeed, models).Select(seed => new ImageTrainingRun(recipe, seed))];
        return ImageEnsemble.Train(runs, _data, threads: models).Sum(result => result.Model.Losses.Epochs[0]);
    }
}
