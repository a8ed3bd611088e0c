using Reproduce.Core.Attacks;
using Reproduce.Core.Attributions;
using Reproduce.Core.Backends;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.DataSets;
using Reproduce.Tests.Core.Attacks;
using Reproduce.Tests.Core.Networks;
using Reproduce.Tests.Core.Store;
using Reproduce.Torch;

namespace Reproduce.Tests.Torch;

/// <summary>Attacks and attributions by libtorch, on the device of this machine, beside those by hand-written passes.</summary>
[TestFixture]
[UsesLibTorch]
public sealed class TorchMeasurementTest
{
    private const int Images = 16;
    private const int Side = 16;

    private static readonly SimdBackend Simd = new();
    private static readonly IBackend Torch = BackendChoice.Choose(
        variable => variable == BackendChoice.DeviceVariable ? "libtorch" : Environment.GetEnvironmentVariable(variable));

    [Test]
    public void Its_networks_run_in_libtorch()
    {
        using var network = Torch.Open(NetworkOf(Architecture.Reduced));

        network.Should().BeOfType<Reproduce.Torch.Networks.TorchNetwork>();
    }

    [Test]
    public void A_step_of_an_attack_goes_where_the_hand_written_passes_go([Values] Architecture architecture)
    {
        var network = NetworkOf(architecture);
        var attack = new Fgsm(8 / 255f);

        var (device, simd) = (Attacked(Torch, network, attack), Attacked(Simd, network, attack));

        // A derivative of about zero has no stable sign.
        device.Zip(simd).Count(pixel => Math.Abs(pixel.First - pixel.Second) < 1e-5).Should().BeGreaterThan((int)(0.995 * simd.Length));
    }

    /// <summary>
    /// Whole attacks may part where a rounding decides a step; what they do to an image may not, but for one image of sixteen.
    /// </summary>
    [Test]
    public void An_attack_succeeds_where_it_does_with_hand_written_passes(
        [ValueSource(typeof(AttackInputs), nameof(AttackInputs.All))] IAttack attack, [Values] Architecture architecture)
    {
        var network = NetworkOf(architecture);

        var (device, simd) = (Attacked(Torch, network, attack), Attacked(Simd, network, attack));

        ClassesOf(network, device).Zip(ClassesOf(network, simd)).Count(image => image.First == image.Second)
            .Should().BeGreaterThanOrEqualTo(Images - 1);
    }

    [Test]
    public void Attributions_are_those_of_the_hand_written_passes([Values] Architecture architecture, [Range(0, 2)] int method)
    {
        var attribution = AttributionSuite.Paper[method];

        var (device, simd) = (Explained(Torch), Explained(Simd));

        if (attribution is IntegratedGradients)
        {
            // Its path crosses the bends of ReLUs, where a rounding takes one of two gradients.
            Cosine(device, simd).Should().BeGreaterThan(0.9999);
        }
        else
        {
            RandomNetworks.RelativeDifference(device, simd).Should().BeLessThan(1e-4);
        }

        float[] Explained(IBackend backend)
        {
            using var network = backend.Open(NetworkOf(architecture));
            var normalized = RandomNetworks.Images(network.Input, Images);
            return AttributionRunner.Run(attribution, network, normalized, Labels(), batchSize: 8, threads: 1);
        }
    }

    [Test]
    public void Its_measurements_have_keys_and_provenance_of_their_own()
    {
        using var folder = new TemporaryFolder();
        var model = Model();

        var (device, simd) = (Measure(folder.Path, Torch, model), Measure(folder.Path, Simd, model));

        device.Key.Should().NotBe(simd.Key);
        device.Provenance.LibTorchVersion.Should().Be(Torch.Device.LibTorchVersion);
        simd.Provenance.LibTorchVersion.Should().Be("none");
        // DeepFool stops at the boundary itself, where the last bits decide the class: GoldenAttackTest compares it.
        foreach (var (attack, outcome) in device.Attacks.Where(item => item.Key.Weak != AttackSuite.DeepFool))
        {
            outcome.Ranks.Zip(simd.Attacks[attack].Ranks).Count(image => image.First == image.Second)
                .Should().BeGreaterThanOrEqualTo(Images - 2, "{0} is the same attack", attack);
        }
    }

    private static double Cosine(float[] one, float[] other) =>
        Product(one, other) / Math.Sqrt(Product(one, one) * Product(other, other));

    private static double Product(float[] one, float[] other) => one.Zip(other, (a, b) => (double)a * b).Sum();

    private static ImageNetwork NetworkOf(Architecture architecture) => RandomNetworks.Network(
        RandomNetworks.Specification(NetworkSpecification.Cifar10, architecture, Side, width: 0.25, classes: 4));

    private static int[] Labels() => [.. Enumerable.Range(0, Images).Select(i => i % 4)];

    private static float[] Attacked(IBackend backend, ImageNetwork network, IAttack attack)
    {
        using var opened = backend.Open(network);
        var pixels = new PixelNetwork(opened);
        var images = AttackInputs.Images(pixels, Images);
        return AttackRunner.Run(attack, pixels, images, Labels(), batchSize: 8, threads: 1);
    }

    /// <summary>What the hand-written network sees.</summary>
    private static int[] ClassesOf(ImageNetwork network, float[] images)
    {
        using var opened = Simd.Open(network);
        return Predictions.Classes(Predictions.Logits(new PixelNetwork(opened), images, Images, threads: 1), opened.ClassCount);
    }

    private static RobustnessOutcome Measure(string folder, IBackend backend, StoredModel<ImageNetwork> model)
    {
        var data = RandomNetworks.LabelledImages(Side, classes: 4, Images, seed: 5);
        var store = new ArtifactStore(folder, _ => { }, TimeProvider.System);
        var origin = TrainingOrigin.Of(BuildStamp.Current, TimeProvider.System, backend.Device);
        var progress = new Progress<TrainingProgress>();
        return new RobustnessMeasurement(store, Tiny(), data, data, backend, origin, progress).Get([model]).Single();
    }

    private static StoredModel<ImageNetwork> Model()
    {
        var id = new ModelId(Tiny().Recipe(ModelName.Parse("RT_tempT")), 42);
        var data = RandomNetworks.LabelledImages(Side, classes: 4, count: 64);
        var trained = Simd.Train([new TrainingRun<ImageNetwork>(id)], data, threads: 1).Single();
        var origin = TrainingOrigin.Managed(BuildStamp.Current, TimeProvider.System);
        return new StoredModel<ImageNetwork>(
            id,
            trained.Network,
            trained.Losses.Epochs,
            ArtifactKey.FromParts(new Dictionary<string, string> { ["model"] = "tiny" }),
            origin.ProvenanceOf(1, TimeSpan.Zero));
    }

    private static ImageExperiment Tiny() => Cifar10.Definition.Quick with
    {
        DataSet = "Tiny",
        ImageSide = Side,
        Classes = 4,
        Width = 0.25,
        TestImages = Images,
        Epochs = 4,
        BatchSize = 16,
    };
}
