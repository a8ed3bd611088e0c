using Reproduce.Core.Randomness;

namespace Reproduce.DataSets.SignDrawing;

/// <summary>The light on a sign, and the camera's blur and noise.</summary>
/// <param name="Exposure">Factor of every level.</param>
/// <param name="Contrast">Factor of the distance from mid grey.</param>
/// <param name="Red">Factor of red.</param>
/// <param name="Green">Factor of green.</param>
/// <param name="Blue">Factor of blue.</param>
/// <param name="Shadow">Factor beyond the shadow's edge.</param>
/// <param name="EdgeX">With <paramref name="EdgeY"/>, a point on the shadow's edge is where EdgeX x + EdgeY y = EdgeAt.</param>
/// <param name="EdgeY">See <paramref name="EdgeX"/>.</param>
/// <param name="EdgeAt">See <paramref name="EdgeX"/>.</param>
/// <param name="BlurPasses">Passes of the 1-2-1 filter.</param>
/// <param name="Noise">Standard deviation, in levels of 0 to 255.</param>
internal readonly record struct SignLight(
    double Exposure, double Contrast, double Red, double Green, double Blue,
    double Shadow, double EdgeX, double EdgeY, double EdgeAt, double BlurPasses, double Noise)
{
    private const double MostExposure = 0.35;
    private const double MostContrast = 0.35;
    private const double MostCast = 0.15;
    private const double DeepestShadow = 0.5;
    private const double MostBlurPasses = 1.2;

    // Faint and noisy on purpose: with full contrast, plain networks keep half of the images right under attacks that leave CIFAR-10's
    // none.
    private const double UsualContrast = 0.5;
    private const double MostNoise = 15;

    // 0 is even daylight, 1 the most.
    private const double Strength = 0.7;

    /// <summary>The factor of a channel.</summary>
    public double Cast(int channel) => channel switch { 0 => Red, 1 => Green, _ => Blue };

    /// <summary>Draws the light.</summary>
    /// <param name="random">The image's stream.</param>
    public static SignLight Draw(MersenneTwister random)
    {
        return new(
            Factor(MostExposure),
            UsualContrast * Factor(MostContrast),
            Factor(MostCast),
            Factor(MostCast),
            Factor(MostCast),
            1 - (random.Between(0, DeepestShadow) * Strength),
            random.Between(-1, 1),
            random.Between(-1, 1),
            random.Between(-0.7, 0.7),
            random.Between(0, MostBlurPasses),
            random.Between(0.3, 1) * MostNoise);

        double Factor(double most) => 1 + (random.Between(-most, most) * Strength);
    }
}
