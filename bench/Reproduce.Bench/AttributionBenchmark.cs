using BenchmarkDotNet.Attributes;
using Reproduce.Core.Attributions;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Core.Randomness;
using Reproduce.Core.Training;
using Reproduce.DataSets;
using Reproduce.Torch.Native;
using Reproduce.Torch.Networks;
using static TorchSharp.torch;

namespace Reproduce.Bench;

/// <summary>
/// Each attribution method on 64 images of an untrained network, by hand-written passes and by libtorch, on one thread; a second column
/// gives images a second.
/// </summary>
/// <remarks>In this process, as <see cref="ToyTrainingBenchmark"/> says.</remarks>
[InProcess]
[Config(typeof(ImagesPerSecond))]
public class AttributionBenchmark
{
    /// <summary>Images of one operation.</summary>
    internal const int ImageCount = 64;

    private SimdNetwork _simd = null!;
    private TorchNetwork _torch = null!;
    private float[] _images = [];
    private int[] _labels = [];
    private IAttribution<IConvolutionalNetwork> _method = null!;

    [Params("Saliency", "IG", "GradCAM")]
    public string Attribution { get; set; } = "";

    [Params(Architecture.Reduced, Architecture.Full)]
    public Architecture Architecture { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        LibTorch.Load(LibTorchSource.FromEnvironment(Environment.GetEnvironmentVariable));
        set_num_threads(1);
        var recipe = Signs.Definition.Quick.Recipe(ModelName.OfTeacher(Architecture, TrainingTemperature.One));
        var network = new TrainingStreams(recipe, seed: 42).InitialImageNetwork();
        (_simd, _torch) = (new SimdNetwork(network), TorchNetwork.Of(network, CPU));
        var random = MersenneTwister.FromKey("bench");
        _images = [.. Enumerable.Range(0, ImageCount * network.Input.Size).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        _labels = [.. Enumerable.Range(0, ImageCount).Select(i => i % recipe.Network.Classes)];
        _method = AttributionSuite.Paper.Single(method => method.Name == Attribution);
    }

    [GlobalCleanup]
    public void Release()
    {
        _simd.Dispose();
        _torch.Dispose();
    }

    [Benchmark(Baseline = true)]
    public float[] TorchSharp() => AttributionRunner.Run<IConvolutionalNetwork>(_method, _torch, _images, _labels, ImageCount, threads: 1);

    [Benchmark]
    public float[] Simd() => AttributionRunner.Run<IConvolutionalNetwork>(_method, _simd, _images, _labels, batchSize: 16, threads: 1);
}
