using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>
/// The fast gradient sign method: one step of size epsilon in every pixel, up the cross-entropy, clipped to [0, 1]. A pixel whose
/// derivative is exactly 0 stays.
/// </summary>
/// <remarks>
/// Source: Goodfellow, Shlens and Szegedy, "Explaining and harnessing adversarial examples", ICLR 2015; defaults of torchattacks 3.5.1.
/// </remarks>
/// <param name="Epsilon">The change of a pixel, in [0, 1] pixel units; at least 0.</param>
/// <param name="Arithmetic">The arithmetic of the loss's derivative with respect to the logits; 32 bits in torchattacks.</param>
public sealed record Fgsm(float Epsilon = Fgsm.DefaultEpsilon, LossArithmetic Arithmetic = LossArithmetic.SinglePrecision) : IAttack
{
    /// <summary>8/255, torchattacks' default.</summary>
    public const float DefaultEpsilon = 8f / 255;

    /// <summary>The change of a pixel.</summary>
    public float Epsilon { get; } = AttackArguments.AtLeastZero(Epsilon);

    /// <inheritdoc/>
    public string Name => "FGSM";

    /// <inheritdoc/>
    public string Description => $"FGSM(epsilon={Epsilon}{Arithmetic.Setting()})";

    /// <inheritdoc/>
    public void Perturb(
        IDifferentiableNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> labels, int firstIndex, Span<float> adversarial)
    {
        AttackArguments.Check(network, images, labels, firstIndex, adversarial);
        using var pass = network.Forward(images);
        var weights = new float[labels.Length * network.ClassCount];
        CrossEntropy.LogitGradients(Arithmetic, pass.Logits, labels, weights);
        pass.InputGradients(weights, adversarial);
        for (var i = 0; i < images.Length; i++)
        {
            adversarial[i] = PixelBall.ToPixel(images[i] + (Epsilon * PixelBall.Sign(adversarial[i])));
        }
    }
}
