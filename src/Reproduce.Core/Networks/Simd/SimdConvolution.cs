using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Reproduce.Core.Networks.Simd;

/// <summary>The operation that a convolution applies to its sums before it stores them.</summary>
internal enum OutputRule
{
    /// <summary>The sums as they are.</summary>
    None,

    /// <summary>max(sum, 0).</summary>
    Relu,

    /// <summary>The sum where the gate (an activation after ReLU) is above 0, else 0: the backward pass of a ReLU.</summary>
    Gate,
}

/// <summary>
/// 3 x 3 'same' convolutions of 16 images at once. The sums of four filters by four columns stay in registers over all input channels:
/// 48 multiply-adds for six loads.
/// </summary>
/// <remarks>Every sum runs over input channel, filter row and filter column, in this order on every processor.</remarks>
internal static unsafe class SimdConvolution
{
    private const int Lanes = FeatureMap.Lanes;
    private const int Taps = 9;

    /// <summary>Number of filters that are computed together.</summary>
    public const int FilterBlock = 4;

    /// <summary>Number of columns that are computed together.</summary>
    public const int ColumnBlock = 4;

    /// <summary>Number of floats of packed weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="filters">Output channels.</param>
    public static int PackedLength(int inputs, int filters) => Blocks(filters) * FilterBlock * inputs * Taps;

    /// <summary>
    /// Reorders weights <c>[filters, inputs, 3, 3]</c> to <c>[filters / 4, inputs, 3, 3, 4]</c>; padding filters are left unchanged.
    /// </summary>
    public static void Pack(ReadOnlySpan<float> weights, int inputs, int filters, Span<float> packed)
    {
        for (var filter = 0; filter < filters; filter++)
        {
            var row = weights.Slice(filter * inputs * Taps, inputs * Taps);
            var target = packed[((filter / FilterBlock * FilterBlock * inputs * Taps) + (filter % FilterBlock))..];
            for (var i = 0; i < row.Length; i++)
            {
                target[i * FilterBlock] = row[i];
            }
        }
    }

    /// <summary>
    /// Packs the weights of the convolution that computes the gradient with respect to the input: inputs and filters swapped, taps in
    /// reverse order.
    /// </summary>
    public static void PackTransposed(ReadOnlySpan<float> weights, int inputs, int filters, Span<float> packed)
    {
        for (var filter = 0; filter < filters; filter++)
        {
            for (var input = 0; input < inputs; input++)
            {
                var taps = weights.Slice(((filter * inputs) + input) * Taps, Taps);
                var target = packed[(((input / FilterBlock * filters) + filter) * Taps * FilterBlock)..];
                for (var tap = 0; tap < Taps; tap++)
                {
                    target[(tap * FilterBlock) + (input % FilterBlock)] = taps[Taps - 1 - tap];
                }
            }
        }
    }

    /// <summary>Convolves a map that has a border; the output has the same height and width.</summary>
    /// <param name="inputMap">Shape of the input; its border is 1.</param>
    /// <param name="input">The input.</param>
    /// <param name="packed">The packed weights.</param>
    /// <param name="bias">One number for each filter, padded to a multiple of four.</param>
    /// <param name="outputMap">Shape of the output.</param>
    /// <param name="output">Receives the output; its border stays as it is.</param>
    /// <param name="rule">The operation on the sums.</param>
    /// <param name="gate">The gate, in the output's shape; any pointer for the other rules.</param>
    public static void Convolve(
        FeatureMap inputMap, float* input, float* packed, float* bias, FeatureMap outputMap, float* output, OutputRule rule, float* gate)
    {
        if (outputMap.Width < ColumnBlock)
        {
            ConvolveNarrow(inputMap, input, packed, bias, outputMap, output, rule, gate);
            return;
        }

        var blocks = Blocks(outputMap.Channels);
        for (var y = 0; y < outputMap.Height; y++)
        {
            for (var block = 0; block < blocks; block++)
            {
                var weights = packed + ((long)block * FilterBlock * inputMap.Channels * Taps);
                var place = outputMap.Interior(block * FilterBlock) + ((long)y * outputMap.RowStride);
                for (var x = 0; x < outputMap.Width; x += ColumnBlock)
                {
                    // Where the width is not a multiple of four, the last block overlaps the one before and writes some columns again.
                    var column = Math.Min(x, outputMap.Width - ColumnBlock) * Lanes;
                    Tile(
                        input + ((long)y * inputMap.RowStride) + column,
                        inputMap.Channels,
                        inputMap.PlaneStride,
                        inputMap.RowStride,
                        weights,
                        bias + (block * FilterBlock),
                        output + place + column,
                        gate + place + column,
                        outputMap.PlaneStride,
                        rule);
                }
            }
        }
    }

