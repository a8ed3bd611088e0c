using Reproduce.Core.Data;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>
/// An attack that returns the first misclassified point on another attack's way, instead of the point where that ends. What it breaks and
/// the other does not is a silent success: the other had found an adversarial image, and lost it.
/// </summary>
/// <remarks>Source: Pintor et al., "Indicators of attack failure", NeurIPS 2022, indicator 'silent success'.</remarks>
/// <param name="Inner">
/// The other attack. Every forward pass of it is one of all images of the batch in their order, as those of FGSM and PGD are.
/// </param>
public sealed record BestIterate(IAttack Inner) : IAttack
{
    /// <summary>The other attack.</summary>
    public IAttack Inner { get; } = Inner ?? throw new ArgumentNullException(nameof(Inner));

    /// <inheritdoc/>
    public string Name => $"{Inner.Name}, best iterate";

    /// <inheritdoc/>
    public string Description => $"best iterate of {Inner.Description}";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Also if the other attack looks at a part of the images.</exception>
    public void Perturb(
        IDifferentiableNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> labels, int firstIndex, Span<float> adversarial)
    {
        AttackArguments.Check(network, images, labels, firstIndex, adversarial);
        var watched = new Watched(network, labels.ToArray());
        Inner.Perturb(watched, images, labels, firstIndex, adversarial);
        var size = network.Input.Size;
        for (var i = 0; i < labels.Length; i++)
        {
            watched.Broken[i]?.CopyTo(adversarial.Slice(i * size, size));
        }
    }

    /// <summary>A network that keeps the first misclassified image that it sees in each place of the batch.</summary>
    private sealed class Watched(IDifferentiableNetwork network, int[] labels) : IDifferentiableNetwork
    {
        public ImageShape Input => network.Input;

        public int ClassCount => network.ClassCount;

        /// <summary>The images by place; null where none was misclassified so far.</summary>
        public float[]?[] Broken { get; } = new float[labels.Length][];

        public IForwardPass Forward(ReadOnlySpan<float> images)
        {
            var size = Input.Size;
            if (images.Length != labels.Length * size)
            {
                throw new ArgumentException(
                    $"The attack looks at {images.Length / size} of {labels.Length} images; expected all of them in every pass.",
                    nameof(images));
            }

            var pass = network.Forward(images);
            for (var i = 0; i < labels.Length; i++)
            {
                if (Broken[i] is null && Predictions.ClassOf(pass.Logits.Slice(i * ClassCount, ClassCount)) != labels[i])
                {
                    Broken[i] = images.Slice(i * size, size).ToArray();
                }
            }

            return pass;
        }
    }
}
