using System.Runtime.Intrinsics;
using static Reproduce.Core.Networks.Simd.WinogradPoints;

namespace Reproduce.Core.Networks.Simd;

/// <summary>The transform of filters: 3 x 3 taps to 6 x 6 weights.</summary>
/// <remarks>Row <c>p</c> of the one-dimensional transform has the powers 0, 1 and 2 of the point <c>p</c>, times its factor.</remarks>
internal static unsafe class WinogradFilters
{
    private const int Taps = 9;
    private const int Block = SimdConvolution.FilterBlock;

    /// <summary>Number of floats of packed weights.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="filters">Output channels.</param>
    public static int PackedLength(int inputs, int filters) => Products * inputs * ((filters + Block - 1) / Block * Block);

    /// <summary>
    /// Transforms weights <c>[filters, inputs, 3, 3]</c> to <c>[36, filters / 4, inputs, 4]</c>; padding filters are zero.
    /// </summary>
    public static void Pack(ReadOnlySpan<float> weights, int inputs, int filters, Span<float> packed) =>
        Pack(weights, inputs, filters, inputs * Taps, Taps, reverse: false, packed);

    /// <summary>As <see cref="SimdConvolution.PackTransposed"/>: inputs and filters swapped, taps in reverse order.</summary>
    public static void PackTransposed(ReadOnlySpan<float> weights, int inputs, int filters, Span<float> packed) =>
        Pack(weights, filters, inputs, Taps, inputs * Taps, reverse: true, packed);

    private static void Pack(
        ReadOnlySpan<float> weights, int inputs, int filters, int filterStride, int inputStride, bool reverse, Span<float> packed)
    {
        var stride = packed.Length / Products;
        var taps = stackalloc Vector128<float>[Taps];
        for (var filter = 0; filter < filters; filter += Block)
        {
            for (var input = 0; input < inputs; input++)
            {
                for (var tap = 0; tap < Taps; tap++)
                {
                    var place = (filter * filterStride) + (input * inputStride) + (reverse ? Taps - 1 - tap : tap);
                    taps[tap] = Gather(weights[place..], filterStride, Math.Min(Block, filters - filter));
                }

                Transform(taps, packed[((filter * inputs) + (input * Block))..], stride);
            }
        }
    }

    private static Vector128<float> Gather(ReadOnlySpan<float> weights, int stride, int count) => Vector128.Create(
        weights[0],
        count > 1 ? weights[stride] : 0,
        count > 2 ? weights[2 * stride] : 0,
        count > 3 ? weights[3 * stride] : 0);

    private static void Transform(Vector128<float>* taps, Span<float> result, int stride)
    {
        var rows = stackalloc Vector128<float>[3 * Inputs];
        for (var x = 0; x < 3; x++)
        {
            Transform(taps[x], taps[3 + x], taps[6 + x], rows + x, 3);
        }

        var values = stackalloc Vector128<float>[Products];
        for (var y = 0; y < Inputs; y++)
        {
            Transform(rows[3 * y], rows[(3 * y) + 1], rows[(3 * y) + 2], values + (Inputs * y), 1);
        }

        for (var i = 0; i < Products; i++)
        {
            values[i].CopyTo(result[(i * stride)..]);
        }
    }

    private static void Transform(Vector128<float> w0, Vector128<float> w1, Vector128<float> w2, Vector128<float>* values, int stride)
    {
        values[0] = w0 * AtZero;
        var (even, odd) = (Vector128.FusedMultiplyAdd(w2, Vector128.Create(A2), w0) * AtA, w1 * (A * AtA));
        values[stride] = even + odd;
        values[2 * stride] = even - odd;
        (even, odd) = (Vector128.FusedMultiplyAdd(w2, Vector128.Create(B2), w0) * AtB, w1 * (B * AtB));
        values[3 * stride] = even + odd;
        values[4 * stride] = even - odd;
        values[5 * stride] = w2;
    }
}
