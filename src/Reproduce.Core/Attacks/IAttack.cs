using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>
/// An untargeted adversarial attack: changes images so that a network no longer sees their true classes. Implementations are immutable
/// records of the attack's settings.
/// </summary>
/// <remarks>
/// Every image is attacked as if it were alone. What comes out depends neither on the other images of the batch nor on the number of
/// images in it, as far as the network's own results don't.
/// </remarks>
public interface IAttack
{
    /// <summary>The attack's name as the tables write it, such as <c>PGD</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Name and all settings, such as <c>PGD(epsilon=0.03137255, ...)</c>: two attacks of the same description do the same. Enters the
    /// keys of stored results.
    /// </summary>
    string Description { get; }

    /// <summary>Attacks a batch of images.</summary>
    /// <param name="network">The network under attack; it takes pixels in [0, 1] (see <see cref="PixelNetwork"/>).</param>
    /// <param name="images">One or more images, shape <c>[N, C, H, W]</c>, in [0, 1].</param>
    /// <param name="labels">The true classes, shape <c>[N]</c>.</param>
    /// <param name="firstIndex">The first image's place in the whole set, at least 0: random draws are keyed by an image's place.</param>
    /// <param name="adversarial">
    /// Receives the adversarial images, shape <c>[N, C, H, W]</c>, in [0, 1]; no part of <paramref name="images"/>.
    /// </param>
    /// <exception cref="ArgumentException">An argument is out of range, or the lengths don't fit each other.</exception>
    void Perturb(
        IDifferentiableNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> labels, int firstIndex, Span<float> adversarial);
}
