using System.Runtime.InteropServices;

namespace Reproduce.Core.Networks.Simd;

/// <summary>Floats in native memory, initially zero. Aligned to a cache line, so that no vector of 16 lies in two of them.</summary>
internal sealed unsafe class AlignedFloats : SafeHandle
{
    private const nuint CacheLine = 64;

    /// <summary>Allocates zeros.</summary>
    /// <param name="length">Number of floats, at least 0.</param>
    public AlignedFloats(long length)
        : base(nint.Zero, ownsHandle: true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        var bytes = checked((nuint)length * sizeof(float));
        SetHandle((nint)NativeMemory.AlignedAlloc(Math.Max(bytes, CacheLine), CacheLine));
        NativeMemory.Clear(Pointer, bytes);
    }

    /// <summary>Number of floats.</summary>
    public long Length { get; }

    /// <summary>The first float; valid until disposal.</summary>
    public float* Pointer => (float*)handle;

    /// <inheritdoc/>
    public override bool IsInvalid => handle == nint.Zero;

    /// <summary>The floats as a span.</summary>
    public Span<float> Span => new(Pointer, checked((int)Length));

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
