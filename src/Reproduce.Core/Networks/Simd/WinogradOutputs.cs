using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Reproduce.Core.Networks.Simd.WinogradPoints;

namespace Reproduce.Core.Networks.Simd;

/// <summary>The transform of a tile's sums of products to its outputs, of 16 images at once: 6 x 6 numbers to 4 x 4.</summary>
/// <remarks>Row <c>k</c> of the one-dimensional transform has the points' powers of <c>k</c>.</remarks>
internal static unsafe class WinogradOutputs
{
    private const int Lanes = FeatureMap.Lanes;

    /// <summary>Transforms a tile, and stores it as <see cref="SimdConvolution"/> does.</summary>
    /// <param name="sums">The first of the 36 sums.</param>
    /// <param name="stride">Floats from one sum to the next.</param>
    /// <param name="bias">Added to each output.</param>
    /// <param name="output">Receives the outputs.</param>
    /// <param name="gate">The gate, in the output's shape.</param>
    /// <param name="row">Floats from one row of the output to the next.</param>
    /// <param name="rule">The operation on the outputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(float* sums, int stride, float bias, float* output, float* gate, int row, OutputRule rule)
    {
        var column = 6 * stride;
        var (a0, b0, c0, d0) = Column(sums, column);
        var (a1, b1, c1, d1) = Column(sums + stride, column);
        var (a2, b2, c2, d2) = Column(sums + (2 * stride), column);
        var (a3, b3, c3, d3) = Column(sums + (3 * stride), column);
        var (a4, b4, c4, d4) = Column(sums + (4 * stride), column);
        var (a5, b5, c5, d5) = Column(sums + (5 * stride), column);
        Store(Four(a0, a1, a2, a3, a4, a5), bias, output, gate, rule);
        Store(Four(b0, b1, b2, b3, b4, b5), bias, output + row, gate + row, rule);
        Store(Four(c0, c1, c2, c3, c4, c5), bias, output + (2 * row), gate + (2 * row), rule);
        Store(Four(d0, d1, d2, d3, d4, d5), bias, output + (3 * row), gate + (3 * row), rule);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float>, Vector512<float>, Vector512<float>, Vector512<float>) Column(float* sums, int stride) => Four(
        Vector512.LoadAligned(sums),
        Vector512.LoadAligned(sums + stride),
        Vector512.LoadAligned(sums + (2 * stride)),
        Vector512.LoadAligned(sums + (3 * stride)),
        Vector512.LoadAligned(sums + (4 * stride)),
        Vector512.LoadAligned(sums + (5 * stride)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float>, Vector512<float>, Vector512<float>, Vector512<float>) Four(
        Vector512<float> x0,
        Vector512<float> x1,
        Vector512<float> x2,
        Vector512<float> x3,
        Vector512<float> x4,
        Vector512<float> x5)
    {
        var (evenA, oddA, evenB, oddB) = (x1 + x2, x1 - x2, x3 + x4, x3 - x4);
        return (
            x0 + evenA + evenB,
            Vector512.FusedMultiplyAdd(Vector512.Create(B), oddB, Vector512.Create(A) * oddA),
            Vector512.FusedMultiplyAdd(Vector512.Create(B2), evenB, Vector512.Create(A2) * evenA),
            Vector512.FusedMultiplyAdd(Vector512.Create(B * B2), oddB, Vector512.FusedMultiplyAdd(Vector512.Create(A * A2), oddA, x5)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        (Vector512<float> X0, Vector512<float> X1, Vector512<float> X2, Vector512<float> X3) row,
        float bias,
        float* output,
        float* gate,
        OutputRule rule)
    {
        var b = Vector512.Create(bias);
        SimdConvolution.Store(output, gate, rule, row.X0 + b, row.X1 + b, row.X2 + b, row.X3 + b);
    }
}
