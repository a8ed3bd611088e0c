using BenchmarkDotNet.Attributes;
using Reproduce.Bench.Speed;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;
using Reproduce.DataSets;
using Reproduce.Torch.Native;
using Reproduce.Torch.Networks;
using Reproduce.Torch.Training;
using static TorchSharp.torch;

namespace Reproduce.Bench;

/// <summary>
/// One epoch of 512 images for each of two teachers, by TorchSharp and by hand-written passes, one after the other and side by side.
/// </summary>
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
        _data = RandomImages.Of(Recipe().Network, ImageCount);
        _images = PlainImages.Normalized(_data);
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
    public int SimdOneAfterTheOtherOnOneThread() => Simd(threads: 1);

    [Benchmark]
    public int SimdSideBySide() => Simd(threads: 2);

    private void Plain(int threads)
    {
        set_num_threads(threads);
        foreach (var run in Runs())
        {
            using var network = new LayeredModule(ImageNetworkLayers.Of(run.Recipe.Network));
            ModuleTrainer.Train(network, run.Recipe, run.Id.Seed, _images, _targets);
        }
    }

    private int Simd(int threads) => new SimdBackend().Train(Runs(), _data, threads).Count();

    private TrainingRun<ImageNetwork>[] Runs()
    {
        var recipe = Recipe();
        return [.. new[] { 0, 1 }.Select(i => new TrainingRun<ImageNetwork>(new ModelId(recipe, Profile.FirstSeed + i)))];
    }

    private Recipe Recipe()
    {
        var recipe = Signs.Definition.Quick.Recipe(ModelName.OfTeacher(Network, TrainingTemperature.One));
        return recipe with { Epochs = 1, BatchSize = 128, Network = recipe.Network with { Classes = 10, Width = Width } };
    }
}
