namespace Reproduce.Core.Statistics;

/// <summary>
/// Decides claims that a quantity lies on one side of a level, or between two levels, by its interval. Supported if the claim is true of
/// every value in the interval, bounds included; NotSupported if it is true of none; else Inconclusive.
/// </summary>
/// <remarks>
/// <para>A quantity that equals the level is at least and at most the level, and neither above nor below it.</para>
/// <para>
/// An interval within a decided one is decided alike. More data make an interval narrower, but they also move it, and with it the verdict:
/// a 95 % interval lies wholly above (or wholly below) the true value in about one experiment in forty.
/// </para>
/// </remarks>
public static class LevelRule
{
    /// <summary>The claim that a quantity is the level or more: the opposite of <see cref="IsBelow"/>.</summary>
    public static Verdict IsAtLeast(Interval quantity, double level) => Opposite(IsBelow(quantity, level));

    /// <summary>The claim that a quantity is the level or less: the opposite of <see cref="IsAbove"/>.</summary>
    public static Verdict IsAtMost(Interval quantity, double level) => Opposite(IsAbove(quantity, level));

    /// <summary>The claim that a quantity is more than the level.</summary>
    public static Verdict IsAbove(Interval quantity, double level) =>
        Decide(ofAll: quantity.Lower > level, ofNone: quantity.Upper <= level);

    /// <summary>The claim that a quantity is less than the level.</summary>
    public static Verdict IsBelow(Interval quantity, double level) =>
        Decide(ofAll: quantity.Upper < level, ofNone: quantity.Lower >= level);

    /// <summary>The claim that a quantity lies between two levels, both included.</summary>
    public static Verdict IsBetween(Interval quantity, double lowest, double highest) => Decide(
        ofAll: quantity.Lower >= lowest && quantity.Upper <= highest,
        ofNone: quantity.Upper < lowest || quantity.Lower > highest);

    private static Verdict Decide(bool ofAll, bool ofNone) =>
        ofAll ? Verdict.Supported : ofNone ? Verdict.NotSupported : Verdict.Inconclusive;

    private static Verdict Opposite(Verdict verdict) => verdict switch
    {
        Verdict.Supported => Verdict.NotSupported,
        Verdict.NotSupported => Verdict.Supported,
        _ => verdict,
    };
}