    /// <summary>The same for maps with fewer columns than a block, one sum at a time.</summary>
    private static void ConvolveNarrow(
        FeatureMap inputMap, float* input, float* packed, float* bias, FeatureMap outputMap, float* output, OutputRule rule, float* gate)
    {
        for (var filter = 0; filter < outputMap.PaddedChannels; filter++)
        {
            var weights = packed + ((long)filter / FilterBlock * FilterBlock * inputMap.Channels * Taps) + (filter % FilterBlock);
            for (var y = 0; y < outputMap.Height; y++)
            {
                for (var x = 0; x < outputMap.Width; x++)
                {
                    var place = outputMap.Interior(filter) + ((long)y * outputMap.RowStride) + (x * Lanes);
                    var sum = Sum(inputMap, input + ((long)y * inputMap.RowStride) + (x * Lanes), weights, bias[filter]);
                    Ruled(sum, rule, gate + place).StoreAligned(output + place);
                }
            }
        }
    }

    private static Vector512<float> Sum(FeatureMap map, float* input, float* weights, float bias)
    {
        var sum = Vector512.Create(bias);
        for (var channel = 0; channel < map.Channels; channel++)
        {
            for (var tap = 0; tap < Taps; tap++, weights += FilterBlock)
            {
                var value = Vector512.LoadAligned(input + ((tap / 3) * map.RowStride) + (tap % 3 * Lanes));
                sum = Vector512.FusedMultiplyAdd(value, Vector512.Create(*weights), sum);
            }

            input += map.PlaneStride;
        }

        return sum;
    }

