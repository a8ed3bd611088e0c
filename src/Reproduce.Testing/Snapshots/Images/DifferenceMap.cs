namespace Reproduce.Testing.Snapshots.Images;

/// <summary>How visibly each pixel of two images of one size differs.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="DeltaE">ΔE*ab of the blurred images, row by row, shape <c>[Height * Width]</c>.</param>
internal sealed record DifferenceMap(int Width, int Height, float[] DeltaE)
{
    /// <summary>
    /// Standard deviation of the blur in pixels. It spreads a difference of antialiasing, which lies beside an opposite one, until
    /// the two cancel, and leaves areas and moved strokes.
    /// </summary>
    public const double BlurSigma = 1.5;

    /// <summary>The largest difference.</summary>
    public double Largest => DeltaE.Max();

    /// <summary>Compares two images of one size.</summary>
    public static DifferenceMap Of(DecodedImage verified, DecodedImage received)
    {
        var count = verified.Pixels.Length;
        var (lightness, a, b) = (new float[count], new float[count], new float[count]);
        for (var i = 0; i < count; i++)
        {
            if (verified.Pixels[i] != received.Pixels[i])
            {
                var (before, after) = (CieLab.Of(verified.Pixels[i]), CieLab.Of(received.Pixels[i]));
                lightness[i] = (float)(after.L - before.L);
                a[i] = (float)(after.A - before.A);
                b[i] = (float)(after.B - before.B);
            }
        }

        // Blurring is linear: the blurred images' difference is the blurred difference, at half the work.
        float[] Blur(float[] plane) => GaussianBlur.Apply(plane, verified.Width, verified.Height, BlurSigma);
        (lightness, a, b) = (Blur(lightness), Blur(a), Blur(b));
        var deltaE = new float[count];
        for (var i = 0; i < count; i++)
        {
            deltaE[i] = MathF.Sqrt((lightness[i] * lightness[i]) + (a[i] * a[i]) + (b[i] * b[i]));
        }

        return new DifferenceMap(verified.Width, verified.Height, deltaE);
    }

    /// <summary>Number of pixels that differ by more than <paramref name="level"/>.</summary>
    public int CountAbove(double level) => DeltaE.Count(value => value > level);
}
