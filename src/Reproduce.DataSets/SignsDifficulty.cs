namespace Reproduce.DataSets;

/// <summary>
/// What makes the drawn signs hard to tell apart. Changing one value leaves the random draws of the others as they
/// are. With the values given here the networks of the Quick profile recognize about 99 % of the test images.
/// </summary>
public sealed record SignsDifficulty
{
    /// <summary>
    /// Largest standard deviation of the sensor's noise, in levels of 0 to 255; each image draws its own, from 0.3 of it. 0 to 255.
    /// </summary>
    public double Noise { get; init; } = 10;

    /// <summary>Share of the images in which something stands before the sign, 0 to 1.</summary>
    public double Occlusion { get; init; } = 0.15;

    /// <summary>Most passes of the 1-2-1 filter, 0 to 8; each image draws its own number, of which a fraction is a weaker pass.</summary>
    public double Blur { get; init; } = 1.2;

    /// <summary>
    /// Strength of pose: turn, shift, shear and perspective. 0 is a sign in the middle, seen from straight ahead, 1 is usual, 2 the most.
    /// </summary>
    public double Pose { get; init; } = 0.8;

    /// <summary>Strength of light: exposure, contrast, colour cast and shadow; 0 is even daylight, 1 is usual and the most.</summary>
    public double Light { get; init; } = 0.7;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of the range that its property names.</exception>
    internal void Check()
    {
        Check(Noise, 255, nameof(Noise));
        Check(Occlusion, 1, nameof(Occlusion));
        Check(Blur, 8, nameof(Blur));
        Check(Pose, 2, nameof(Pose));
        Check(Light, 1, nameof(Light));
    }

    private static void Check(double value, double most, string name)
    {
        // Written so that NaN fails as well.
        if (!(value >= 0 && value <= most))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must lie between 0 and {most}.");
        }
    }
}
