using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>
/// Projected gradient descent in the maximum norm: steps of one size up the cross-entropy, each clipped to epsilon around the image and to
/// [0, 1], after a random start.
/// </summary>
/// <remarks>
/// Source: Madry et al., "Towards deep learning models resistant to adversarial attacks", ICLR 2018; defaults of torchattacks 3.5.1.
/// </remarks>
/// <param name="RandomStart">
/// The key of the random start's streams, such as <c>attack/seed=42</c>: every pixel starts a uniform number in [-epsilon, epsilon] away,
/// clipped to [0, 1]. Null: the start is the image itself.
/// </param>
/// <param name="Epsilon">The largest change of a pixel, in [0, 1] pixel units; at least 0.</param>
/// <param name="StepSize">A step's change of a pixel, above 0.</param>
/// <param name="Steps">Number of steps, at least 1.</param>
/// <param name="Arithmetic">The arithmetic of the loss's derivative with respect to the logits; 32 bits in torchattacks.</param>
public sealed record Pgd(
    string? RandomStart,
    float Epsilon = Pgd.DefaultEpsilon,
    float StepSize = Pgd.DefaultStepSize,
    int Steps = 10,
    LossArithmetic Arithmetic = LossArithmetic.SinglePrecision) : IAttack
{
    /// <summary>8/255, torchattacks' default.</summary>
    public const float DefaultEpsilon = 8f / 255;

    /// <summary>2/255, torchattacks' default.</summary>
    public const float DefaultStepSize = 2f / 255;

    /// <summary>The key of the random start's streams; null for none.</summary>
    public string? RandomStart { get; } = Attacks.RandomStart.Checked(RandomStart);

    /// <summary>The largest change of a pixel.</summary>
    public float Epsilon { get; } = AttackArguments.AtLeastZero(Epsilon);

    /// <summary>A step's change of a pixel.</summary>
    public float StepSize { get; } = AttackArguments.AboveZero(StepSize);

    /// <summary>Number of steps.</summary>
    public int Steps { get; } = ImageArguments.AtLeastOne(Steps);

    /// <inheritdoc/>
    public string Name => "PGD";

    /// <inheritdoc/>
    public string Description =>
        $"PGD(epsilon={Epsilon}, stepSize={StepSize}, steps={Steps}, randomStart={RandomStart ?? "none"}{Arithmetic.Setting()})";

    /// <inheritdoc/>
    public void Perturb(
        IDifferentiableNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> labels, int firstIndex, Span<float> adversarial)
    {
        AttackArguments.Check(network, images, labels, firstIndex, adversarial);
        Start(images, labels.Length, firstIndex, adversarial);
        var weights = new float[labels.Length * network.ClassCount];
        var gradients = new float[images.Length];
        for (var step = 0; step < Steps; step++)
        {
            using var pass = network.Forward(adversarial);
            CrossEntropy.LogitGradients(Arithmetic, pass.Logits, labels, weights);
            pass.InputGradients(weights, gradients);
            for (var i = 0; i < images.Length; i++)
            {
                var moved = adversarial[i] + (StepSize * PixelBall.Sign(gradients[i]));
                adversarial[i] = PixelBall.Project(moved, images[i], Epsilon);
            }
        }
    }

    private void Start(ReadOnlySpan<float> images, int count, int firstIndex, Span<float> start)
    {
        if (RandomStart is null)
        {
            images.CopyTo(start);
            return;
        }

        var size = images.Length / count;
        for (var i = 0; i < count; i++)
        {
            Attacks.RandomStart.Draw(RandomStart, firstIndex + i, Epsilon, images.Slice(i * size, size), start.Slice(i * size, size));
        }
    }
}
