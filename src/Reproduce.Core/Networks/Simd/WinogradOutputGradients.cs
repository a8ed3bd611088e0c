using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Reproduce.Core.Networks.Simd.WinogradPoints;

namespace Reproduce.Core.Networks.Simd;

/// <summary>
/// The transpose of <see cref="WinogradOutputs"/>: the gradient with respect to a tile's outputs, 4 x 4 numbers, to that with respect to
/// its sums of products, 6 x 6 numbers, of 16 images at once.
/// </summary>
internal static unsafe class WinogradOutputGradients
{
    private const int Lanes = FeatureMap.Lanes;
    private const int Side = Outputs;

    /// <summary>Transforms the tiles of all filters. Elements that tiles share count in the first of them alone.</summary>
    /// <param name="map">Shape of the output.</param>
    /// <param name="gradient">The gradient with respect to the output before its ReLU.</param>
    /// <param name="tiles">The tiles of the output.</param>
    /// <param name="first">The first tile.</param>
    /// <param name="count">Number of tiles.</param>
    /// <param name="block">Layout of the result: padded filters by tiles.</param>
    /// <param name="result">Receives the transformed gradient.</param>
    public static void Transform(
        FeatureMap map, float* gradient, WinogradTiles tiles, int first, int count, WinogradBlock block, float* result)
    {
        var copy = stackalloc float[(Side * Side * Lanes) + Lanes];
        copy += Lanes - ((nint)copy / sizeof(float) % Lanes);
        for (var filter = 0; filter < map.PaddedChannels; filter++)
        {
            var plane = gradient + map.Interior(filter);
            for (var tile = 0; tile < count; tile++)
            {
                var (source, row) = ((nint)(plane + tiles.Offset(first + tile, map.RowStride)), map.RowStride);
                var (rows, columns) = tiles.Overlap(first + tile);
                if (rows + columns > 0)
                {
                    CopyRest((float*)source, row, rows, columns, copy);
                    (source, row) = ((nint)copy, Side * Lanes);
                }

                Transform((float*)source, row, result + (filter * block.RowStride) + (tile * Lanes), block.Stride);
            }
        }
    }

    private static void CopyRest(float* tile, int row, int rows, int columns, float* copy)
    {
        for (var i = 0; i < Side * Side; i++)
        {
            var (y, x) = (i / Side, i % Side);
            var value = y < rows || x < columns ? Vector512<float>.Zero : Vector512.LoadAligned(tile + (y * row) + (x * Lanes));
            value.StoreAligned(copy + (i * Lanes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transform(float* tile, int row, float* result, int stride)
    {
        OuterRow(tile, result, stride);
        Pair(tile, row, A2, A, result + (6 * stride), stride);
        Pair(tile, row, B2, B, result + (18 * stride), stride);
        OuterRow(tile + (3 * row), result + (30 * stride), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OuterRow(float* tile, float* result, int stride) => Row(
        Vector512.LoadAligned(tile),
        Vector512.LoadAligned(tile + Lanes),
        Vector512.LoadAligned(tile + (2 * Lanes)),
        Vector512.LoadAligned(tile + (3 * Lanes)),
        result,
        stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair(float* tile, int row, float square, float point, float* result, int stride)
    {
        var (e0, o0) = Powers(tile, row, square);
        var (e1, o1) = Powers(tile + Lanes, row, square);
        var (e2, o2) = Powers(tile + (2 * Lanes), row, square);
        var (e3, o3) = Powers(tile + (3 * Lanes), row, square);
        Row(At(point, e0, o0), At(point, e1, o1), At(point, e2, o2), At(point, e3, o3), result, stride);
        result += 6 * stride;
        Row(At(-point, e0, o0), At(-point, e1, o1), At(-point, e2, o2), At(-point, e3, o3), result, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(
        Vector512<float> x0, Vector512<float> x1, Vector512<float> x2, Vector512<float> x3, float* result, int stride)
    {
        x0.StoreAligned(result);
        var (even, odd) = (At(A2, x0, x2), At(A2, x1, x3));
        At(A, even, odd).StoreAligned(result + stride);
        At(-A, even, odd).StoreAligned(result + (2 * stride));
        (even, odd) = (At(B2, x0, x2), At(B2, x1, x3));
        At(B, even, odd).StoreAligned(result + (3 * stride));
        At(-B, even, odd).StoreAligned(result + (4 * stride));
        x3.StoreAligned(result + (5 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Even, Vector512<float> Odd) Powers(float* tile, int row, float square) => (
        At(square, Vector512.LoadAligned(tile), Vector512.LoadAligned(tile + (2 * row))),
        At(square, Vector512.LoadAligned(tile + row), Vector512.LoadAligned(tile + (3 * row))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> At(float point, Vector512<float> even, Vector512<float> odd) =>
        Vector512.FusedMultiplyAdd(Vector512.Create(point), odd, even);
}
