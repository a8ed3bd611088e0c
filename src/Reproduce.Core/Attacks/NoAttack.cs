using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>Leaves the images as they are: the column of the tables that the attacks are compared with.</summary>
public sealed record NoAttack : IAttack
{
    /// <inheritdoc/>
    public string Name => "None";

    /// <inheritdoc/>
    public string Description => Name;

    /// <inheritdoc/>
    public void Perturb(
        IDifferentiableNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> labels, int firstIndex, Span<float> adversarial)
    {
        AttackArguments.Check(network, images, labels, firstIndex, adversarial);
        images.CopyTo(adversarial);
    }
}
