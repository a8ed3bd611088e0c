using Reproduce.Core.Attributions;
using Reproduce.Core.Networks;

namespace Reproduce.Tests.Golden;

/// <summary>
/// Attributions against reference vectors (of the repository's own definitions, or of captum): every number within 1e-4 of the largest
/// magnitude, by the library with which captum's are made.
/// </summary>
/// <remarks>
/// A gradient jumps where a ReLU's input crosses zero or two inputs of a max-pool are equal, and some images have such places within the
/// rounding of the sums there. An implementation that rounds otherwise stands on the other side of single ones, and the numbers that lie
/// below them differ. For it, as for the signs of gradients in attacks, 99.5 % of the numbers must be within the tolerance, and the whole
/// must have the reference's direction. (Seen: up to 0.07 % of the numbers differ; all of them of a single gradient agree as soon as the
/// image is moved by some millionths.)
/// </remarks>
[TestFixture]
[Category("Golden")]
[UsesLibTorch]
public sealed class GoldenAttributionTest
{
    private const double Tolerance = 1e-4;
    private const double EqualShare = 0.995;
    private const double SameDirection = 0.9999;

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
        var expected = golden.Values(tensor);
        var network = GoldenCases.Implementations[implementation](golden.Network);
        using var owned = network as IDisposable;

        var attributions = AttributionRunner.Run(methodOf(golden), network, golden.Images, golden.Labels, batchSize: 8, threads: 1);

        attributions.Should().HaveSameCount(expected);
        var largest = (double)expected.Max(Math.Abs);
        double[] differences = [.. attributions.Zip(expected, (ours, theirs) => Math.Abs((double)ours - theirs) / largest)];
        var equalShare = differences.Count(difference => difference <= Tolerance) / (double)differences.Length;
        var cosine = ImageAdherence.Compare(attributions, expected, count: 1)[0].Cosine;
        var summary = $"{tensor}: largest difference {differences.Max():E2} of the largest magnitude, {equalShare:P3} of the numbers "
            + $"equal, cosine {cosine:0.0000000}";
        TestContext.Out.WriteLine(summary);
        if (implementation == GoldenCases.LibTorch)
        {
            differences.Max().Should().BeLessThanOrEqualTo(Tolerance, "{0}", summary);
        }

        equalShare.Should().BeGreaterThanOrEqualTo(EqualShare, "{0}", summary);
        cosine.Should().BeGreaterThanOrEqualTo(SameDirection, "{0}", summary);
    }
}
