using Reproduce.Testing.Snapshots.Tables;

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
    /// Accuracies and shares in percent. Trained image models have the same bits on every x64 processor too; on another, a single image of
    /// 300 may fall on the other side.
    /// </summary>
    public static Tolerance Percent { get; } = new(absolute: 0.4);
}
