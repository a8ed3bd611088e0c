namespace Reproduce.Core.Networks.Simd;

/// <summary>
/// The memory layout of the features of 16 images: <c>[channels, rows, columns, 16]</c>. Each image has one lane (element) of a vector
/// of 16 floats, so that one instruction computes on all 16 images, and no sum mixes images.
/// </summary>
/// <param name="Channels">Number of channels.</param>
/// <param name="Height">Rows, without the border.</param>
/// <param name="Width">Columns, without the border.</param>
/// <param name="Border">Rows and columns of zeros around each channel: 1 where a convolution reads the map, else 0.</param>
internal readonly record struct FeatureMap(int Channels, int Height, int Width, int Border)
{
    /// <summary>Number of images that are computed together, one in each lane of a vector.</summary>
    public const int Lanes = 16;

    /// <summary>Number of channels in memory: a multiple of four, since convolutions write four channels at a time.</summary>
    public int PaddedChannels => (Channels + 3) / 4 * 4;

    /// <summary>Floats from one row to the next.</summary>
    public int RowStride => (Width + (2 * Border)) * Lanes;

    /// <summary>Floats from one channel to the next.</summary>
    public int PlaneStride => (Height + (2 * Border)) * RowStride;

    /// <summary>Number of floats of the whole map.</summary>
    public long Size => (long)PaddedChannels * PlaneStride;

    /// <summary>Offset, in floats, of the first number inside the border of a channel.</summary>
    public long Interior(int channel) => ((long)channel * PlaneStride) + (Border * RowStride) + (Border * Lanes);
}
