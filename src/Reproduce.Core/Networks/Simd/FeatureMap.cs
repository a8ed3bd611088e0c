namespace Reproduce.Core.Networks.Simd;

/// <summary>
/// How the features of 16 images lie in memory: <c>[channels, rows, columns, 16]</c>, the images side by side in the lanes of a vector.
/// One instruction computes on all of them, and no sum ever crosses from one image to another.
/// </summary>
/// <param name="Channels">Number of channels.</param>
/// <param name="Height">Rows, without the border.</param>
/// <param name="Width">Columns, without the border.</param>
/// <param name="Border">Rows and columns of zeros around each channel: 1 where a convolution reads the map, else 0.</param>
internal readonly record struct FeatureMap(int Channels, int Height, int Width, int Border)
{
    /// <summary>Images that are worked on side by side.</summary>
    public const int Lanes = 16;

    /// <summary>Channels in memory: convolutions write four at a time.</summary>
    public int PaddedChannels => (Channels + 3) / 4 * 4;

    /// <summary>Floats from one row to the next.</summary>
    public int RowStride => (Width + (2 * Border)) * Lanes;

    /// <summary>Floats from one channel to the next.</summary>
    public int PlaneStride => (Height + (2 * Border)) * RowStride;

    /// <summary>Floats of the whole map.</summary>
    public long Size => (long)PaddedChannels * PlaneStride;

    /// <summary>Floats before the first number inside the border of a channel.</summary>
    public long Interior(int channel) => ((long)channel * PlaneStride) + (Border * RowStride) + (Border * Lanes);
}
