using Reproduce.Core.Attacks;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;

namespace Reproduce.Tests.Core.Attacks;

/// <summary>Images, labels and attacks for tests.</summary>
internal static class AttackInputs
{
    /// <summary>Every attack, small enough for tests.</summary>
    public static IReadOnlyList<IAttack> All { get; } =
    [
        new Fgsm(),
        new Pgd(RandomStart: null),
        new Pgd(RandomStart: "test"),
        new Fgsm(Arithmetic: LossArithmetic.DoublePrecision),
        new Pgd(RandomStart: "test", Arithmetic: LossArithmetic.DoublePrecision),
        new DeepFool(),
        new Apgd(RandomStart: null, Steps: 20),
        new Apgd(RandomStart: "test", Steps: 20),
        new Apgd(RandomStart: "test", Steps: 20, Loss: ApgdLoss.CrossEntropy),
        new Apgd(RandomStart: "test", Steps: 10, Loss: ApgdLoss.TargetedDifferenceOfLogitsRatio),
        new Square("test", Queries: 100),
        new CarliniWagnerL2(Searches: 4, Iterations: 30, FirstConstant: 0.1f),
        new Jsma(),
        new Jsma(AttackTargets.EachOther, OfLogits: true),
    ];

    /// <summary>Those of them that leave an image alone once it is misclassified.</summary>
    public static IEnumerable<IAttack> Careful => All.Where(attack => attack is not (Fgsm or Pgd));

    /// <summary>The attacks whose changes are bounded, with the bound.</summary>
    public static IReadOnlyList<(IAttack Attack, float Epsilon)> Bounded(float epsilon) =>
    [
        (new Fgsm(epsilon), epsilon),
        (new Pgd(RandomStart: null, epsilon, StepSize: (epsilon / 4) + 0.001f), epsilon),
        (new Pgd(RandomStart: "test", epsilon, StepSize: (epsilon / 4) + 0.001f), epsilon),
        (new Apgd(RandomStart: null, epsilon, Steps: 20), epsilon),
        (new Apgd(RandomStart: "test", epsilon, Steps: 20), epsilon),
        (new Apgd(RandomStart: "test", epsilon, Steps: 20, ApgdLoss.CrossEntropy), epsilon),
        (new Apgd(RandomStart: "test", epsilon, Steps: 20, ApgdLoss.TargetedDifferenceOfLogitsRatio), epsilon),
        (new Square("test", epsilon, Queries: 200), epsilon),
    ];

    /// <summary>Uniform pixels in [0, 1].</summary>
    public static float[] Images(IDifferentiableNetwork network, int count, string key = "images")
    {
        var random = MersenneTwister.FromKey(key);
        return [.. Enumerable.Range(0, count * network.Input.Size).Select(_ => (float)random.NextDouble())];
    }

    /// <summary>The network's own classes as labels, so that no image is misclassified.</summary>
    public static int[] OwnLabels(IDifferentiableNetwork network, float[] images) =>
        Predictions.Classes(Predictions.Logits(network, images, images.Length, 1), network.ClassCount);

    /// <summary>How far the true logit leads the largest other, for every image.</summary>
    public static float[] Margins(IDifferentiableNetwork network, float[] images, int[] labels) =>
    [
        .. Predictions.Logits(network, images, labels.Length, 1).Chunk(network.ClassCount)
            .Select((logits, i) => logits[labels[i]] - logits.Where((_, k) => k != labels[i]).Max()),
    ];

    /// <summary>One batch under attack.</summary>
    public static float[] Perturb(this IAttack attack, IDifferentiableNetwork network, float[] images, int[] labels, int firstIndex = 0)
    {
        var adversarial = new float[images.Length];
        attack.Perturb(network, images, labels, firstIndex, adversarial);
        return adversarial;
    }

    /// <summary>How many images the network classifies correctly.</summary>
    public static int CountCorrect(IDifferentiableNetwork network, float[] images, int[] labels) =>
        OwnLabels(network, images).Zip(labels).Count(pair => pair.First == pair.Second);
}
