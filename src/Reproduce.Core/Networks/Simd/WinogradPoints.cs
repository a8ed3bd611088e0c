namespace Reproduce.Core.Networks.Simd;

/// <summary>
/// The points of Winograd's minimal filtering F(4 x 4, 3 x 3): the 16 outputs of a tile need 36 products a channel and filter instead of
/// 144 (Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2016).
/// </summary>
/// <remarks>
/// In one dimension, four outputs of a filter of three taps are the transpose of a product of two polynomials, which six values determine:
/// those at 0, ±<see cref="A"/> and ±<see cref="B"/>, and the leading coefficient. Rounding errors are a quarter of those with the usual
/// points 1 and 2, and 32-bit floats hold all powers below exactly.
/// </remarks>
internal static class WinogradPoints
{
    /// <summary>Rows and columns of a tile of outputs.</summary>
    public const int Outputs = 4;

    /// <summary>Rows and columns of the inputs that a tile of outputs depends on; also values in one dimension.</summary>
    public const int Inputs = 6;

    /// <summary>Number of products for each tile, channel and filter.</summary>
    public const int Products = Inputs * Inputs;

    /// <summary>The smaller point.</summary>
    public const float A = 0.75f;

    /// <summary>The larger point.</summary>
    public const float B = 1.5f;

    /// <summary>A squared.</summary>
    public const float A2 = A * A;

    /// <summary>B squared.</summary>
    public const float B2 = B * B;

    /// <summary>The factor of Lagrange's interpolation at 0.</summary>
    public const float AtZero = (float)(1 / ((double)A2 * B2));

    /// <summary>The factor of Lagrange's interpolation at A and at -A.</summary>
    public const float AtA = (float)(1 / (2.0 * A2 * (A2 - B2)));

    /// <summary>The factor of Lagrange's interpolation at B and at -B.</summary>
    public const float AtB = (float)(1 / (2.0 * B2 * (B2 - A2)));
}
