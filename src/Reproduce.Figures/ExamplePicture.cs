using Reproduce.Core.Data;

namespace Reproduce.Figures;

/// <summary>A picture of a data set with its class.</summary>
/// <param name="Shape">Its shape, with 1 or 3 channels.</param>
/// <param name="Pixels">Its pixels, shape <c>[C, H, W]</c>, 0 to 255.</param>
/// <param name="ClassName">The name of its class.</param>
/// <param name="Crop">What is cut out of it, or null where it is used as a whole.</param>
public sealed record ExamplePicture(ImageShape Shape, ReadOnlyMemory<byte> Pixels, string ClassName, PixelBox? Crop = null)
{
    /// <summary>A picture of a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="index">The picture, from 0.</param>
    /// <param name="classNames">The classes' names, in the order of the labels.</param>
    public static ExamplePicture Of(ImageSet set, int index, IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(classNames);
        return new ExamplePicture(
            set.Shape, set.Pixels.Slice(checked(index * set.Shape.Size), set.Shape.Size), classNames[set.Labels[index]]);
    }
}

/// <summary>A rectangle of pixels.</summary>
/// <param name="Left">Its first column, from 0.</param>
/// <param name="Top">Its first row, from 0.</param>
/// <param name="Right">The column behind its last.</param>
/// <param name="Bottom">The row below its last.</param>
public readonly record struct PixelBox(int Left, int Top, int Right, int Bottom);
