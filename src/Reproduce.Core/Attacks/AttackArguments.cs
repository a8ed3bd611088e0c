using System.Runtime.CompilerServices;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Attacks;

/// <summary>Checks of what comes into attacks and measures from outside.</summary>
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

    /// <summary>The value, if it is at least 1.</summary>
    public static int AtLeastOne(int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 1 ? value : throw new ArgumentException($"{name} is {value}; expected at least 1.", name);

    /// <summary>Checks a batch and the room for its results.</summary>
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

    /// <summary>Checks labelled images.</summary>
    public static void CheckImages(IDifferentiableNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> labels)
    {
        ArgumentNullException.ThrowIfNull(network);
        CheckLength(network.Input, images);
        if (labels.Length != images.Length / network.Input.Size)
        {
            throw new ArgumentException(
                $"There are {images.Length / network.Input.Size} images of shape {network.Input}, but {labels.Length} labels.",
                nameof(labels));
        }

        CheckLabels(labels, network.ClassCount);
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

    /// <summary>Checks that there are one or more whole images.</summary>
    public static void CheckLength(ImageShape shape, ReadOnlySpan<float> images)
    {
        if (images.IsEmpty || images.Length % shape.Size != 0)
        {
            throw new ArgumentException(
                $"One or more images of shape {shape} have {shape.Size} numbers each, but {images.Length} numbers were given.",
                nameof(images));
        }
    }

    /// <summary>Checks the range of labels.</summary>
    public static void CheckLabels(ReadOnlySpan<int> labels, int classCount)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0 || labels[i] >= classCount)
            {
                throw new ArgumentException($"Label {i} is {labels[i]}; expected 0 to {classCount - 1}.", nameof(labels));
            }
        }
    }
}
