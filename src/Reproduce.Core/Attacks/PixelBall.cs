namespace Reproduce.Core.Attacks;

/// <summary>The images that differ by at most epsilon from an image in every pixel, within [0, 1].</summary>
internal static class PixelBall
{
    /// <summary>
    /// The nearest image within the ball, in the order of operations of torchattacks: the change is clipped first, then the pixel.
    /// </summary>
    public static float Project(float pixel, float original, float epsilon) =>
        ToPixel(original + Math.Min(Math.Max(pixel - original, -epsilon), epsilon));

    /// <summary>The nearest pixel in [0, 1].</summary>
    public static float ToPixel(float value) => Math.Min(Math.Max(value, 0), 1);

    /// <summary>1, 0 or -1; 0 for NaN. Without a branch: the processor can't predict the signs of a gradient.</summary>
    public static int Sign(float value) => (value > 0 ? 1 : 0) - (value < 0 ? 1 : 0);
}
