using Reproduce.Core.Randomness;

namespace Reproduce.DataSets.SignDrawing;

/// <summary>The random numbers and colours that signs are drawn with.</summary>
internal static class RandomDraws
{
    /// <summary>The standard deviation of the sum of a word's four bytes.</summary>
    private static readonly double FourBytesDeviation = Math.Sqrt(4 * ((256 * 256) - 1) / 12.0);

    /// <summary>A uniform number between the bounds.</summary>
    public static double Between(this MersenneTwister random, double least, double most) =>
        least + ((most - least) * random.NextDouble());

    /// <summary>A uniform colour, each channel between the bounds.</summary>
    public static Paint NextPaint(this MersenneTwister random, int least, int most) =>
        new(random.NextLevel(least, most), random.NextLevel(least, most), random.NextLevel(least, most));

    /// <summary>The colour with each channel moved by up to so many levels.</summary>
    public static Paint Jitter(this MersenneTwister random, Paint paint, int levels) => new(
        random.Jitter(paint.Red, levels), random.Jitter(paint.Green, levels), random.Jitter(paint.Blue, levels));

    /// <summary>A nearly normal number of mean 0 and standard deviation 1: the sum of a word's four bytes.</summary>
    public static double NextBell(this MersenneTwister random)
    {
        var word = random.NextUInt32();
        var sum = (word & 255) + ((word >> 8) & 255) + ((word >> 16) & 255) + (word >> 24);
        return (sum - 510.0) / FourBytesDeviation;
    }

    private static byte NextLevel(this MersenneTwister random, int least, int most) => (byte)(least + random.NextInt32(most - least + 1));

    private static byte Jitter(this MersenneTwister random, byte level, int levels) =>
        (byte)Math.Clamp(level - levels + random.NextInt32((2 * levels) + 1), 0, 255);
}
