using Reproduce.Core.Attacks;
using Reproduce.Core.Networks;

namespace Reproduce.Tests.Golden;

/// <summary>
/// Logits and attacks against reference vectors (of the repository's own definitions, or of torchattacks): logits within 1e-4 of the
/// largest magnitude; FGSM and PGD equal in at least 99.5 % of the pixels (a gradient of about 0 has no stable sign); DeepFool with the
/// same predicted class for 15 of 16 images, and the perturbation's norm within 2 % in the median.
/// </summary>
[TestFixture]
[Category("Golden")]
[UsesLibTorch]
public sealed class GoldenAttackTest
{
    private const double EqualShare = 0.995;

    // Of normalized pixels: far below the smallest step of an attack, far above the rounding of a conversion.
    private const double EqualPixels = 1e-5;

    // DeepFool ends very near the boundary, where the last bits of the logits decide the class. Libtorch's depend on the size of the batch;
    // torchattacks runs DeepFool image by image.
    private const int SingleImages = 1;

    [TestCaseSource(typeof(GoldenCases), nameof(GoldenCases.All))]
    public void Logits_agree(string path, string implementation)
    {
        var golden = GoldenFile.Read(path);
        var expected = golden.Values("logits");
        var network = GoldenCases.Implementations[implementation](golden.Network);
        using var owned = network as IDisposable;

        var logits = Predictions.Logits(network, golden.Images, batchSize: 8, threads: 1);

        logits.Should().HaveSameCount(expected);
        var worst = Enumerable.Range(0, logits.Length).MaxBy(i => Math.Abs(logits[i] - expected[i]));
        var error = Math.Abs(logits[worst] - expected[worst]) / expected.Max(Math.Abs);
        TestContext.Out.WriteLine($"worst logit: {logits[worst]}, reference {expected[worst]}, error {error:E2} of the largest magnitude");
        error.Should().BeLessThanOrEqualTo(
            1e-4f, "logit {0} of all images is {1}, the reference {2}", worst, logits[worst], expected[worst]);
    }

    [TestCaseSource(typeof(GoldenCases), nameof(GoldenCases.All))]
    public void Fgsm_agrees(string path, string implementation) => SignAttackAgrees(path, implementation, "attack.fgsm", FgsmOf);

    [TestCaseSource(typeof(GoldenCases), nameof(GoldenCases.All))]
    public void Strong_fgsm_agrees(string path, string implementation) => SignAttackAgrees(path, implementation, "attack.fgsm-cw", FgsmOf);

    [TestCaseSource(typeof(GoldenCases), nameof(GoldenCases.OfLibTorch))]
    public void Pgd_agrees(string path, string implementation) => SignAttackAgrees(path, implementation, "attack.pgd", PgdOf);

    [TestCaseSource(typeof(GoldenCases), nameof(GoldenCases.OfOthers))]
    public void Pgd_agrees_step_by_step(string path, string implementation) => PgdStepsAgree(path, implementation, "attack.pgd");

    [TestCaseSource(typeof(GoldenCases), nameof(GoldenCases.OfLibTorch))]
    public void Strong_pgd_agrees(string path, string implementation) => SignAttackAgrees(path, implementation, "attack.pgd-cw", PgdOf);

    [TestCaseSource(typeof(GoldenCases), nameof(GoldenCases.OfOthers))]
    public void Strong_pgd_agrees_step_by_step(string path, string implementation) => PgdStepsAgree(path, implementation, "attack.pgd-cw");

    [TestCaseSource(typeof(GoldenCases), nameof(GoldenCases.All))]
    public void DeepFool_agrees(string path, string implementation) => DeepFoolAgrees(path, implementation, "attack.deepfool");

    [TestCaseSource(typeof(GoldenCases), nameof(GoldenCases.All))]
    public void Strong_deepfool_agrees(string path, string implementation) => DeepFoolAgrees(path, implementation, "attack.deepfool-cw");

    private static Fgsm FgsmOf(GoldenFile golden) => new((float)golden.Setting("fgsm", "eps"));

    private static Pgd PgdOf(GoldenFile golden)
    {
        golden.SettingText("pgd", "random_start").Should().BeEquivalentTo("false", "a library's random start can't be repeated");
        return new Pgd(
            RandomStart: null,
            (float)golden.Setting("pgd", "eps"),
            (float)golden.Setting("pgd", "alpha"),
            (int)golden.Setting("pgd", "steps"));
    }

    /// <summary>The network that an attack sees: of pixels, and for the strong versions with scaled logits.</summary>
    private static IDifferentiableNetwork TargetOf(GoldenFile golden, IDifferentiableNetwork network, string tensor)
    {
        var pixels = new PixelNetwork(network);
        return tensor.EndsWith("-cw", StringComparison.Ordinal) ? new LogitScaling(pixels, golden.Temperature) : pixels;
    }

    /// <summary>The adversarial images, normalized as in the file.</summary>
    private static float[] Attack(GoldenFile golden, IDifferentiableNetwork network, IAttack attack, string tensor, int batchSize)
    {
        var adversarial = AttackRunner.Run(attack, TargetOf(golden, network, tensor), golden.Pixels, golden.Labels, batchSize, threads: 1);
        return [.. adversarial.Select(pixel => (pixel - 0.5f) / 0.5f)];
    }

