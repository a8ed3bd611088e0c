namespace Reproduce.Core.Networks.Simd;

/// <summary>
/// Gradients with respect to a convolution's weights with a quarter of the multiplications of <see cref="SimdConvolutionGradient"/>: the
/// derivative of <see cref="WinogradConvolution"/>, whose products are sums over tiles here.
/// </summary>
internal static unsafe class WinogradConvolutionGradient
{
    private const int Lanes = FeatureMap.Lanes;
    private const int Taps = 9;

    // Most tiles that are transformed together. More would not fit into the second-level cache; fewer need more transforms of sums.
    private const int MostTiles = 16;

    // Filters and channels whose sums are computed, transformed and added before the next ones, so that they stay in the cache.
    private const int Group = 16;

    private static readonly WinogradBlock SumBlock = new(Group, Group);

    /// <summary>Number of floats of working memory.</summary>
    /// <param name="inputMap">Shape of the layer's input.</param>
    /// <param name="outputMap">Shape of the layer's output.</param>
    public static long ScratchLength(FeatureMap inputMap, FeatureMap outputMap) =>
        BlockOf(inputMap, outputMap).Size + BlockOf(outputMap, outputMap).Size + SumBlock.Size;

    /// <summary>Adds the gradients of 16 images, for maps that <see cref="WinogradTiles.Suit"/>.</summary>
    /// <param name="inputMap">Shape of the layer's input; its border is 1.</param>
    /// <param name="input">The layer's input.</param>
    /// <param name="outputMap">Shape of the layer's output.</param>
    /// <param name="outputGradient">The gradient with respect to the output before its ReLU.</param>
    /// <param name="sums">The sums, <c>[filters, inputs, 9, 16]</c>, changed in place.</param>
    /// <param name="scratch">Working memory.</param>
    public static void Add(
        FeatureMap inputMap, float* input, FeatureMap outputMap, float* outputGradient, float* sums, float* scratch)
    {
        var tiles = new WinogradTiles(outputMap);
        var (inputBlock, gradientBlock) = (BlockOf(inputMap, outputMap), BlockOf(outputMap, outputMap));
        var gradients = scratch + inputBlock.Size;
        for (var first = 0; first < tiles.Count; first += inputBlock.Columns)
        {
            var count = Math.Min(inputBlock.Columns, tiles.Count - first);
            WinogradInputs.Transform(inputMap, input, tiles, first, count, inputBlock, scratch);
            WinogradOutputGradients.Transform(outputMap, outputGradient, tiles, first, count, gradientBlock, gradients);
            for (var filter = 0; filter < outputMap.Channels; filter += Group)
            {
                for (var channel = 0; channel < inputMap.Channels; channel += Group)
                {
                    AddGroup(scratch, inputMap, channel, gradients, outputMap, filter, count, sums, gradients + gradientBlock.Size);
                }
            }
        }
    }

    /// <summary>Channels by as many tiles as are transformed together: near equal parts of all tiles.</summary>
    private static WinogradBlock BlockOf(FeatureMap map, FeatureMap outputMap)
    {
        var tiles = new WinogradTiles(outputMap).Count;
        var parts = (tiles + MostTiles - 1) / MostTiles;
        return new WinogradBlock(map.PaddedChannels, (tiles + parts - 1) / parts);
    }

    private static void AddGroup(
        float* inputs,
        FeatureMap inputMap,
        int channel,
        float* gradients,
        FeatureMap outputMap,
        int filter,
        int tiles,
        float* sums,
        float* products)
    {
        var (inputBlock, gradientBlock) = (BlockOf(inputMap, outputMap), BlockOf(outputMap, outputMap));
        var channels = Math.Min(Group, inputMap.Channels - channel);
        var filters = Math.Min(Group, outputMap.Channels - filter);
        gradients += filter * gradientBlock.RowStride;
        inputs += channel * inputBlock.RowStride;
        for (var product = 0; product < WinogradPoints.Products; product++)
        {
            for (var row = 0; row < filters; row += 4)
            {
                for (var column = 0; column < channels; column += 4)
                {
                    WinogradProducts.OverTiles(
                        gradients + ((long)product * gradientBlock.Stride) + (row * gradientBlock.RowStride),
                        inputs + ((long)product * inputBlock.Stride) + (column * inputBlock.RowStride),
                        inputBlock.RowStride,
                        tiles,
                        products + ((long)product * SumBlock.Stride) + (row * SumBlock.RowStride) + (column * Lanes),
                        SumBlock.RowStride);
                }
            }
        }

        for (var row = 0; row < filters; row++)
        {
            for (var column = 0; column < channels; column++)
            {
                WinogradFilterGradients.Add(
                    products + (row * SumBlock.RowStride) + (column * Lanes),
                    SumBlock.Stride,
                    sums + ((((long)(filter + row) * inputMap.Channels) + channel + column) * Taps * Lanes));
            }
        }
    }
}
