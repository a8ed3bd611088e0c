using Reproduce.Core.Attributions;
using Reproduce.Core.Networks;
using Reproduce.Tests.Networks;

namespace Reproduce.Tests.Golden;

/// <summary>Attributions against captum: within 1e-4 of the largest magnitude.</summary>
[TestFixture]
[Category("Golden")]
public sealed class GoldenAttributionTest
{
    private const double Tolerance = 1e-4;

    [TestCaseSource(typeof(GoldenCases), nameof(GoldenCases.All))]
    public void Saliency_agrees(string path, string implementation) =>
        Agrees(path, implementation, "attribution.saliency", _ => new Saliency());

    [TestCaseSource(typeof(GoldenCases), nameof(GoldenCases.All))]
    public void Integrated_gradients_agree(string path, string implementation) => Agrees(
        path,
        implementation,
        "attribution.integrated-gradients",
        golden => new IntegratedGradients((int)golden.Setting("integrated-gradients", "n_steps")));

    [TestCaseSource(typeof(GoldenCases), nameof(GoldenCases.All))]
    public void Layer_gradcam_agrees(string path, string implementation) =>
        Agrees(path, implementation, "attribution.layer-gradcam", golden => new LayerGradCam(golden.Block));

    [TestCaseSource(typeof(GoldenCases), nameof(GoldenCases.All))]
    public void Guided_gradcam_agrees(string path, string implementation) =>
        Agrees(path, implementation, "attribution.guided-gradcam", golden => new GuidedGradCam(golden.Block));

    private static void Agrees(
        string path, string implementation, string tensor, Func<GoldenFile, IAttribution<IConvolutionalNetwork>> methodOf)
    {
        var golden = GoldenFile.Read(path);
        var network = GoldenCases.Implementations[implementation](golden.Network);
        using var owned = network as IDisposable;

        var attributions = AttributionRunner.Run(methodOf(golden), network, golden.Images, golden.Labels, batchSize: 8, threads: 1);

        var difference = RandomNetworks.RelativeDifference(attributions, golden.Values(tensor));
        TestContext.Out.WriteLine($"{tensor}: largest difference {difference:E2} of the largest magnitude");
        difference.Should().BeLessThanOrEqualTo(Tolerance, "{0} must be captum's", tensor);
    }
}
