using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Reproduce.Core.Networks.Simd.WinogradPoints;

namespace Reproduce.Core.Networks.Simd;

/// <summary>
/// The transpose of <see cref="WinogradFilters"/>: the gradient with respect to a filter's 6 x 6 weights to that with respect to its 3 x 3
/// taps, of 16 images at once.
/// </summary>
internal static unsafe class WinogradFilterGradients
{
    private const int Lanes = FeatureMap.Lanes;

    /// <summary>Transforms the gradient of one filter and channel, and adds it to sums.</summary>
    /// <param name="gradient">The first of the 36 numbers.</param>
    /// <param name="stride">Floats from one number to the next.</param>
    /// <param name="sums">The sums, shape <c>[9, 16]</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* gradient, int stride, float* sums)
    {
        var column = 6 * stride;
        var (a0, b0, c0) = Column(gradient, column);
        var (a1, b1, c1) = Column(gradient + stride, column);
        var (a2, b2, c2) = Column(gradient + (2 * stride), column);
        var (a3, b3, c3) = Column(gradient + (3 * stride), column);
        var (a4, b4, c4) = Column(gradient + (4 * stride), column);
        var (a5, b5, c5) = Column(gradient + (5 * stride), column);
        AddRow(Three(a0, a1, a2, a3, a4, a5), sums);
        AddRow(Three(b0, b1, b2, b3, b4, b5), sums + (3 * Lanes));
        AddRow(Three(c0, c1, c2, c3, c4, c5), sums + (6 * Lanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float>, Vector512<float>, Vector512<float>) Column(float* gradient, int stride) => Three(
        Vector512.LoadAligned(gradient),
        Vector512.LoadAligned(gradient + stride),
        Vector512.LoadAligned(gradient + (2 * stride)),
        Vector512.LoadAligned(gradient + (3 * stride)),
        Vector512.LoadAligned(gradient + (4 * stride)),
        Vector512.LoadAligned(gradient + (5 * stride)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float>, Vector512<float>, Vector512<float>) Three(
        Vector512<float> x0,
        Vector512<float> x1,
        Vector512<float> x2,
        Vector512<float> x3,
        Vector512<float> x4,
        Vector512<float> x5)
    {
        var (evenA, oddA, evenB, oddB) = (x1 + x2, x1 - x2, x3 + x4, x3 - x4);
        return (
            Times(AtZero, x0, Times(AtA, evenA, Vector512.Create(AtB) * evenB)),
            Times(A * AtA, oddA, Vector512.Create(B * AtB) * oddB),
            Times(A2 * AtA, evenA, Times(B2 * AtB, evenB, x5)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Times(float factor, Vector512<float> x, Vector512<float> sum) =>
        Vector512.FusedMultiplyAdd(Vector512.Create(factor), x, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow((Vector512<float> X0, Vector512<float> X1, Vector512<float> X2) row, float* sums)
    {
        (Vector512.LoadAligned(sums) + row.X0).StoreAligned(sums);
        (Vector512.LoadAligned(sums + Lanes) + row.X1).StoreAligned(sums + Lanes);
        (Vector512.LoadAligned(sums + (2 * Lanes)) + row.X2).StoreAligned(sums + (2 * Lanes));
    }
}
