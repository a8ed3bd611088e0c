namespace Reproduce.Core.Networks.Simd;

/// <summary>
/// The memory layout of 36 matrices of vectors, <c>[36, rows, columns, 16]</c>: for each product of a tile, one number of each row and
/// column and image.
/// </summary>
/// <param name="Rows">Rows, such as channels.</param>
/// <param name="Columns">Columns, such as tiles.</param>
internal readonly record struct WinogradBlock(int Rows, int Columns)
{
    /// <summary>Floats from one row to the next.</summary>
    public int RowStride => Columns * FeatureMap.Lanes;

    /// <summary>
    /// Floats from one matrix to the next. It is one vector longer than a matrix, since the 36 places of one number, which a transform
    /// reads or writes together, would otherwise often compete for the same few lines of the cache.
    /// </summary>
    public int Stride => (Rows * RowStride) + FeatureMap.Lanes;

    /// <summary>Number of floats.</summary>
    public long Size => (long)WinogradPoints.Products * Stride;
}
