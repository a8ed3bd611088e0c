namespace Reproduce.Core.Networks.Simd;

/// <summary>
/// A map cut into tiles of 4 x 4, from left to right and from the top down. Where a side is not a multiple of four, the last tile overlaps
/// the one before.
/// </summary>
/// <param name="map">The map.</param>
internal readonly struct WinogradTiles(FeatureMap map)
{
    private const int Side = WinogradPoints.Outputs;
    private const int FewestChannels = 8;

    private readonly int _columns = (map.Width + Side - 1) / Side;

    /// <summary>Number of tiles.</summary>
    public int Count => _columns * ((map.Height + Side - 1) / Side);

    /// <summary>
    /// Whether a convolution is faster by tiles. With few channels, transforms take more time than they save; products are computed for
    /// four tiles at once, which smaller maps do not have.
    /// </summary>
    /// <param name="input">Shape of the convolution's input.</param>
    /// <param name="output">Shape of its output.</param>
    public static bool Suit(FeatureMap input, FeatureMap output) =>
        output.Width > Side && output.Height > Side && Math.Min(input.Channels, output.Channels) >= FewestChannels;

    /// <summary>Offset, in floats, of a tile's first element in a map's row-major plane.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="rowStride">Floats from one row of the plane to the next.</param>
    public int Offset(int tile, int rowStride)
    {
        var (row, column) = Corner(tile);
        return (row * rowStride) + (column * FeatureMap.Lanes);
    }

    /// <summary>Number of a tile's first rows and first columns that belong to tiles before it, too.</summary>
    public (int Rows, int Columns) Overlap(int tile)
    {
        var (row, column) = Corner(tile);
        return ((tile / _columns * Side) - row, (tile % _columns * Side) - column);
    }

    private (int Row, int Column) Corner(int tile) =>
        (Math.Min(tile / _columns * Side, map.Height - Side), Math.Min(tile % _columns * Side, map.Width - Side));
}
