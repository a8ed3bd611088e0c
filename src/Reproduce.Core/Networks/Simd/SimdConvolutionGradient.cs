using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Reproduce.Core.Networks.Simd;

/// <summary>
/// Gradients with respect to a convolution's weights and biases. Each lane has its own sums over its images; <see cref="Reduce"/> adds
/// the lanes, once a step.
/// </summary>
internal static unsafe class SimdConvolutionGradient
{
    private const int Lanes = FeatureMap.Lanes;
    private const int Taps = 9;

    // Rows that all filters go through before the next rows, so that the inputs stay in the second-level cache.
    private const int RowBlock = 4;

    /// <summary>
    /// Number of floats of the sums: one vector for each weight <c>[padded filters, inputs, 9]</c>, then one for each bias.
    /// </summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="filters">Output channels.</param>
    public static long SumsLength(int inputs, int filters) => (long)Padded(filters) * ((inputs * Taps) + 1) * Lanes;

    /// <summary>Adds the gradients of 16 images.</summary>
    /// <param name="stage">The layer.</param>
    /// <param name="input">The layer's input.</param>
    /// <param name="outputGradient">The gradient with respect to the output before its ReLU.</param>
    /// <param name="sums">The sums, changed in place.</param>
    /// <param name="scratch">Working memory, <see cref="SimdStage.Convolution.ScratchLength"/> floats.</param>
    public static void Add(SimdStage.Convolution stage, float* input, float* outputGradient, float* sums, float* scratch)
    {
        if (stage.ByTiles)
        {
            WinogradConvolutionGradient.Add(stage.Input, input, stage.Output, outputGradient, sums, scratch);
        }
        else
        {
            AddWeights(stage.Input, input, stage.Output, outputGradient, sums);
        }

        var biasSums = sums + ((long)stage.Output.PaddedChannels * stage.Input.Channels * Taps * Lanes);
        for (var filter = 0; filter < stage.Output.PaddedChannels; filter += 2)
        {
            AddBiases(outputGradient + stage.Output.Interior(filter), stage.Output, biasSums + (filter * Lanes));
        }
    }

    /// <summary>Adds the lanes of each sum, from the first to the last, and gives the gradients in PyTorch's order.</summary>
    /// <param name="sums">The sums; set to zero afterwards.</param>
    /// <param name="inputs">Input channels.</param>
    /// <param name="filters">Output channels.</param>
    /// <param name="gradients">Receives weights <c>[filters, inputs, 3, 3]</c>, then biases <c>[filters]</c>.</param>
    public static void Reduce(float* sums, int inputs, int filters, Span<float> gradients)
    {
        var weights = filters * inputs * Taps;
        var biasSums = sums + ((long)Padded(filters) * inputs * Taps * Lanes);
        for (var i = 0; i < weights; i++)
        {
            gradients[i] = SumOfLanes(sums + ((long)i * Lanes));
        }

        for (var filter = 0; filter < filters; filter++)
        {
            gradients[weights + filter] = SumOfLanes(biasSums + (filter * Lanes));
        }

        NativeMemory.Clear(sums, (nuint)SumsLength(inputs, filters) * sizeof(float));
    }

    private static float SumOfLanes(float* lanes)
    {
        var sum = 0f;
        for (var lane = 0; lane < Lanes; lane++)
        {
            sum += lanes[lane];
        }

        return sum;
    }

    private static void AddWeights(FeatureMap inputMap, float* input, FeatureMap outputMap, float* outputGradient, float* sums)
    {
        for (var y = 0; y < outputMap.Height; y += RowBlock)
        {
            var rows = Math.Min(RowBlock, outputMap.Height - y);
            for (var filter = 0; filter < outputMap.PaddedChannels; filter += 2)
            {
                for (var channel = 0; channel < inputMap.Channels; channel++)
                {
                    var place = sums + ((((long)filter * inputMap.Channels) + channel) * Taps * Lanes);
                    AddTaps(
                        input + ((long)channel * inputMap.PlaneStride) + ((long)y * inputMap.RowStride),
                        inputMap.RowStride,
                        outputGradient + outputMap.Interior(filter) + ((long)y * outputMap.RowStride),
                        outputMap,
                        rows,
                        place,
                        place + ((long)inputMap.Channels * Taps * Lanes));
                }
            }
        }
    }

    private static void AddBiases(float* gradient, FeatureMap map, float* sums)
    {
        var (sum0, sum1) = (Vector512.LoadAligned(sums), Vector512.LoadAligned(sums + Lanes));
        for (var y = 0; y < map.Height; y++)
        {
            for (var x = 0; x < map.Width * Lanes; x += Lanes)
            {
                sum0 += Vector512.LoadAligned(gradient + x);
                sum1 += Vector512.LoadAligned(gradient + map.PlaneStride + x);
            }

            gradient += map.RowStride;
        }

        sum0.StoreAligned(sums);
        sum1.StoreAligned(sums + Lanes);
    }

