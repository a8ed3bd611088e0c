using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>
/// APGD-DLR: projected gradient steps in the maximum norm with momentum, on a loss that does not depend on the logits' scale; the step size
/// is halved where progress stops. It is the control for attacks whose gradient may vanish: untargeted, from one start, and so no proof
/// that a model is robust. An image is returned as soon as it is misclassified (unchanged, if it was so already), otherwise at the point
/// of its highest loss.
/// </summary>
/// <remarks>
/// Source: Croce and Hein, "Reliable evaluation of adversarial robustness with an ensemble of diverse parameter-free attacks", ICML 2020,
/// algorithm 1 with the untargeted <see cref="DifferenceOfLogitsRatio"/> and one start; momentum, checkpoints and rho are theirs.
/// </remarks>
/// <param name="RandomStart">The key of the random start's streams, as in <see cref="Pgd"/>; null: the start is the image itself.</param>
/// <param name="Epsilon">The largest change of a pixel, in [0, 1] pixel units; at least 0. The first step size is twice this.</param>
/// <param name="Steps">Number of steps, at least 1.</param>
public sealed record ApgdDlr(string? RandomStart, float Epsilon = Pgd.DefaultEpsilon, int Steps = 50) : IAttack
{
    /// <summary>The key of the random start's streams; null for none.</summary>
    public string? RandomStart { get; } = Attacks.RandomStart.Checked(RandomStart);

    /// <summary>The largest change of a pixel.</summary>
    public float Epsilon { get; } = AttackArguments.AtLeastZero(Epsilon);

    /// <summary>Number of steps.</summary>
    public int Steps { get; } = ImageArguments.AtLeastOne(Steps);

    /// <inheritdoc/>
    public string Name => "APGD-DLR";

    /// <inheritdoc/>
    public string Description => $"APGD-DLR(epsilon={Epsilon}, steps={Steps}, randomStart={RandomStart ?? "none"})";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// Also if the network has fewer than three classes, with which the loss is not defined.
    /// </exception>
    public void Perturb(
        IDifferentiableNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> labels, int firstIndex, Span<float> adversarial)
    {
        AttackArguments.Check(network, images, labels, firstIndex, adversarial);
        DifferenceOfLogitsRatio.RequireClasses(network.ClassCount, nameof(network));
        var active = new ActiveImages(images, labels);
        DropMisclassified(network, active, adversarial);
        Start(active, firstIndex);
        var ascent = new AdaptiveAscent(images, labels.Length, Epsilon, Steps);
        var weights = new float[labels.Length * network.ClassCount];
        var losses = new float[labels.Length];
        var gradients = new float[images.Length];
        for (var step = 0; step <= Steps && active.Count > 0; step++)
        {
            using (var pass = network.Forward(active.Pixels))
            {
                active.FinishMisclassified(pass.Logits);
                Evaluate(pass.Logits, active.Labels, losses, weights);
                if (step < Steps && active.FinishedCount < active.Count)
                {
                    pass.InputGradients(weights.AsSpan(0, pass.Logits.Length), gradients.AsSpan(0, active.Pixels.Length));
                }
            }

            ascent.Advance(active, step, losses, gradients);
            active.DropFinished(adversarial);
        }
    }

    private static void DropMisclassified(IDifferentiableNetwork network, ActiveImages active, Span<float> adversarial)
    {
        using var pass = network.Forward(active.Pixels);
        active.FinishMisclassified(pass.Logits);
        active.DropFinished(adversarial);
    }

    private static void Evaluate(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> losses, Span<float> weights)
    {
        var classCount = logits.Length / labels.Length;
        for (var row = 0; row < labels.Length; row++)
        {
            var place = row * classCount;
            losses[row] = DifferenceOfLogitsRatio.Evaluate(
                logits.Slice(place, classCount), labels[row], weights.Slice(place, classCount));
        }
    }

    private void Start(ActiveImages active, int firstIndex)
    {
        for (var row = 0; RandomStart is not null && row < active.Count; row++)
        {
            var image = active.Image(row);
            Attacks.RandomStart.Draw(RandomStart, firstIndex + active.Place(row), Epsilon, image, image);
        }
    }
}
