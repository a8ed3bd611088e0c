using Reproduce.Core.Randomness;

namespace Reproduce.DataSets.SignDrawing;

/// <summary>How a sign lies in the picture: a projective map from the sign to the unit square, which the picture fills.</summary>
/// <param name="Xx">Share of the sign's x in the picture's x.</param>
/// <param name="Xy">Share of the sign's y in the picture's x.</param>
/// <param name="Yx">Share of the sign's x in the picture's y.</param>
/// <param name="Yy">Share of the sign's y in the picture's y.</param>
/// <param name="Right">The picture's x of the sign's middle.</param>
/// <param name="Down">The picture's y of the sign's middle.</param>
/// <param name="NearX">How much the distance to the camera grows per unit to the right on the sign.</param>
/// <param name="NearY">How much it grows per unit down on the sign.</param>
internal readonly record struct SignPose(
    double Xx, double Xy, double Yx, double Yy, double Right, double Down, double NearX, double NearY)
{
    // The tangent of half of 15 degrees.
    private const double MostHalfTurn = 0.13165249758739585;
    private const double SmallestRadius = 0.29;
    private const double LargestRadius = 0.43;
    private const double MostShift = 0.07;
    private const double MostShear = 0.12;
    private const double MostPerspective = 0.1;

    // 0 is a sign in the middle, seen from straight ahead; 1 is usual.
    private const double Strength = 0.8;

    /// <summary>Draws a pose.</summary>
    /// <param name="random">The image's stream.</param>
    public static SignPose Draw(MersenneTwister random)
    {
        // The turn by its half-angle's tangent: cosine and sine are then quotients, the same on every machine.
        var half = UpTo(MostHalfTurn);
        var cosine = (1 - (half * half)) / (1 + (half * half));
        var sine = 2 * half / (1 + (half * half));
        var radius = random.Between(SmallestRadius, LargestRadius);
        var shear = UpTo(MostShear);
        var narrow = 1 + UpTo(MostShear);
        return new(
            radius * narrow * cosine,
            radius * ((shear * cosine) - sine),
            radius * narrow * sine,
            radius * ((shear * sine) + cosine),
            0.5 + UpTo(MostShift),
            0.5 + UpTo(MostShift),
            UpTo(MostPerspective),
            UpTo(MostPerspective));

        double UpTo(double most) => random.Between(-1, 1) * most * Strength;
    }

    /// <summary>Where a point of the sign lies in the picture.</summary>
    public SignPoint Place(SignPoint point)
    {
        var distance = 1 + (NearX * point.X) + (NearY * point.Y);
        return new(
            Right + (((Xx * point.X) + (Xy * point.Y)) / distance),
            Down + (((Yx * point.X) + (Yy * point.Y)) / distance));
    }
}
