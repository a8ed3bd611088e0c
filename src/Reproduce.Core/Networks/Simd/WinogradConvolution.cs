namespace Reproduce.Core.Networks.Simd;

/// <summary>
/// 3 x 3 'same' convolutions of 16 images at once with a quarter of the multiplications of <see cref="SimdConvolution"/>, see
/// <see cref="WinogradPoints"/>. Results differ from the direct ones by rounding, some 1e-6 of the largest.
/// </summary>
internal static unsafe class WinogradConvolution
{
    private const int Lanes = FeatureMap.Lanes;
    private const int FilterBlock = SimdConvolution.FilterBlock;

    // Tiles that are transformed before they are multiplied: few, so that they stay in the second-level cache.
    private const int Tiles = 4;

    // Filters that are multiplied with one of the 36 matrices of inputs before the next matrix, while it is in the first-level cache.
    private const int FilterGroup = 8;

    /// <summary>Number of floats of working memory.</summary>
    /// <param name="inputs">Input channels.</param>
    public static long ScratchLength(int inputs) => InputBlock(inputs).Size + SumBlock.Size;

    private static WinogradBlock SumBlock => new(FilterGroup, Tiles);

    /// <summary>As <see cref="SimdConvolution.Convolve"/>, for maps that <see cref="WinogradTiles.Suit"/>.</summary>
    /// <param name="inputMap">Shape of the input; its border is 1.</param>
    /// <param name="input">The input.</param>
    /// <param name="packed">The weights, packed by <see cref="WinogradFilters"/>.</param>
    /// <param name="bias">One number for each filter, padded to a multiple of four.</param>
    /// <param name="outputMap">Shape of the output.</param>
    /// <param name="output">Receives the output; its border stays as it is.</param>
    /// <param name="rule">The operation on the outputs.</param>
    /// <param name="gate">The gate, in the output's shape; any pointer for the other rules.</param>
    /// <param name="scratch">Working memory.</param>
    public static void Convolve(
        FeatureMap inputMap,
        float* input,
        float* packed,
        float* bias,
        FeatureMap outputMap,
        float* output,
        OutputRule rule,
        float* gate,
        float* scratch)
    {
        var tiles = new WinogradTiles(outputMap);
        var block = InputBlock(inputMap.Channels);
        var sums = scratch + block.Size;
        for (var first = 0; first < tiles.Count; first += Tiles)
        {
            var count = Math.Min(Tiles, tiles.Count - first);
            WinogradInputs.Transform(inputMap, input, tiles, first, count, block, scratch);
            for (var filter = 0; filter < outputMap.PaddedChannels; filter += FilterGroup)
            {
                var filters = Math.Min(FilterGroup, outputMap.PaddedChannels - filter);
                Multiply(scratch, inputMap.Channels, packed, outputMap.PaddedChannels, filter, filters, sums);
                for (var i = 0; i < count * filters; i++)
                {
                    var (row, tile) = (i / count, i % count);
                    var place = outputMap.Interior(filter + row) + tiles.Offset(first + tile, outputMap.RowStride);
                    WinogradOutputs.Transform(
                        sums + (row * SumBlock.RowStride) + (tile * Lanes),
                        SumBlock.Stride,
                        bias[filter + row],
                        output + place,
                        gate + place,
                        outputMap.RowStride,
                        rule);
                }
            }
        }
    }

    private static WinogradBlock InputBlock(int inputs) => new(inputs, Tiles);

    /// <summary>Multiplies a group's weights with the tiles; with fewer than four, the other sums have no meaning.</summary>
    private static void Multiply(float* inputs, int channels, float* packed, int allFilters, int filter, int filters, float* sums)
    {
        var block = InputBlock(channels);
        for (var product = 0; product < WinogradPoints.Products; product++)
        {
            var weights = packed + ((((long)product * allFilters) + filter) * channels);
            for (var row = 0; row < filters; row += FilterBlock)
            {
                WinogradProducts.OverChannels(
                    inputs + ((long)product * block.Stride),
                    block.RowStride,
                    weights + (row * channels),
                    channels,
                    sums + ((long)product * SumBlock.Stride) + (row * SumBlock.RowStride),
                    SumBlock.RowStride);
            }
        }
    }
}