    private static void SignAttackAgrees(string path, string implementation, string tensor, Func<GoldenFile, IAttack> attackOf)
    {
        var golden = GoldenFile.Read(path);
        var expected = golden.Values(tensor);
        var network = GoldenCases.Implementations[implementation](golden.Network);
        using var owned = network as IDisposable;

        var adversarial = Attack(golden, network, attackOf(golden), tensor, golden.Labels.Length);

        var size = golden.Network.Input.Size;
        var equalShares = adversarial.Chunk(size).Zip(expected.Chunk(size), EqualShareOf).ToArray();
        var worst = Array.IndexOf(equalShares, equalShares.Min());
        var summary = $"{tensor}: {equalShares.Average():P3} of the pixels equal; worst image {worst} with {equalShares[worst]:P3}";
        TestContext.Out.WriteLine(summary);
        equalShares.Average().Should().BeGreaterThanOrEqualTo(EqualShare, "the images must be the reference's ({0})", summary);
    }

    /// <summary>
    /// Every step of PGD from the reference's own iterates. Whole runs can't be compared between implementations that round differently:
    /// one derivative of about 0 takes another sign, and ten steps make a tenth of the image's pixels of it. Libtorch itself ends there
    /// when the images go through it one by one instead of together.
    /// </summary>
    private static void PgdStepsAgree(string path, string implementation, string tensor)
    {
        var golden = GoldenFile.Read(path);
        var attack = PgdOf(golden);
        var step = new Fgsm(attack.StepSize);
        var network = GoldenCases.Implementations[implementation](golden.Network);
        using var owned = network as IDisposable;
        var target = TargetOf(golden, network, tensor);
        var libTorch = TargetOf(golden, GoldenCases.Implementations[GoldenCases.LibTorch](golden.Network), tensor);
        var images = golden.Pixels;
        var iterate = images;
        for (var i = 0; i < attack.Steps; i++)
        {
            var expected = AttackRunner.Run(step, libTorch, iterate, golden.Labels, golden.Labels.Length, threads: 1);

            var next = AttackRunner.Run(step, target, iterate, golden.Labels, golden.Labels.Length, threads: 1);

            var share = EqualShareOf(next, expected);
            TestContext.Out.WriteLine($"{tensor}, step {i}: {share:P3} of the pixels equal");
            share.Should().BeGreaterThanOrEqualTo(EqualShare, "step {0} from the reference's iterate must be the reference's", i);
            iterate = [.. expected.Zip(images, (pixel, image) => PixelBall.Project(pixel, image, attack.Epsilon))];
        }

        EqualShareOf(iterate, GoldenFile.ToPixels(golden.Values(tensor)))
            .Should().BeGreaterThanOrEqualTo(EqualShare, "the iterates must be those of the reference");
    }

    private static double EqualShareOf(float[] images, float[] expected) =>
        images.Zip(expected).Count(pair => Math.Abs(pair.First - pair.Second) <= EqualPixels) / (double)images.Length;

    private static void DeepFoolAgrees(string path, string implementation, string tensor)
    {
        var golden = GoldenFile.Read(path);
        var network = GoldenCases.Implementations[implementation](golden.Network);
        using var owned = network as IDisposable;
        var (images, expected) = (golden.Images, golden.Values(tensor));
        var attack = new DeepFool((int)golden.Setting("deepfool", "steps"), (float)golden.Setting("deepfool", "overshoot"));

        var adversarial = Attack(golden, network, attack, tensor, SingleImages);

        var classes = Classes(network, adversarial).Zip(Classes(network, expected), (ours, theirs) => (ours, theirs)).ToArray();
        var same = classes.Count(pair => pair.ours == pair.theirs);
        var errors = golden.Labels
            .Select((_, i) => RelativeError(Norm(images, adversarial, i, classes.Length), Norm(images, expected, i, classes.Length)))
            .ToArray();
        var worst = Array.IndexOf(errors, errors.Max());
        var others = string.Join("; ", classes.Index().Where(item => item.Item.ours != item.Item.theirs)
            .Select(item => $"image {item.Index} in {item.Item.ours}, reference {item.Item.theirs}"));
        var summary = $"{tensor}: {same} of {classes.Length} images in the reference's class ({others}); "
            + $"norms {Median(errors):P3} off in the median, at worst {errors[worst]:P3} (image {worst})";
        TestContext.Out.WriteLine(summary);
        (16 * same).Should().BeGreaterThanOrEqualTo(15 * classes.Length, "{0}", summary);
        Median(errors).Should().BeLessThanOrEqualTo(0.02, "{0}", summary);
    }

    private static int[] Classes(IDifferentiableNetwork network, float[] images) =>
        Predictions.Classes(Predictions.Logits(network, images, SingleImages, threads: 1), network.ClassCount);

    private static double Norm(float[] images, float[] adversarial, int image, int count)
    {
        var size = images.Length / count;
        return Math.Sqrt(Enumerable.Range(image * size, size).Sum(p => Math.Pow((double)adversarial[p] - images[p], 2)));
    }

    // Images that are wrong already come back through a conversion, whose rounding is no perturbation.
    private static double RelativeError(double norm, double expected) =>
        Math.Abs(norm - expected) <= 1e-5 ? 0 : Math.Abs(norm - expected) / expected;

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
