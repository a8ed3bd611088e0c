using Reproduce.Core.Data;

namespace Reproduce.Figures;

/// <summary>An image of a data set with its class.</summary>
/// <param name="Shape">Its shape, with 1 or 3 channels.</param>
/// <param name="Pixels">Its pixels, shape <c>[C, H, W]</c>, 0 to 255.</param>
/// <param name="ClassName">The name of its class.</param>
public sealed record ExamplePicture(ImageShape Shape, ReadOnlyMemory<byte> Pixels, string ClassName)
{
    /// <summary>An image of a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="index">The image's index, from 0.</param>
    /// <param name="classNames">The classes' names, in the order of the labels.</param>
    public static ExamplePicture Of(ImageSet set, int index, IReadOnlyList<string> classNames) =>
        new(set.Shape, set.Pixels.Slice(checked(index * set.Shape.Size), set.Shape.Size), classNames[set.Labels[index]]);
}
