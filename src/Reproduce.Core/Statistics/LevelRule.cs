namespace Reproduce.Core.Statistics;

/// <summary>Decides claims that a quantity reaches a level or stays below one.</summary>
public static class LevelRule
{
    /// <summary>The claim that a quantity is at least a level.</summary>
    /// <param name="quantity">The quantity's interval.</param>
    /// <param name="level">The level.</param>
    /// <returns>Supported if the whole interval is above the level; NotSupported if all of it is not; else Inconclusive.</returns>
    public static Verdict IsAtLeast(Interval quantity, double level) => Bound.IsAbove(quantity, level);

    /// <summary>The claim that a quantity is at most a level.</summary>
    /// <param name="quantity">The quantity's interval.</param>
    /// <param name="level">The level.</param>
    public static Verdict IsAtMost(Interval quantity, double level) => Bound.IsBelow(quantity, level);
}
