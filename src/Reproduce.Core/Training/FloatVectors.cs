using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Reproduce.Core.Training;

/// <summary>Arrays of vectors of eight floats, read as floats.</summary>
internal static class FloatVectors
{
    /// <summary>The floats of all vectors, shape <c>[8 * vectors]</c>.</summary>
    public static Span<float> AsFloats(this Vector256<float>[] vectors) => MemoryMarshal.Cast<Vector256<float>, float>(vectors.AsSpan());
}
