namespace Reproduce.Core.Data;

/// <summary>
/// Normalizes pixels for networks: scaled to [0, 1], then (x - 0.5) / 0.5, so in [-1, 1] (released code, all image sets).
/// </summary>
public static class Normalization
{
    /// <summary>The mean that is subtracted, the same in every channel.</summary>
    public const float Mean = 0.5f;

    /// <summary>The deviation to divide by, the same in every channel.</summary>
    public const float Deviation = 0.5f;

    /// <summary>Scales bytes to [0, 1], the range of attacks.</summary>
    /// <param name="pixels">0 to 255.</param>
    /// <param name="scaled">Receives as many numbers.</param>
    public static void ToUnitRange(ReadOnlySpan<byte> pixels, Span<float> scaled)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            scaled[i] = pixels[i] / 255f;
        }
    }

    /// <summary>Normalizes numbers in [0, 1].</summary>
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