    /// <summary>Keeps the sums of two filters by nine taps in registers over all rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTaps(float* input, int inputRow, float* gradient, FeatureMap map, int rows, float* sums0, float* sums1)
    {
        var a0 = Vector512.LoadAligned(sums0);
        var a1 = Vector512.LoadAligned(sums0 + 16);
        var a2 = Vector512.LoadAligned(sums0 + 32);
        var a3 = Vector512.LoadAligned(sums0 + 48);
        var a4 = Vector512.LoadAligned(sums0 + 64);
        var a5 = Vector512.LoadAligned(sums0 + 80);
        var a6 = Vector512.LoadAligned(sums0 + 96);
        var a7 = Vector512.LoadAligned(sums0 + 112);
        var a8 = Vector512.LoadAligned(sums0 + 128);
        var b0 = Vector512.LoadAligned(sums1);
        var b1 = Vector512.LoadAligned(sums1 + 16);
        var b2 = Vector512.LoadAligned(sums1 + 32);
        var b3 = Vector512.LoadAligned(sums1 + 48);
        var b4 = Vector512.LoadAligned(sums1 + 64);
        var b5 = Vector512.LoadAligned(sums1 + 80);
        var b6 = Vector512.LoadAligned(sums1 + 96);
        var b7 = Vector512.LoadAligned(sums1 + 112);
        var b8 = Vector512.LoadAligned(sums1 + 128);
        var plane = map.PlaneStride;
        var width = map.Width;
        for (var y = 0; y < rows; y++)
        {
            float* row0 = input, row1 = input + inputRow, row2 = row1 + inputRow;
            float* first = gradient, second = gradient + plane;
            for (var column = 0; column < width; column++)
            {
                var g0 = Vector512.LoadAligned(first);
                var g1 = Vector512.LoadAligned(second);
                Vector512<float> value;
                value = Vector512.LoadAligned(row0);
                a0 = Vector512.FusedMultiplyAdd(g0, value, a0);
                b0 = Vector512.FusedMultiplyAdd(g1, value, b0);
                value = Vector512.LoadAligned(row0 + 16);
                a1 = Vector512.FusedMultiplyAdd(g0, value, a1);
                b1 = Vector512.FusedMultiplyAdd(g1, value, b1);
                value = Vector512.LoadAligned(row0 + 32);
                a2 = Vector512.FusedMultiplyAdd(g0, value, a2);
                b2 = Vector512.FusedMultiplyAdd(g1, value, b2);
                value = Vector512.LoadAligned(row1);
                a3 = Vector512.FusedMultiplyAdd(g0, value, a3);
                b3 = Vector512.FusedMultiplyAdd(g1, value, b3);
                value = Vector512.LoadAligned(row1 + 16);
                a4 = Vector512.FusedMultiplyAdd(g0, value, a4);
                b4 = Vector512.FusedMultiplyAdd(g1, value, b4);
                value = Vector512.LoadAligned(row1 + 32);
                a5 = Vector512.FusedMultiplyAdd(g0, value, a5);
                b5 = Vector512.FusedMultiplyAdd(g1, value, b5);
                value = Vector512.LoadAligned(row2);
                a6 = Vector512.FusedMultiplyAdd(g0, value, a6);
                b6 = Vector512.FusedMultiplyAdd(g1, value, b6);
                value = Vector512.LoadAligned(row2 + 16);
                a7 = Vector512.FusedMultiplyAdd(g0, value, a7);
                b7 = Vector512.FusedMultiplyAdd(g1, value, b7);
                value = Vector512.LoadAligned(row2 + 32);
                a8 = Vector512.FusedMultiplyAdd(g0, value, a8);
                b8 = Vector512.FusedMultiplyAdd(g1, value, b8);
                row0 += Lanes;
                row1 += Lanes;
                row2 += Lanes;
                first += Lanes;
                second += Lanes;
            }

            input += inputRow;
            gradient += map.RowStride;
        }

        a0.StoreAligned(sums0);
        a1.StoreAligned(sums0 + 16);
        a2.StoreAligned(sums0 + 32);
        a3.StoreAligned(sums0 + 48);
        a4.StoreAligned(sums0 + 64);
        a5.StoreAligned(sums0 + 80);
        a6.StoreAligned(sums0 + 96);
        a7.StoreAligned(sums0 + 112);
        a8.StoreAligned(sums0 + 128);
        b0.StoreAligned(sums1);
        b1.StoreAligned(sums1 + 16);
        b2.StoreAligned(sums1 + 32);
        b3.StoreAligned(sums1 + 48);
        b4.StoreAligned(sums1 + 64);
        b5.StoreAligned(sums1 + 80);
        b6.StoreAligned(sums1 + 96);
        b7.StoreAligned(sums1 + 112);
        b8.StoreAligned(sums1 + 128);
    }

    private static int Padded(int filters) => (filters + 3) / 4 * 4;
}