    private static Vector512<float> Ruled(Vector512<float> sum, OutputRule rule, float* gate) => rule switch
    {
        OutputRule.Relu => Vector512.Max(sum, Vector512<float>.Zero),
        OutputRule.Gate => Gated(sum, gate),
        _ => sum,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(
        float* input,
        int inputs,
        int inputPlane,
        int inputRow,
        float* weights,
        float* bias,
        float* output,
        float* gate,
        int outputPlane,
        OutputRule rule)
    {
        var b0 = Vector512.Create(bias[0]);
        var b1 = Vector512.Create(bias[1]);
        var b2 = Vector512.Create(bias[2]);
        var b3 = Vector512.Create(bias[3]);
        var (s00, s01, s02, s03) = (b0, b0, b0, b0);
        var (s10, s11, s12, s13) = (b1, b1, b1, b1);
        var (s20, s21, s22, s23) = (b2, b2, b2, b2);
        var (s30, s31, s32, s33) = (b3, b3, b3, b3);
        for (var channel = 0; channel < inputs; channel++)
        {
            var row = input;
            for (var tapRow = 0; tapRow < 3; tapRow++)
            {
                var v0 = Vector512.LoadAligned(row);
                var v1 = Vector512.LoadAligned(row + 16);
                var v2 = Vector512.LoadAligned(row + 32);
                var v3 = Vector512.LoadAligned(row + 48);
                var v4 = Vector512.LoadAligned(row + 64);
                var v5 = Vector512.LoadAligned(row + 80);
                Vector512<float> w;
                w = Vector512.Create(weights[0]);
                s00 = Vector512.FusedMultiplyAdd(v0, w, s00);
                s01 = Vector512.FusedMultiplyAdd(v1, w, s01);
                s02 = Vector512.FusedMultiplyAdd(v2, w, s02);
                s03 = Vector512.FusedMultiplyAdd(v3, w, s03);
                w = Vector512.Create(weights[1]);
                s10 = Vector512.FusedMultiplyAdd(v0, w, s10);
                s11 = Vector512.FusedMultiplyAdd(v1, w, s11);
                s12 = Vector512.FusedMultiplyAdd(v2, w, s12);
                s13 = Vector512.FusedMultiplyAdd(v3, w, s13);
                w = Vector512.Create(weights[2]);
                s20 = Vector512.FusedMultiplyAdd(v0, w, s20);
                s21 = Vector512.FusedMultiplyAdd(v1, w, s21);
                s22 = Vector512.FusedMultiplyAdd(v2, w, s22);
                s23 = Vector512.FusedMultiplyAdd(v3, w, s23);
                w = Vector512.Create(weights[3]);
                s30 = Vector512.FusedMultiplyAdd(v0, w, s30);
                s31 = Vector512.FusedMultiplyAdd(v1, w, s31);
                s32 = Vector512.FusedMultiplyAdd(v2, w, s32);
                s33 = Vector512.FusedMultiplyAdd(v3, w, s33);
                w = Vector512.Create(weights[4]);
                s00 = Vector512.FusedMultiplyAdd(v1, w, s00);
                s01 = Vector512.FusedMultiplyAdd(v2, w, s01);
                s02 = Vector512.FusedMultiplyAdd(v3, w, s02);
                s03 = Vector512.FusedMultiplyAdd(v4, w, s03);
                w = Vector512.Create(weights[5]);
                s10 = Vector512.FusedMultiplyAdd(v1, w, s10);
                s11 = Vector512.FusedMultiplyAdd(v2, w, s11);
                s12 = Vector512.FusedMultiplyAdd(v3, w, s12);
                s13 = Vector512.FusedMultiplyAdd(v4, w, s13);
                w = Vector512.Create(weights[6]);
                s20 = Vector512.FusedMultiplyAdd(v1, w, s20);
                s21 = Vector512.FusedMultiplyAdd(v2, w, s21);
                s22 = Vector512.FusedMultiplyAdd(v3, w, s22);
                s23 = Vector512.FusedMultiplyAdd(v4, w, s23);
                w = Vector512.Create(weights[7]);
                s30 = Vector512.FusedMultiplyAdd(v1, w, s30);
                s31 = Vector512.FusedMultiplyAdd(v2, w, s31);
                s32 = Vector512.FusedMultiplyAdd(v3, w, s32);
                s33 = Vector512.FusedMultiplyAdd(v4, w, s33);
                w = Vector512.Create(weights[8]);
                s00 = Vector512.FusedMultiplyAdd(v2, w, s00);
                s01 = Vector512.FusedMultiplyAdd(v3, w, s01);
                s02 = Vector512.FusedMultiplyAdd(v4, w, s02);
                s03 = Vector512.FusedMultiplyAdd(v5, w, s03);
                w = Vector512.Create(weights[9]);
                s10 = Vector512.FusedMultiplyAdd(v2, w, s10);
                s11 = Vector512.FusedMultiplyAdd(v3, w, s11);
                s12 = Vector512.FusedMultiplyAdd(v4, w, s12);
                s13 = Vector512.FusedMultiplyAdd(v5, w, s13);
                w = Vector512.Create(weights[10]);
                s20 = Vector512.FusedMultiplyAdd(v2, w, s20);
                s21 = Vector512.FusedMultiplyAdd(v3, w, s21);
                s22 = Vector512.FusedMultiplyAdd(v4, w, s22);
                s23 = Vector512.FusedMultiplyAdd(v5, w, s23);
                w = Vector512.Create(weights[11]);
                s30 = Vector512.FusedMultiplyAdd(v2, w, s30);
                s31 = Vector512.FusedMultiplyAdd(v3, w, s31);
                s32 = Vector512.FusedMultiplyAdd(v4, w, s32);
                s33 = Vector512.FusedMultiplyAdd(v5, w, s33);
                row += inputRow;
                weights += 3 * FilterBlock;
            }

            input += inputPlane;
        }

        Store(output, gate, rule, s00, s01, s02, s03);
        Store(output + (1 * outputPlane), gate + (1 * outputPlane), rule, s10, s11, s12, s13);
        Store(output + (2 * outputPlane), gate + (2 * outputPlane), rule, s20, s21, s22, s23);
        Store(output + (3 * outputPlane), gate + (3 * outputPlane), rule, s30, s31, s32, s33);
    }

    /// <summary>Stores four outputs of one row, after the operation of the rule.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(
        float* output,
        float* gate,
        OutputRule rule,
        Vector512<float> sum0,
        Vector512<float> sum1,
        Vector512<float> sum2,
        Vector512<float> sum3)
    {
        if (rule == OutputRule.Relu)
        {
            (sum0, sum1) = (Vector512.Max(sum0, Vector512<float>.Zero), Vector512.Max(sum1, Vector512<float>.Zero));
            (sum2, sum3) = (Vector512.Max(sum2, Vector512<float>.Zero), Vector512.Max(sum3, Vector512<float>.Zero));
        }
        else if (rule == OutputRule.Gate)
        {
            (sum0, sum1) = (Gated(sum0, gate), Gated(sum1, gate + Lanes));
            (sum2, sum3) = (Gated(sum2, gate + (2 * Lanes)), Gated(sum3, gate + (3 * Lanes)));
        }

        sum0.StoreAligned(output);
        sum1.StoreAligned(output + Lanes);
        sum2.StoreAligned(output + (2 * Lanes));
        sum3.StoreAligned(output + (3 * Lanes));
    }

    private static Vector512<float> Gated(Vector512<float> sum, float* gate) =>
        Vector512.GreaterThan(Vector512.LoadAligned(gate), Vector512<float>.Zero) & sum;

    private static int Blocks(int channels) => (channels + FilterBlock - 1) / FilterBlock;
}
