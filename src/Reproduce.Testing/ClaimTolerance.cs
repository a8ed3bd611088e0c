using Reproduce.Results.Tables;

namespace Reproduce.Testing;

/// <summary>How far a claim's numbers may move before a person has to look.</summary>
public static class ClaimTolerance
{
    /// <summary>
    /// The toy models have the same bits on every x64 processor; the tolerance is for others, where a training of 400 steps spreads
    /// differences of rounding.
    /// </summary>
    public static Tolerance Numbers { get; } = new(absolute: 0.0005, relative: 0.005);

    /// <summary>
    /// Accuracies and other shares, in percent. Trained image models have the same bits on every x64 processor too; on another, a single
    /// image may be classified otherwise. The tolerance is what one image counts and a fifth more.
    /// </summary>
    /// <param name="images">The number of images that the share is measured on, at least 1.</param>
    public static Tolerance Share(int images)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(images);
        return new(absolute: 120.0 / images);
    }
}
