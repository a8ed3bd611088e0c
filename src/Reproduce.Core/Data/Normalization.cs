namespace Reproduce.Core.Data;

/// <summary>How networks see pixels: scaled to [0, 1], then (x - 0.5) / 0.5, so in [-1, 1] (released code, all image sets).</summary>
public static class Normalization
{
    /// <summary>Mean that is taken away, the same in every channel.</summary>
    public const float Mean = 0.5f;

    /// <summary>Deviation that is divided by, the same in every channel.</summary>
    public const float Deviation = 0.5f;

    /// <summary>Bytes as attacks see them: in [0, 1].</summary>
    /// <param name="pixels">0 to 255.</param>
    /// <param name="scaled">Receives as many numbers.</param>
    public static void ToUnitRange(ReadOnlySpan<byte> pixels, Span<float> scaled)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            scaled[i] = pixels[i] / 255f;
        }
    }

    /// <summary>Numbers in [0, 1] as networks see them.</summary>
    /// <param name="scaled">In [0, 1].</param>
    /// <param name="normalized">Receives as many numbers; may be <paramref name="scaled"/> itself.</param>
    public static void Normalize(ReadOnlySpan<float> scaled, Span<float> normalized)
    {
        for (var i = 0; i < scaled.Length; i++)
        {
            normalized[i] = (scaled[i] - Mean) / Deviation;
        }
    }
}
