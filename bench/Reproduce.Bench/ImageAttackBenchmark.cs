using BenchmarkDotNet.Attributes;
using Reproduce.Core.Attacks;
using Reproduce.Core.Data;
using Reproduce.Core.Native;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Lanes;
using static TorchSharp.torch;

namespace Reproduce.Bench;

/// <summary>Each attack on 64 images of a Full CIFAR-10 network on one thread: on hand-written passes, and on libtorch's.</summary>
/// <remarks>In this process, for the reason that <see cref="ToyTrainingBenchmark"/> gives.</remarks>
[InProcess]
public class ImageAttackBenchmark
{
    private static readonly Dictionary<string, IAttack> Attacks =
        new IAttack[] { new Fgsm(), new Pgd("benchmark"), new DeepFool(), new ApgdDlr("benchmark") }.ToDictionary(attack => attack.Name);

    private readonly ImageSet _data = BenchmarkImages.Noise(64);
    private float[] _images = [];
    private int[] _labels = [];
    private LaneNetwork _lanes = null!;
    private IDifferentiableNetwork _torch = null!;

    [ParamsSource(nameof(Names))]
    public string Attack { get; set; } = "";

    public static IEnumerable<string> Names => Attacks.Keys;

    [GlobalSetup]
    public void Load()
    {
        LibTorch.Load(LibTorchSource.FromEnvironment(Environment.GetEnvironmentVariable));
        set_num_threads(1);
        var network = BenchmarkImages.Network(BenchmarkImages.Recipe("FT_temp1"));
        _lanes = new LaneNetwork(network);
        _torch = new PixelNetwork(TorchNetwork.Of(network, CPU));
        _images = new float[_data.Pixels.Length];
        Normalization.ToUnitRange(_data.Pixels.Span, _images);
        // The predicted classes as the true ones: an image that is wrong from the start would be no work for some attacks.
        _labels = Predictions.Classes(Predictions.Logits(new PixelNetwork(_lanes), _images, batchSize: 64, threads: 1), _data.ClassCount);
    }

    [GlobalCleanup]
    public void Release() => _lanes.Dispose();

    [Benchmark(Baseline = true)]
    public float[] LibTorchPasses() => Run(_torch);

    [Benchmark]
    public float[] LanePasses() => Run(new PixelNetwork(_lanes));

    private float[] Run(IDifferentiableNetwork network) => AttackRunner.Run(Attacks[Attack], network, _images, _labels, batchSize: 64, threads: 1);
}
