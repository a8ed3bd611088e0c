using System.Runtime.CompilerServices;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>Checks of the arguments of attacks.</summary>
internal static class AttackArguments
{
    /// <summary>The value, if it is a finite number of at least 0.</summary>
    public static float AtLeastZero(float value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        float.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentException($"{name} is {value}; expected a finite number of at least 0.", name);

    /// <summary>The value, if it is a finite number above 0.</summary>
    public static float AboveZero(float value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        float.IsFinite(value) && value > 0
            ? value
            : throw new ArgumentException($"{name} is {value}; expected a finite number above 0.", name);

    /// <summary>Checks that a class is one of so many.</summary>
    public static void CheckClass(int value, int classCount, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < 0 || value >= classCount)
        {
            throw new ArgumentException($"The {name} is {value}; expected 0 to {classCount - 1}.", name);
        }
    }

    /// <summary>Checks that there is room for a number of each logit.</summary>
    public static void CheckRoom(
        ReadOnlySpan<float> logits, ReadOnlySpan<float> room, [CallerArgumentExpression(nameof(room))] string name = "")
    {
        if (room.Length != logits.Length)
        {
            throw new ArgumentException($"There are {logits.Length} logits, but {name} has room for {room.Length} numbers.", name);
        }
    }

    /// <summary>Checks a batch and the span that receives its results.</summary>
    public static void Check(
        IDifferentiableNetwork network,
        ReadOnlySpan<float> images,
        ReadOnlySpan<int> labels,
        int firstIndex,
        ReadOnlySpan<float> adversarial)
    {
        CheckImages(network, images, labels);
        if (firstIndex < 0)
        {
            throw new ArgumentException($"firstIndex is {firstIndex}; expected at least 0.", nameof(firstIndex));
        }

        if (adversarial.Length != images.Length)
        {
            throw new ArgumentException(
                $"The images have {images.Length} numbers, but there is room for {adversarial.Length} adversarial ones.",
                nameof(adversarial));
        }

        if (images.Overlaps(adversarial))
        {
            throw new ArgumentException(
                "The adversarial images must not overwrite the images: give them room of their own.", nameof(adversarial));
        }
    }

    /// <summary>Checks labelled images in [0, 1].</summary>
    public static void CheckImages(IDifferentiableNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> labels)
    {
        ImageArguments.CheckLabelled(network, images, labels);
        for (var i = 0; i < images.Length; i++)
        {
            if (images[i] is not (>= 0 and <= 1))
            {
                throw new ArgumentException(
                    $"Pixel {i % network.Input.Size} of image {i / network.Input.Size} is {images[i]}; expected [0, 1]: "
                    + "attacks take images that are not normalized.",
                    nameof(images));
            }
        }
    }
}
