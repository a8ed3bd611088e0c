using Reproduce.Core.Randomness;

namespace Reproduce.Core.Training;

/// <summary>PyTorch's dropout of hidden units: drops each unit of each sample independently, and scales up the kept units.</summary>
internal static class HiddenDropout
{
    /// <summary>The factor of a kept unit's output that keeps the mean of the output the same.</summary>
    /// <param name="rate">Probability of dropping a unit, in [0, 1).</param>
    public static float Scale(double rate) => (float)(1 / (1 - rate));

    /// <summary>Draws the dropout factors of unit outputs: <see cref="Scale"/> for a kept unit, 0 for a dropped one.</summary>
    /// <param name="multiples">Receives the draws.</param>
    /// <param name="rate">Probability of dropping a unit, in [0, 1).</param>
    /// <param name="random">The random stream.</param>
    public static void Draw(Span<float> multiples, double rate, MersenneTwister random)
    {
        // Without a branch, since no processor predicts a random one: below the threshold the difference is negative, and its sign clears
        // all bits.
        const double words = 4294967296;
        var threshold = (long)Math.Ceiling(rate * words);
        var scale = BitConverter.SingleToInt32Bits(Scale(rate));
        foreach (ref var multiple in multiples)
        {
            var isDropped = (int)((random.NextUInt32() - threshold) >> 63);
            multiple = BitConverter.Int32BitsToSingle(scale & ~isDropped);
        }
    }
}
