using BenchmarkDotNet.Attributes;
using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Simd;
using Reproduce.Core.Randomness;
using Reproduce.DataSets;
using Reproduce.Torch.Native;
using Reproduce.Torch.Networks;
using static TorchSharp.torch;

namespace Reproduce.Bench;

/// <summary>Each attack on 64 images of an untrained network, by hand-written passes and by libtorch, on one thread.</summary>
/// <remarks>In this process, as <see cref="ToyTrainingBenchmark"/> says.</remarks>
[InProcess]
public class AttackBenchmark
{
    private const int ImageCount = 64;

    private SimdNetwork _simd = null!;
    private TorchNetwork _torch = null!;
    private float[] _images = [];
    private int[] _labels = [];
    private IAttack _attack = null!;

    [Params("FGSM", "PGD", "DeepFool", "APGD-DLR")]
    public string Attack { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        LibTorch.Load(LibTorchSource.FromEnvironment(Environment.GetEnvironmentVariable));
        set_num_threads(1);
        var random = MersenneTwister.FromKey("bench");
        var specification = Signs.Definition.Quick.Recipe(ModelName.Parse("FT_temp1")).Network;
        var layers = ImageNetworkLayers.Of(specification);
        var parameters = new float[ImageNetworkLayers.ParameterCount(layers)];
        InitialWeights.Fill(layers, parameters, random);
        var network = new ImageNetwork(specification, parameters);
        (_simd, _torch) = (new SimdNetwork(network), TorchNetwork.Of(network, CPU));
        _images = [.. Enumerable.Range(0, ImageCount * network.Input.Size).Select(_ => (float)random.NextDouble())];
        // The network's own classes, so that no attack is done before its first step.
        _labels = Predictions.Classes(Predictions.Logits(new PixelNetwork(_simd), _images, ImageCount, threads: 1), specification.Classes);
        _attack = Attack switch
        {
            "FGSM" => new Fgsm(),
            "PGD" => new Pgd(RandomStart: null),
            "DeepFool" => new DeepFool(),
            _ => new Apgd(RandomStart: null),
        };
    }

    [GlobalCleanup]
    public void Release()
    {
        _simd.Dispose();
        _torch.Dispose();
    }

    [Benchmark(Baseline = true)]
    public float[] TorchSharp() => Run(_torch);

    [Benchmark]
    public float[] Simd() => Run(_simd);

    private float[] Run(IDifferentiableNetwork network) =>
        AttackRunner.Run(_attack, new PixelNetwork(network), _images, _labels, ImageCount, threads: 1);
}
