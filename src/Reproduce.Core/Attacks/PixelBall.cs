namespace Reproduce.Core.Attacks;

/// <summary>The images within epsilon of an image in every pixel, and in [0, 1]: what attacks of the maximum norm may reach.</summary>
internal static class PixelBall
{
    /// <summary>
    /// The nearest image within the ball, in the order of operations of torchattacks: the change is cut first, then the pixel.
    /// </summary>
    public static float Project(float pixel, float original, float epsilon) =>
        ToPixel(original + Math.Min(Math.Max(pixel - original, -epsilon), epsilon));

    /// <summary>The nearest pixel in [0, 1].</summary>
    public static float ToPixel(float value) => Math.Min(Math.Max(value, 0), 1);

    /// <summary>1, 0 or -1; 0 for what is not a number. Without a branch: the signs of a gradient can't be predicted.</summary>
    public static int Sign(float value) => (value > 0 ? 1 : 0) - (value < 0 ? 1 : 0);
}
