using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Reproduce.Core.Networks.Simd;

/// <summary>
/// The products of transformed tiles, 4 x 4 sums at a time, which stay in registers: 16 multiply-adds for eight loads. Sums run over
/// channels, or tiles, in their order.
/// </summary>
internal static unsafe class WinogradProducts
{
    private const int Lanes = FeatureMap.Lanes;

    /// <summary>Sums over channels, for four filters by four tiles.</summary>
    /// <param name="inputs">Transformed inputs: channels by tiles.</param>
    /// <param name="inputRow">Floats from one channel to the next.</param>
    /// <param name="weights">Transformed weights, <c>[channels, 4]</c>.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="sums">Receives the sums: filters by tiles.</param>
    /// <param name="sumRow">Floats from one filter to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OverChannels(float* inputs, int inputRow, float* weights, int channels, float* sums, int sumRow)
    {
        var zero = Vector512<float>.Zero;
        var (s00, s01, s02, s03) = (zero, zero, zero, zero);
        var (s10, s11, s12, s13) = (zero, zero, zero, zero);
        var (s20, s21, s22, s23) = (zero, zero, zero, zero);
        var (s30, s31, s32, s33) = (zero, zero, zero, zero);
        for (var channel = 0; channel < channels; channel++)
        {
            var v0 = Vector512.LoadAligned(inputs);
            var v1 = Vector512.LoadAligned(inputs + 16);
            var v2 = Vector512.LoadAligned(inputs + 32);
            var v3 = Vector512.LoadAligned(inputs + 48);
            Add(Vector512.Create(weights[0]), v0, v1, v2, v3, ref s00, ref s01, ref s02, ref s03);
            Add(Vector512.Create(weights[1]), v0, v1, v2, v3, ref s10, ref s11, ref s12, ref s13);
            Add(Vector512.Create(weights[2]), v0, v1, v2, v3, ref s20, ref s21, ref s22, ref s23);
            Add(Vector512.Create(weights[3]), v0, v1, v2, v3, ref s30, ref s31, ref s32, ref s33);
            inputs += inputRow;
            weights += 4;
        }

        Store(sums, s00, s01, s02, s03);
        Store(sums + sumRow, s10, s11, s12, s13);
        Store(sums + (2 * sumRow), s20, s21, s22, s23);
        Store(sums + (3 * sumRow), s30, s31, s32, s33);
    }

    /// <summary>Sums over tiles, for four filters by four channels.</summary>
    /// <param name="gradients">Transformed gradients: filters by tiles.</param>
    /// <param name="inputs">Transformed inputs: channels by tiles.</param>
    /// <param name="row">Floats from one filter, or channel, to the next.</param>
    /// <param name="tiles">Number of tiles.</param>
    /// <param name="sums">Receives the sums: filters by channels.</param>
    /// <param name="sumRow">Floats from one filter to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OverTiles(float* gradients, float* inputs, int row, int tiles, float* sums, int sumRow)
    {
        var zero = Vector512<float>.Zero;
        var (s00, s01, s02, s03) = (zero, zero, zero, zero);
        var (s10, s11, s12, s13) = (zero, zero, zero, zero);
        var (s20, s21, s22, s23) = (zero, zero, zero, zero);
        var (s30, s31, s32, s33) = (zero, zero, zero, zero);
        for (var tile = 0; tile < tiles; tile++)
        {
            var v0 = Vector512.LoadAligned(inputs);
            var v1 = Vector512.LoadAligned(inputs + row);
            var v2 = Vector512.LoadAligned(inputs + (2 * row));
            var v3 = Vector512.LoadAligned(inputs + (3 * row));
            Add(Vector512.LoadAligned(gradients), v0, v1, v2, v3, ref s00, ref s01, ref s02, ref s03);
            Add(Vector512.LoadAligned(gradients + row), v0, v1, v2, v3, ref s10, ref s11, ref s12, ref s13);
            Add(Vector512.LoadAligned(gradients + (2 * row)), v0, v1, v2, v3, ref s20, ref s21, ref s22, ref s23);
            Add(Vector512.LoadAligned(gradients + (3 * row)), v0, v1, v2, v3, ref s30, ref s31, ref s32, ref s33);
            gradients += Lanes;
            inputs += Lanes;
        }

        Store(sums, s00, s01, s02, s03);
        Store(sums + sumRow, s10, s11, s12, s13);
        Store(sums + (2 * sumRow), s20, s21, s22, s23);
        Store(sums + (3 * sumRow), s30, s31, s32, s33);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        Vector512<float> factor,
        Vector512<float> v0,
        Vector512<float> v1,
        Vector512<float> v2,
        Vector512<float> v3,
        ref Vector512<float> sum0,
        ref Vector512<float> sum1,
        ref Vector512<float> sum2,
        ref Vector512<float> sum3)
    {
        sum0 = Vector512.FusedMultiplyAdd(v0, factor, sum0);
        sum1 = Vector512.FusedMultiplyAdd(v1, factor, sum1);
        sum2 = Vector512.FusedMultiplyAdd(v2, factor, sum2);
        sum3 = Vector512.FusedMultiplyAdd(v3, factor, sum3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        float* sums, Vector512<float> sum0, Vector512<float> sum1, Vector512<float> sum2, Vector512<float> sum3)
    {
        sum0.StoreAligned(sums);
        sum1.StoreAligned(sums + Lanes);
        sum2.StoreAligned(sums + (2 * Lanes));
        sum3.StoreAligned(sums + (3 * Lanes));
    }
}
