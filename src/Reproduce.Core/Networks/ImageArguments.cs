using System.Runtime.CompilerServices;
using Reproduce.Core.Data;

namespace Reproduce.Core.Networks;

/// <summary>Checks the images and labels given to attacks, attributions and measures.</summary>
internal static class ImageArguments
{
    /// <summary>The value, if it is at least 1.</summary>
    public static int AtLeastOne(int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 1 ? value : throw new ArgumentException($"{name} is {value}; expected at least 1.", name);

    /// <summary>Checks that the length is that of one or more whole images.</summary>
    public static void CheckLength(ImageShape shape, ReadOnlySpan<float> images)
    {
        if (images.IsEmpty || images.Length % shape.Size != 0)
        {
            throw new ArgumentException(
                $"One or more images of shape {shape} have {shape.Size} numbers each, but {images.Length} numbers were given.",
                nameof(images));
        }
    }

    /// <summary>Checks that there are one or more whole images, each with a label.</summary>
    public static void CheckLabelled(
        IDifferentiableNetwork network,
        ReadOnlySpan<float> images,
        ReadOnlySpan<int> labels,
        [CallerArgumentExpression(nameof(labels))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(network);
        CheckLength(network.Input, images);
        if (labels.Length != images.Length / network.Input.Size)
        {
            throw new ArgumentException(
                $"There are {images.Length / network.Input.Size} images of shape {network.Input}, but {labels.Length} {name}.",
                name);
        }

        CheckLabels(labels, network.ClassCount, name);
    }

    /// <summary>Checks the range of labels.</summary>
    public static void CheckLabels(
        ReadOnlySpan<int> labels, int classCount, [CallerArgumentExpression(nameof(labels))] string name = "")
    {
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0 || labels[i] >= classCount)
            {
                throw new ArgumentException($"Item {i} of {name} is {labels[i]}; expected 0 to {classCount - 1}.", name);
            }
        }
    }
}
