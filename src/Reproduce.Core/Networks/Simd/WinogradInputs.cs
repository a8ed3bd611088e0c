using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Reproduce.Core.Networks.Simd.WinogradPoints;

namespace Reproduce.Core.Networks.Simd;

/// <summary>The transform of a tile's inputs, of 16 images at once: 6 x 6 numbers to 6 x 6 numbers.</summary>
/// <remarks>
/// Row <c>p</c> of the one-dimensional transform has the coefficients of the polynomial that is 0 at all points but <c>p</c>. The points
/// of a pair ±p share their even and odd powers.
/// </remarks>
internal static unsafe class WinogradInputs
{
    private const int Lanes = FeatureMap.Lanes;

    /// <summary>Transforms the tiles of all channels.</summary>
    /// <param name="map">Shape of the input; its border is 1.</param>
    /// <param name="input">The input.</param>
    /// <param name="tiles">The tiles of the output.</param>
    /// <param name="first">The first tile.</param>
    /// <param name="count">Number of tiles.</param>
    /// <param name="block">Layout of the result: channels by tiles.</param>
    /// <param name="result">Receives the transformed inputs.</param>
    public static void Transform(
        FeatureMap map, float* input, WinogradTiles tiles, int first, int count, WinogradBlock block, float* result)
    {
        var offsets = stackalloc int[count];
        for (var tile = 0; tile < count; tile++)
        {
            offsets[tile] = tiles.Offset(first + tile, map.RowStride);
        }

        for (var channel = 0; channel < map.Channels; channel++)
        {
            for (var tile = 0; tile < count; tile++)
            {
                Transform(input + offsets[tile], map.RowStride, result + (tile * Lanes), block.Stride);
            }

            input += map.PlaneStride;
            result += block.RowStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transform(float* input, int row, float* result, int stride)
    {
        OuterRow(input, row, result, stride);
        Pair(input, row, B2, A, result + (6 * stride), stride);
        Pair(input, row, A2, B, result + (18 * stride), stride);
        OuterRow(input + row, row, result + (30 * stride), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OuterRow(float* input, int row, float* result, int stride) => Row(
        OuterOf(input, row),
        OuterOf(input + Lanes, row),
        OuterOf(input + (2 * Lanes), row),
        OuterOf(input + (3 * Lanes), row),
        OuterOf(input + (4 * Lanes), row),
        OuterOf(input + (5 * Lanes), row),
        result,
        stride);

    /// <summary>The rows of the points ±<paramref name="point"/>; <paramref name="square"/> is that of the other points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair(float* input, int row, float square, float point, float* result, int stride)
    {
        var (e0, o0) = Powers(input, row, square);
        var (e1, o1) = Powers(input + Lanes, row, square);
        var (e2, o2) = Powers(input + (2 * Lanes), row, square);
        var (e3, o3) = Powers(input + (3 * Lanes), row, square);
        var (e4, o4) = Powers(input + (4 * Lanes), row, square);
        var (e5, o5) = Powers(input + (5 * Lanes), row, square);
        Row(
            At(point, e0, o0),
            At(point, e1, o1),
            At(point, e2, o2),
            At(point, e3, o3),
            At(point, e4, o4),
            At(point, e5, o5),
            result,
            stride);
        result += 6 * stride;
        point = -point;
        Row(
            At(point, e0, o0),
            At(point, e1, o1),
            At(point, e2, o2),
            At(point, e3, o3),
            At(point, e4, o4),
            At(point, e5, o5),
            result,
            stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(
        Vector512<float> x0,
        Vector512<float> x1,
        Vector512<float> x2,
        Vector512<float> x3,
        Vector512<float> x4,
        Vector512<float> x5,
        float* result,
        int stride)
    {
        Outer(x0, x2, x4).StoreAligned(result);
        var (even, odd) = (Less(x4, B2, x2), Less(x3, B2, x1));
        At(A, even, odd).StoreAligned(result + stride);
        At(-A, even, odd).StoreAligned(result + (2 * stride));
        (even, odd) = (Less(x4, A2, x2), Less(x3, A2, x1));
        At(B, even, odd).StoreAligned(result + (3 * stride));
        At(-B, even, odd).StoreAligned(result + (4 * stride));
        Outer(x1, x3, x5).StoreAligned(result + (5 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> OuterOf(float* input, int row) => Outer(
        Vector512.LoadAligned(input), Vector512.LoadAligned(input + (2 * row)), Vector512.LoadAligned(input + (4 * row)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Even, Vector512<float> Odd) Powers(float* input, int row, float square) => (
        Less(Vector512.LoadAligned(input + (4 * row)), square, Vector512.LoadAligned(input + (2 * row))),
        Less(Vector512.LoadAligned(input + (3 * row)), square, Vector512.LoadAligned(input + row)));

    /// <summary>The point 0, or the leading coefficient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Outer(Vector512<float> x0, Vector512<float> x2, Vector512<float> x4) =>
        Vector512.FusedMultiplyAdd(Vector512.Create(A2 * B2), x0, Less(x4, A2 + B2, x2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Less(Vector512<float> x, float factor, Vector512<float> y) =>
        Vector512.FusedMultiplyAdd(Vector512.Create(-factor), y, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> At(float point, Vector512<float> even, Vector512<float> odd) =>
        Vector512.FusedMultiplyAdd(Vector512.Create(point), odd, even);
}
