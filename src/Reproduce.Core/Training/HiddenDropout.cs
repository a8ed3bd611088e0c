using Reproduce.Core.Randomness;

namespace Reproduce.Core.Training;

/// <summary>Dropout of hidden units as PyTorch does it: each unit of each sample independently, kept units scaled up.</summary>
internal static class HiddenDropout
{
    /// <summary>What a kept unit's output is multiplied by, so that its mean stays the same.</summary>
    /// <param name="rate">Probability of dropping a unit, in [0, 1).</param>
    public static float Scale(double rate) => (float)(1 / (1 - rate));

    /// <summary>Draws the multiples of unit outputs: <see cref="Scale"/> for a kept unit, 0 for a dropped one.</summary>
    /// <param name="multiples">Receives the draws.</param>
    /// <param name="rate">Probability of dropping a unit, in [0, 1).</param>
    /// <param name="random">The stream.</param>
    public static void Draw(Span<float> multiples, double rate, MersenneTwister random)
    {
        const double words = 4294967296;
        var scale = Scale(rate);
        foreach (ref var multiple in multiples)
        {
            multiple = random.NextUInt32() >= rate * words ? scale : 0;
        }
    }
}
